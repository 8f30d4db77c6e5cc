package org.yardmaster.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@link PaymentGate} by x402. The order of things: limits, form, offer, local checks with the
 * signer's recovery, the journal's reservation, and only then the facilitator; work after that.
 */
public final class X402Gate implements PaymentGate {
  /** What a gate stands on. */
  public record Parts(
      PaymentTerms terms,
      Payments payments,
      List<Facilitator> facilitators,
      Chain chain,
      Duration work,
      Clock clock,
      PaymentEvent.Listener listener) {}

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 200;

  private final PaymentTerms terms;
  private final Payments payments;
  private final FacilitatorPool pool;
  private final Offers offers;
  private final PaymentRequired required;
  private final Settler settler;
  private final Recovery recovery;
  private final Clock clock;
  private final PaymentEvent.Listener listener;
  private final String instance = UUID.randomUUID().toString();

  public X402Gate(Parts parts) {
    this.terms = parts.terms();
    this.payments = parts.payments();
    this.clock = parts.clock();
    this.listener = parts.listener();
    this.pool = new FacilitatorPool(parts.facilitators(), clock);
    this.offers = new Offers(terms, pool, new Quotes(payments.secret()), parts.work(), clock);
    this.required = new PaymentRequired(terms.origin(), terms.gasSponsoring());
    this.settler = new Settler(payments, this::facilitator, parts.chain(), terms, clock, listener);
    this.recovery = new Recovery(payments, settler, terms, instance, clock);
    payments.beat(instance, clock.instant());
  }

  private Optional<Facilitator> facilitator(Payment payment) {
    ObjectNode requirements = PaymentJson.read(payment.bond().requirements());
    String spender = PaymentJson.text(requirements.path("extra"), "facilitatorAddress");
    return pool.find(
        payment.bond().version(),
        payment.bond().scheme(),
        Network.parse(payment.bond().network()),
        spender.isEmpty()
            ? Optional.empty()
            : Optional.of(new org.yardmaster.payment.evm.Address(spender)));
  }

  @Override
  public Optional<PaymentTerms.Rule> rule(String route) {
    return Optional.ofNullable(terms.routes().get(route));
  }

  @Override
  public long coveredNanoUsd() {
    return terms.prices().covered(terms.prices().mostNanoUsd());
  }

  @Override
  public void beat() {
    payments.beat(instance, clock.instant());
  }

  @Override
  public void tend() {
    pool.refresh();
    recovery.tend();
  }

  @Override
  public Ruling judge(Inquiry inquiry) {
    Optional<Presented> paid;
    try {
      paid = Presented.of(inquiry.header());
    } catch (IllegalArgumentException fault) {
      note(PaymentEvent.Kind.REFUSE, "malformed");
      return Refusals.of(
          400, "invalid_payment", String.valueOf(fault.getMessage()), Optional.empty());
    }
    if (paid.isEmpty()) {
      note(PaymentEvent.Kind.QUOTE, "asked");
      return quoted(inquiry, "Payment required", false);
    }
    Optional<Payment> known = known(inquiry, paid.get());
    if (known.isPresent()) {
      return again(inquiry, known.get(), known.get().bond());
    }
    return switch (offers.match(inquiry, paid.get())) {
      case Offers.Match.None none -> {
        note(PaymentEvent.Kind.REFUSE, "no_match");
        yield quoted(inquiry, none.reason(), false);
      }
      case Offers.Match.Found found ->
          entered(inquiry, paid.get(), fresh(inquiry, paid.get(), found.offer()));
    };
  }

  /**
   * A payment that came before, byte for byte, for the same work: its checks were made then, and
   * its quote and signature may have run out since. Not one that ended before anything was done.
   */
  private Optional<Payment> known(Inquiry inquiry, Presented paid) {
    return terms.assets().stream()
        .map(asset -> payments.find(paid.paymentId(asset)))
        .flatMap(Optional::stream)
        .filter(one -> one.bond().headerDigest().equals(paid.digest()))
        .filter(one -> one.bond().subject().equals(inquiry.subject()) && !one.reusable())
        .findFirst();
  }

  /** A 402 with fresh offers. */
  private Ruling quoted(Inquiry inquiry, String error, boolean upfrontOnly) {
    List<Offer> signed = offers.signed(inquiry, upfrontOnly);
    if (signed.isEmpty() && upfrontOnly) {
      return Refusals.of(
          429,
          "too_much_unpaid",
          "No work is begun before its payment at the moment, and nothing that could be paid"
              + " upfront is offered. Nothing was charged.",
          Optional.of(Refusals.LATER));
    }
    if (signed.isEmpty()) {
      return Refusals.of(
          503,
          "no_facilitator",
          "No payment can be taken now: no facilitator was reached. Nothing was charged.",
          Optional.of(Refusals.LATER));
    }
    return new Ruling.Refused(
        402,
        "payment_required",
        error,
        required.headers(inquiry.path(), error, signed),
        required.oldBody(inquiry.path(), signed),
        Optional.empty());
  }

  private Payment fresh(Inquiry inquiry, Presented paid, Offer offer) {
    Instant now = clock.instant();
    Payment.Bond bond =
        new Payment.Bond(
            paid.authorization().from().text(),
            paid.identifier(),
            paid.digest(),
            inquiry.subject(),
            inquiry.requestId(),
            inquiry.creditKey(),
            paid.version(),
            paid.document().toString(),
            offer.requirements(paid.version(), required.resource(inquiry.path())).toString(),
            offer.asset().network().caip2(),
            offer.asset().address().text(),
            offer.scheme(),
            offer.flow(),
            offer.amount().toString(),
            offer.asset().nanoUsd(offer.amount()),
            paid.authorization().validBefore().longValueExact());
    return new Payment(
        paid.paymentId(offer.asset()),
        bond,
        PaymentState.RESERVED,
        0,
        instance,
        0,
        Payment.Work.NONE,
        Payment.Charge.NONE,
        "reserved",
        now,
        now);
  }

  private Ruling entered(Inquiry inquiry, Presented paid, Payment fresh) {
    return switch (reserve(fresh)) {
      case Payments.Entry.Reserved reserved -> verified(inquiry, reserved.payment());
      case Payments.Entry.Known known -> again(inquiry, known.payment(), fresh.bond());
      case Payments.Entry.IdentifierTaken taken ->
          Refusals.of(
              409,
              "payment_identifier_taken",
              "The payment identifier was used for another payment.",
              Optional.empty());
      case Payments.Entry.TooManyUnpaid many ->
          Refusals.of(
              429,
              "too_many_unpaid",
              "Another request of %s is not paid yet. Nothing was charged for this one."
                  .formatted(paid.authorization().from()),
              Optional.of(Refusals.SOON));
      case Payments.Entry.UpfrontOnly upfront -> quoted(inquiry, "pay_upfront", true);
    };
  }

  /** Waits for the payer's turn; only who could sign for a payer can take it. */
  private Payments.Entry reserve(Payment fresh) {
    long end = System.nanoTime() + terms.bounds().turn().toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      Payments.Entry entry = payments.reserve(fresh, terms.bounds());
      if (!(entry instanceof Payments.Entry.TooManyUnpaid) || System.nanoTime() > end) {
        return entry;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return entry;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private Ruling verified(Inquiry inquiry, Payment reserved) {
    long start = System.nanoTime();
    Facilitator.Verdict verdict =
        facilitator(reserved)
            .map(
                one ->
                    one.verify(
                        Facilitator.request(
                            reserved.bond().version(),
                            PaymentJson.read(reserved.bond().document()),
                            PaymentJson.read(reserved.bond().requirements()))))
            .orElseGet(() -> new Facilitator.Verdict.Unavailable("none for this payment"));
    String outcome = verdict.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    listener.happened(
        new PaymentEvent(PaymentEvent.Kind.VERIFY, outcome, System.nanoTime() - start, 0));
    return switch (verdict) {
      case Facilitator.Verdict.Valid valid ->
          replace(reserved, reserved.in(PaymentState.VERIFIED, "verified"))
              .map(payment -> begun(inquiry, payment))
              .orElseGet(() -> Refusals.inFlight(reserved));
      case Facilitator.Verdict.Invalid invalid -> {
        replace(reserved, reserved.in(PaymentState.FAILED, invalid.reason()).free());
        yield invalid(inquiry, invalid.reason());
      }
      case Facilitator.Verdict.Unavailable gone -> {
        replace(reserved, reserved.in(PaymentState.FAILED, gone.why()).free());
        yield Refusals.unreachable();
      }
    };
  }

  private Ruling invalid(Inquiry inquiry, String reason) {
    if (reason.contains("permit2_allowance_required")) {
      return Refusals.notApproved();
    }
    return quoted(inquiry, reason, false);
  }

  private Ruling begun(Inquiry inquiry, Payment payment) {
    if (payment.bond().flow() == Flow.AUTHORIZATION) {
      return granted(payment);
    }
    return ended(
        inquiry, settler.settle(payment, new java.math.BigInteger(payment.bond().maximum())));
  }

  private Ruling granted(Payment payment) {
    return new Ruling.Granted(new PaidWork(payment, payments, settler, terms, clock, this::ended));
  }

  /** What is told after a settlement, or a look for one. */
  private Ruling ended(Settler.End end) {
    return switch (end) {
      case Settler.End.Paid paid -> settled(paid.payment());
      case Settler.End.Unpaid unpaid -> Refusals.unsettled(unpaid.payment());
      case Settler.End.InDoubt doubt -> Refusals.inFlight(doubt.payment());
      case Settler.End.NotSent notSent -> Refusals.unreachable();
    };
  }

  private Ruling ended(Inquiry inquiry, Settler.End end) {
    return end instanceof Settler.End.Unpaid unpaid && !unpaid.payment().work().done()
        ? Refusals.withReceipt(quoted(inquiry, unpaid.payment().reason(), false), unpaid.payment())
        : ended(end);
  }

  /** The money is there: the answer, or leave to work for it. */
  private Ruling settled(Payment payment) {
    if (payment.work().answer().isPresent()) {
      return new Ruling.Paid(payment.work().answer().get(), PaymentResponse.headers(payment, ""));
    }
    return granted(payment);
  }

  private Optional<Payment> replace(Payment seen, Payment next) {
    return payments.replace(seen, next, clock.instant());
  }

  private void note(PaymentEvent.Kind kind, String outcome) {
    listener.happened(new PaymentEvent(kind, outcome, 0, 0));
  }

  /** A payment that the journal knows. */
  private Ruling again(Inquiry inquiry, Payment known, Payment.Bond presented) {
    String state = known.state().name().toLowerCase(java.util.Locale.ROOT);
    note(PaymentEvent.Kind.REPLAY, state);
    if (!known.repeatedBy(presented)) {
      return quoted(inquiry, "authorization_already_used", false);
    }
    if (payments.alive(known.owner(), clock.instant())
        && known.state() != PaymentState.UNKNOWN
        && !(known.state() == PaymentState.SETTLED && known.work().done())) {
      return Refusals.inFlight(known);
    }
    return switch (known.state()) {
      case RESERVED, VERIFIED -> Refusals.inFlight(known);
      case SERVED, SETTLING, UNKNOWN -> resumed(inquiry, known);
      case SETTLED -> repeated(inquiry, known);
      case FAILED ->
          known.work().answer().isPresent()
              ? resumed(inquiry, known)
              : quoted(inquiry, "authorization_already_used", false);
    };
  }

  /** The payer came back for work that is done or for a settlement in doubt. */
  private Ruling resumed(Inquiry inquiry, Payment known) {
    Optional<Payment> mine = replace(known, known.ownedBy(instance));
    if (mine.isEmpty()) {
      return Refusals.inFlight(known);
    }
    Payment payment = mine.get();
    if (payment.state() == PaymentState.SETTLING || payment.state() == PaymentState.UNKNOWN) {
      Settler.End seen = settler.lookUp(payment);
      if (!(seen instanceof Settler.End.InDoubt)) {
        return ended(inquiry, seen);
      }
      payment = seen.payment();
    }
    String amount =
        payment.charge().amount().isEmpty()
            ? PaidWork.amount(payment, terms)
            : payment.charge().amount();
    return ended(
        inquiry, settler.settle(payment.ownedBy(instance), new java.math.BigInteger(amount)));
  }

  /** Paid before: the kept answer; or, where the work was paid for and never done, the work. */
  private Ruling repeated(Inquiry inquiry, Payment known) {
    if (known.work().answer().isPresent() || !known.bond().creditKey().isEmpty()) {
      return settled(known);
    }
    if (known.work().done() || known.runs() >= PaymentBook.MOST_RUNS) {
      return quoted(inquiry, "authorization_already_used", false);
    }
    return replace(known, known.ownedBy(instance).withRuns(known.runs() + 1))
        .map(this::granted)
        .orElseGet(() -> Refusals.inFlight(known));
  }
}
