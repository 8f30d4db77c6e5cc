package org.yardmaster.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the payment journal on top of rows: one rule for every database. Each public method
 * is one transaction of the rows.
 */
public final class PaymentBook {
  /** An instance that was not seen for so long is dead. */
  static final Duration LIFE_SIGN = Duration.ofSeconds(5);

  /** How often work is begun for one payment. */
  static final int MOST_RUNS = 3;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Receipts are kept for the books; much longer than any signature is valid. */
  private static final Duration KEPT = Duration.ofDays(400);

  private final PaymentRows rows;

  public PaymentBook(PaymentRows rows) {
    this.rows = rows;
  }

  /** As {@link Payments#reserve}. */
  public Payments.Entry reserve(Payment fresh, PaymentTerms.Bounds bounds) {
    Optional<Payment> earlier = rows.find(fresh.id());
    int runs = earlier.map(Payment::runs).orElse(0);
    if (earlier.isPresent()
        && !(earlier.get().reusable()
            && earlier.get().repeatedBy(fresh.bond())
            && runs < MOST_RUNS)) {
      return new Payments.Entry.Known(earlier.get());
    }
    String payer = fresh.bond().payer();
    if (!fresh.bond().identifier().isEmpty()
        && rows.identifierTaken(payer, fresh.bond().identifier(), fresh.id())) {
      return new Payments.Entry.IdentifierTaken();
    }
    if (rows.unpaid(payer) >= bounds.unpaidPerPayer()) {
      return new Payments.Entry.TooManyUnpaid();
    }
    if (fresh.bond().flow() == Flow.AUTHORIZATION) {
      Instant now = fresh.createdAt();
      long risk = rows.atRiskNanoUsd(now.minus(HOUR));
      if (risk > bounds.unpaidNanoUsd() - fresh.bond().mostNanoUsd()
          || rows.leftUnpaid(payer, now.minus(DAY))) {
        return new Payments.Entry.UpfrontOnly();
      }
    }
    Payment reserved =
        fresh.withRuns(runs + 1).revisedAfter(earlier.map(Payment::revision).orElse(0L));
    rows.save(reserved);
    return new Payments.Entry.Reserved(reserved);
  }

  /** As {@link Payments#replace}. */
  public Optional<Payment> replace(Payment seen, Payment next, Instant at) {
    Optional<Payment> stored = rows.find(seen.id());
    if (stored.isEmpty() || stored.get().revision() != seen.revision()) {
      return Optional.empty();
    }
    Payment revised = next.revised(at);
    rows.save(revised);
    boolean arrived =
        revised.state() == PaymentState.SETTLED && seen.state() != PaymentState.SETTLED;
    if (arrived && !revised.bond().creditKey().isEmpty()) {
      rows.credit(revised.bond().creditKey(), revised.bond().mostNanoUsd(), at);
    }
    return Optional.of(revised);
  }

  /** Whether an instance gave a sign of life lately. */
  public boolean alive(String owner, Instant now) {
    return !owner.isEmpty()
        && rows.seen(owner).filter(at -> at.isAfter(now.minus(LIFE_SIGN))).isPresent();
  }

  /** As {@link Payments#abandoned}. */
  public List<Payment> abandoned(Instant now) {
    return rows.orphans(now.minus(LIFE_SIGN));
  }

  /** As {@link Payments#prune}. */
  public void prune(PaymentTerms.Bounds bounds, Instant now) {
    rows.prune(now.minus(bounds.answers()), now, now.minus(KEPT));
  }
}
