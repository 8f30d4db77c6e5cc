package org.yardmaster.ledger.sql;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.yardmaster.payment.Payment;
import org.yardmaster.payment.PaymentBook;
import org.yardmaster.payment.PaymentTerms;
import org.yardmaster.payment.Payments;

/** The journal of payments: each method waits for its commit. */
final class SqlPayments implements Payments {
  private final SqlPaymentRows rows;
  private final PaymentBook book;
  private final GroupCommit writer;

  SqlPayments(Statements writing, GroupCommit writer) {
    this.rows = new SqlPaymentRows(writing);
    this.book = new PaymentBook(rows);
    this.writer = writer;
  }

  @Override
  public Entry reserve(Payment fresh, PaymentTerms.Bounds bounds) {
    return writer.call(() -> book.reserve(fresh, bounds));
  }

  @Override
  public Optional<Payment> find(String id) {
    return writer.call(() -> rows.find(id));
  }

  @Override
  public Optional<Payment> replace(Payment seen, Payment next, Instant at) {
    return writer.call(() -> book.replace(seen, next, at));
  }

  @Override
  public boolean alive(String owner, Instant now) {
    return writer.call(() -> book.alive(owner, now));
  }

  @Override
  public List<Payment> abandoned(Instant now) {
    return writer.call(() -> book.abandoned(now));
  }

  @Override
  public void beat(String owner, Instant now) {
    writer.call(
        () -> {
          rows.beat(owner, now);
          return true;
        });
  }

  @Override
  public void prune(PaymentTerms.Bounds bounds, Instant now) {
    writer.call(
        () -> {
          book.prune(bounds, now);
          return true;
        });
  }

  @Override
  public void read(Instant from, Instant until, Consumer<Payment> handler) {
    writer.call(() -> rows.begun(from, until)).forEach(handler);
  }

  @Override
  public byte[] secret() {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    return writer.call(() -> rows.secret(fresh));
  }
}
