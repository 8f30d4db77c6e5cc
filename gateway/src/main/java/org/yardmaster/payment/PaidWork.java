package org.yardmaster.payment;

import java.math.BigInteger;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The work for one payment, by the instance that owns it. */
final class PaidWork implements PaymentGate.Permit {
  private final Payments payments;
  private final Settler settler;
  private final PaymentTerms terms;
  private final Clock clock;
  private final Function<Settler.End, PaymentGate.Ruling> ending;
  private Payment payment;

  PaidWork(
      Payment payment,
      Payments payments,
      Settler settler,
      PaymentTerms terms,
      Clock clock,
      Function<Settler.End, PaymentGate.Ruling> ending) {
    this.payment = payment;
    this.payments = payments;
    this.settler = settler;
    this.terms = terms;
    this.clock = clock;
    this.ending = ending;
  }

  private boolean upfront() {
    return payment.bond().flow() == Flow.UPFRONT;
  }

  @Override
  public String payer() {
    return payment.bond().payer();
  }

  @Override
  public long ceilingNanoUsd() {
    return terms.prices().covered(payment.bond().mostNanoUsd());
  }

  @Override
  public boolean direct() {
    return upfront() || terms.streams() == PaymentTerms.StreamPolicy.BOUNDED;
  }

  @Override
  public Map<String, String> headers() {
    return upfront()
        ? PaymentResponse.headers(payment, "")
        : Map.of("cache-control", "private, no-store");
  }

  @Override
  public PaymentGate.Ruling finish(StoredAnswer answer, long costNanoUsd) {
    Payment.Work work = new Payment.Work(true, costNanoUsd, Optional.of(answer));
    if (upfront()) {
      replace(payment.withWork(work).free());
      return new PaymentGate.Ruling.Paid(answer, PaymentResponse.headers(payment, ""));
    }
    if (!replace(payment.withWork(work).in(PaymentState.SERVED, "served"))) {
      return ending.apply(new Settler.End.InDoubt(payment));
    }
    return ending.apply(settler.settle(payment, new BigInteger(amount(payment, terms))));
  }

  /** What is charged for work that is done: all of it, or under {@code upto} what it cost. */
  static String amount(Payment payment, PaymentTerms terms) {
    BigInteger most = new BigInteger(payment.bond().maximum());
    Optional<Asset> asset = terms.asset(payment.bond().network(), payment.bond().asset());
    if (payment.bond().scheme() == Scheme.EXACT) {
      return most.toString();
    }
    if (asset.isEmpty()) {
      return "1"; // Nobody knows its unit any more: never bill what cannot be shown.
    }
    long asked = terms.prices().asked(payment.work().nanoUsd());
    return most.min(asset.get().atomic(asked)).toString();
  }

  @Override
  public Map<String, String> fail(String why, boolean delivered) {
    if (upfront()) {
      // A try that brought nothing does not count: what was paid for is owed until it works.
      replace(payment.withRuns(payment.runs() - (delivered ? 0 : 1)).free());
      return PaymentResponse.headers(payment, "");
    }
    replace(payment.in(PaymentState.FAILED, why).free());
    return Map.of("cache-control", "no-store");
  }

  private boolean replace(Payment next) {
    Optional<Payment> stored = payments.replace(payment, next, clock.instant());
    stored.ifPresent(revised -> payment = revised);
    return stored.isPresent();
  }
}
