package org.yardmaster.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Moves the money of payments whose work is done or is to be begun. "Settling" is in the journal
 * before the facilitator hears of it. Where its answer leaves a doubt, it gets the same payment
 * once more, and then the chain decides; while that cannot be done, the payment is unknown.
 */
final class Settler {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Payments payments;
  private final Function<Payment, Optional<Facilitator>> facilitators;
  private final Chain chain;
  private final PaymentTerms terms;
  private final Clock clock;
  private final PaymentEvent.Listener listener;

  Settler(
      Payments payments,
      Function<Payment, Optional<Facilitator>> facilitators,
      Chain chain,
      PaymentTerms terms,
      Clock clock,
      PaymentEvent.Listener listener) {
    this.payments = payments;
    this.facilitators = facilitators;
    this.chain = chain;
    this.terms = terms;
    this.clock = clock;
    this.listener = listener;
  }

  /** What came of it. */
  sealed interface End {
    Payment payment();

    /** The money arrived. */
    record Paid(Payment payment) implements End {}

    /** It did not, and this authorization will not be charged. */
    record Unpaid(Payment payment) implements End {}

    /** Nobody knows yet, or somebody else is at it. */
    record InDoubt(Payment payment) implements End {}

    /** The facilitator was not reached; nothing was charged. */
    record NotSent(Payment payment) implements End {}
  }

  /** Charges a payment that this instance owns. */
  End settle(Payment payment, BigInteger amount) {
    Payment.Charge intended = new Payment.Charge(amount.toString(), payment.charge().transaction());
    Optional<Payment> journalled =
        replace(payment, payment.withCharge(intended).in(PaymentState.SETTLING, "charging"));
    if (journalled.isEmpty()) {
      return new End.InDoubt(payment);
    }
    Payment settling = journalled.get();
    long start = System.nanoTime();
    End end = charge(settling, payment);
    String outcome = end.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    listener.happened(
        new PaymentEvent(PaymentEvent.Kind.SETTLE, outcome, System.nanoTime() - start, 0));
    return end;
  }

  private End charge(Payment settling, Payment before) {
    Facilitator.Result first = ask(settling);
    boolean neverTold = before.charge().equals(Payment.Charge.NONE);
    return switch (first) {
      case Facilitator.Result.Settled settled -> paid(settling, settled.transaction());
      case Facilitator.Result.NotSent notSent -> notSent(settling, before, notSent.why());
      case Facilitator.Result.Refused refused -> judged(settling, refused.reason(), neverTold);
      case Facilitator.Result.Unclear unclear -> again(settling, unclear);
    };
  }

  private Facilitator.Result ask(Payment settling) {
    Optional<Facilitator> facilitator = facilitators.apply(settling);
    if (facilitator.isEmpty()) {
      return new Facilitator.Result.NotSent("no facilitator for this payment");
    }
    ObjectNode requirements = PaymentJson.read(settling.bond().requirements());
    if (settling.bond().version() == 2) {
      requirements.put("amount", settling.charge().amount());
    }
    return facilitator
        .get()
        .settle(
            Facilitator.request(
                settling.bond().version(),
                PaymentJson.read(settling.bond().document()),
                requirements));
  }

  /** The same payment once more, then the chain until patience ends. */
  private End again(Payment settling, Facilitator.Result.Unclear unclear) {
    Facilitator.Result second = ask(settling);
    if (second instanceof Facilitator.Result.Settled settled) {
      return paid(settling, settled.transaction());
    }
    String transaction =
        second instanceof Facilitator.Result.Unclear more && !more.transaction().isEmpty()
            ? more.transaction()
            : unclear.transaction();
    Payment told = settling.withCharge(new Payment.Charge(settling.charge().amount(), transaction));
    return waitForTheChain(inDoubt(told, unclear.why()).payment(), unclear.why());
  }

  private End waitForTheChain(Payment settling, String why) {
    long end = System.nanoTime() + terms.bounds().settle().toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Payment latest = payments.find(settling.id()).orElse(settling);
      if (latest.state() == PaymentState.SETTLED) {
        return new End.Paid(latest);
      }
      End now = judged(latest, why, false);
      if (!(now instanceof End.InDoubt) || System.nanoTime() > end) {
        return now;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return now;
      }
      Duration next = pause.multipliedBy(2);
      pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
  }

  /** What the chain makes of a payment whose charging was told; it charges nothing. */
  End lookUp(Payment payment) {
    return judged(payment, "in doubt", false);
  }

  /**
   * Lets the chain decide.
   *
   * @param refused whether the facilitator refused what it had never been told to charge before, so
   *     that an unused nonce means that nothing will come
   */
  private End judged(Payment payment, String why, boolean refused) {
    Chain.Evidence evidence = evidence(payment);
    String outcome = evidence.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    listener.happened(new PaymentEvent(PaymentEvent.Kind.LOOK_UP, outcome, 0, 0));
    return switch (evidence) {
      case Chain.Evidence.Paid paid -> arrived(payment, paid);
      case Chain.Evidence.Never never -> unpaid(payment, why + ": " + never.why());
      case Chain.Evidence.Open open -> refused ? unpaid(payment, why) : inDoubt(payment, why);
      case Chain.Evidence.Unreadable silent -> inDoubt(payment, why + "; " + silent.why());
    };
  }

  private Chain.Evidence evidence(Payment payment) {
    Optional<Asset> asset = terms.asset(payment.bond().network(), payment.bond().asset());
    if (asset.isEmpty()) {
      return new Chain.Evidence.Unreadable("its asset is no longer configured");
    }
    Authorization signed = Presented.authorization(PaymentJson.read(payment.bond().document()));
    return chain.look(asset.get(), payment.bond().scheme(), signed);
  }

  private End arrived(Payment payment, Chain.Evidence.Paid paid) {
    Payment counted =
        payment.withCharge(
            new Payment.Charge(paid.amount().toString(), payment.charge().transaction()));
    return paid(counted, paid.transaction());
  }

  private End paid(Payment payment, String transaction) {
    Payment.Charge charge = new Payment.Charge(payment.charge().amount(), transaction);
    Payment next = payment.withCharge(charge).in(PaymentState.SETTLED, "paid");
    return replace(payment, next).<End>map(End.Paid::new).orElseGet(() -> new End.InDoubt(payment));
  }

  private End unpaid(Payment payment, String why) {
    if (payment.work().done()) {
      listener.happened(
          new PaymentEvent(PaymentEvent.Kind.UNPAID, "failed", 0, payment.work().nanoUsd()));
    }
    return replace(payment, payment.in(PaymentState.FAILED, why).free())
        .<End>map(End.Unpaid::new)
        .orElseGet(() -> new End.InDoubt(payment));
  }

  private End inDoubt(Payment payment, String why) {
    Payment next = payment.in(PaymentState.UNKNOWN, why).free();
    return new End.InDoubt(replace(payment, next).orElse(payment));
  }

  private End notSent(Payment settling, Payment before, String why) {
    Payment back = settling.withCharge(before.charge()).in(before.state(), why).free();
    return replace(settling, back)
        .<End>map(End.NotSent::new)
        .orElseGet(() -> new End.InDoubt(settling));
  }

  private Optional<Payment> replace(Payment seen, Payment next) {
    return payments.replace(seen, next, clock.instant());
  }
}
