package org.yardmaster.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks after payments whose gateway died and those in doubt. It asks the chain and charges
 * nothing: work that is done and unpaid is charged only when its payer comes back for the answer,
 * so that nobody pays for what he never gets.
 */
final class Recovery {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration SLOWEST = Duration.ofMinutes(1);
  private static final Duration PRUNING = Duration.ofMinutes(1);

  private final Payments payments;
  private final Settler settler;
  private final PaymentTerms terms;
  private final String instance;
  private final Clock clock;
  private Instant pruned = Instant.EPOCH;

  Recovery(Payments payments, Settler settler, PaymentTerms terms, String instance, Clock clock) {
    this.payments = payments;
    this.settler = settler;
    this.terms = terms;
    this.instance = instance;
    this.clock = clock;
  }

  void tend() {
    Instant now = clock.instant();
    payments.abandoned(now).forEach(payment -> tend(payment, now));
    if (pruned.plus(PRUNING).isBefore(now)) {
      pruned = now;
      payments.prune(terms.bounds(), now);
    }
  }

  private void tend(Payment payment, Instant now) {
    switch (payment.state()) {
      case RESERVED, VERIFIED ->
          payments.replace(
              payment,
              payment
                  .in(PaymentState.FAILED, "its gateway ended before the work did")
                  .withRuns(Math.max(0, payment.runs() - 1))
                  .free(),
              now);
      case SERVED -> {
        if (payment.bond().validBefore() < now.getEpochSecond()) {
          payments.replace(
              payment,
              payment
                  .withWork(Payment.Work.NONE)
                  .in(PaymentState.FAILED, "nobody came back for its answer")
                  .free(),
              now);
        }
      }
      case SETTLING -> look(payment, now);
      case UNKNOWN -> {
        if (!payment.updatedAt().plus(pause(payment, now)).isAfter(now)) {
          look(payment, now);
        }
      }
      case SETTLED, FAILED -> {}
    }
  }

  /** The older the doubt, the rarer the look. */
  private static Duration pause(Payment payment, Instant now) {
    Duration eighth = Duration.between(payment.createdAt(), now).dividedBy(8);
    Duration atLeast = eighth.compareTo(FIRST) < 0 ? FIRST : eighth;
    return atLeast.compareTo(SLOWEST) > 0 ? SLOWEST : atLeast;
  }

  private void look(Payment payment, Instant now) {
    payments
        .replace(payment, payment.ownedBy(instance), now)
        .map(settler::lookUp)
        .filter(end -> !end.payment().owner().isEmpty())
        .ifPresent(end -> payments.replace(end.payment(), end.payment().free(), clock.instant()));
  }
}
