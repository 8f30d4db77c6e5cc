package org.yardmaster.payment;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A journal that ends with its process: for tests and trials. */
public final class InMemoryPayments implements Payments {
  private final Rows rows = new Rows();
  private final PaymentBook book = new PaymentBook(rows);
  private final byte[] secret = new byte[32];
  private final Credit credit;

  /** Adds money to a key. */
  @FunctionalInterface
  public interface Credit {
    void credit(String keyId, long nanoUsd, Instant at);
  }

  /**
   * An empty journal.
   *
   * @param credit where top-ups go
   */
  public InMemoryPayments(Credit credit) {
    this.credit = credit;
    new SecureRandom().nextBytes(secret);
  }

  @Override
  public synchronized Entry reserve(Payment fresh, PaymentTerms.Bounds bounds) {
    return book.reserve(fresh, bounds);
  }

  @Override
  public synchronized Optional<Payment> find(String id) {
    return rows.find(id);
  }

  @Override
  public synchronized Optional<Payment> replace(Payment seen, Payment next, Instant at) {
    return book.replace(seen, next, at);
  }

  @Override
  public synchronized boolean alive(String owner, Instant now) {
    return book.alive(owner, now);
  }

  @Override
  public synchronized List<Payment> abandoned(Instant now) {
    return book.abandoned(now);
  }

  @Override
  public synchronized void beat(String owner, Instant now) {
    rows.beat(owner, now);
  }

  @Override
  public synchronized void prune(PaymentTerms.Bounds bounds, Instant now) {
    book.prune(bounds, now);
  }

  @Override
  public synchronized void read(Instant from, Instant until, Consumer<Payment> handler) {
    rows.payments.values().stream()
        .filter(one -> !one.createdAt().isBefore(from) && one.createdAt().isBefore(until))
        .sorted(Comparator.comparing(Payment::createdAt).thenComparing(Payment::id))
        .map(Payment::withoutAnswer)
        .forEach(handler);
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  private final class Rows implements PaymentRows {
    private static final Set<PaymentState> BEFORE_THE_END =
        EnumSet.of(
            PaymentState.RESERVED,
            PaymentState.VERIFIED,
            PaymentState.SERVED,
            PaymentState.SETTLING,
            PaymentState.UNKNOWN);

    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Map<String, Instant> beats = new LinkedHashMap<>();

    @Override
    public Optional<Payment> find(String id) {
      return Optional.ofNullable(payments.get(id));
    }

    @Override
    public void save(Payment payment) {
      payments.put(payment.id(), payment);
    }

    @Override
    public boolean identifierTaken(String payer, String identifier, String otherThanId) {
      return payments.values().stream()
          .filter(one -> !one.id().equals(otherThanId) && !one.reusable())
          .filter(one -> one.bond().payer().equals(payer))
          .anyMatch(one -> one.bond().identifier().equals(identifier));
    }

    @Override
    public int unpaid(String payer) {
      return (int)
          payments.values().stream()
              .filter(one -> one.bond().payer().equals(payer))
              .filter(one -> BEFORE_THE_END.contains(one.state()))
              .filter(one -> !(one.state() == PaymentState.SERVED && one.owner().isEmpty()))
              .count();
    }

    @Override
    public long atRiskNanoUsd(Instant since) {
      return payments.values().stream().mapToLong(one -> risk(one, since)).sum();
    }

    private static long risk(Payment one, Instant since) {
      if (one.bond().flow() == Flow.AUTHORIZATION && BEFORE_THE_END.contains(one.state())) {
        return one.bond().mostNanoUsd();
      }
      return one.state() == PaymentState.FAILED
              && one.work().done()
              && one.updatedAt().isAfter(since)
          ? one.bond().mostNanoUsd()
          : 0;
    }

    @Override
    public boolean leftUnpaid(String payer, Instant since) {
      return payments.values().stream()
          .filter(one -> one.bond().payer().equals(payer))
          .anyMatch(
              one ->
                  one.state() == PaymentState.FAILED
                      && one.work().done()
                      && one.updatedAt().isAfter(since));
    }

    @Override
    public List<Payment> orphans(Instant aliveSince) {
      return payments.values().stream()
          .filter(one -> BEFORE_THE_END.contains(one.state()))
          .filter(one -> seen(one.owner()).filter(at -> at.isAfter(aliveSince)).isEmpty())
          .toList();
    }

    @Override
    public void credit(String keyId, long nanoUsd, Instant at) {
      credit.credit(keyId, nanoUsd, at);
    }

    @Override
    public void beat(String owner, Instant at) {
      beats.put(owner, at);
    }

    @Override
    public Optional<Instant> seen(String owner) {
      return Optional.ofNullable(beats.get(owner));
    }

    @Override
    public void prune(Instant answersBefore, Instant now, Instant paymentsBefore) {
      payments.replaceAll(
          (id, one) ->
              one.updatedAt().isBefore(answersBefore) && !BEFORE_THE_END.contains(one.state())
                  ? one.withoutAnswer()
                  : one);
      payments
          .values()
          .removeIf(
              one ->
                  one.updatedAt().isBefore(paymentsBefore)
                      || (one.reusable() && one.bond().validBefore() < now.getEpochSecond()));
    }
  }
}
