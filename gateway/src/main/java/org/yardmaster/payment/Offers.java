package org.yardmaster.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.payment.evm.Word;

/**
 * What is offered for a request, and which offer a payment means. Everything is built anew from the
 * configuration and the actual request; of what a payer sends back only the quote counts.
 */
final class Offers {
  /** For a payer to come back after a gateway died, and for clocks. */
  private static final long SLACK_SECONDS = 300;

  /** The chain's clock may run ahead, and a transaction needs its time. */
  private static final long UPFRONT_MARGIN_SECONDS = 6;

  private final PaymentTerms terms;
  private final FacilitatorPool pool;
  private final Quotes quotes;
  private final Duration work;
  private final Clock clock;

  /**
   * Offers.
   *
   * @param work that a request may take
   */
  Offers(PaymentTerms terms, FacilitatorPool pool, Quotes quotes, Duration work, Clock clock) {
    this.terms = terms;
    this.pool = pool;
    this.quotes = quotes;
    this.work = work;
    this.clock = clock;
  }

  /** An offer that a payment fits, or why it fits none. */
  sealed interface Match {
    record Found(Offer offer) implements Match {}

    record None(String reason) implements Match {}
  }

  /** Signed offers, the seller's favourite first; empty when no facilitator can be reached. */
  List<Offer> signed(PaymentGate.Inquiry inquiry, boolean upfrontOnly) {
    return unsigned(inquiry, upfrontOnly).stream()
        .map(
            offer ->
                quotes.sign(offer, inquiry.subject(), clock.instant().plus(terms.bounds().quote())))
        .toList();
  }

  private List<Offer> unsigned(PaymentGate.Inquiry inquiry, boolean upfrontOnly) {
    boolean topUp = !inquiry.creditKey().isEmpty();
    boolean upfront =
        upfrontOnly
            || topUp
            || (inquiry.streaming() && terms.streams() == PaymentTerms.StreamPolicy.UPFRONT);
    long nano =
        topUp ? terms.prices().topUpNanoUsd() : terms.prices().asked(inquiry.dearestNanoUsd());
    List<Offer> offers = new ArrayList<>();
    for (Asset asset : terms.assets()) {
      for (Scheme scheme : asset.schemes()) {
        offer(asset, scheme, upfront ? Flow.UPFRONT : Flow.AUTHORIZATION, nano)
            .ifPresent(offers::add);
      }
    }
    return offers;
  }

  private Optional<Offer> offer(Asset asset, Scheme scheme, Flow flow, long nano) {
    Offer plain =
        new Offer(
            scheme,
            flow,
            asset,
            terms.payTo(),
            asset.atomic(nano),
            work.toSeconds() + 2 * terms.bounds().settle().toSeconds() + SLACK_SECONDS,
            scheme == Scheme.UPTO ? pool.spender(asset.network()) : Optional.empty(),
            "");
    boolean possible =
        scheme == Scheme.EXACT
            ? pool.find(2, scheme, asset.network(), Optional.empty()).isPresent()
            : flow == Flow.AUTHORIZATION && plain.facilitator().isPresent();
    return possible ? Optional.of(plain) : Optional.empty();
  }

  /** Seconds that a signature must be valid for when it is presented. */
  long marginSeconds(Flow flow) {
    long settle = terms.bounds().settle().toSeconds();
    return flow == Flow.UPFRONT
        ? UPFRONT_MARGIN_SECONDS
        : work.toSeconds() + settle + UPFRONT_MARGIN_SECONDS;
  }

  /** Finds the offer that a payment means, and checks it. */
  Match match(PaymentGate.Inquiry inquiry, Presented paid) {
    List<Offer> offers = unsigned(inquiry, false);
    List<Offer> all = new ArrayList<>(offers);
    all.addAll(unsigned(inquiry, true));
    return paid.version() == 1 ? matchOld(offers, paid) : matchNew(all, inquiry, paid);
  }

  private Match matchNew(List<Offer> offers, PaymentGate.Inquiry inquiry, Presented paid) {
    String quote = PaymentJson.text(paid.accepted().path("extra"), "quote");
    BigInteger amount;
    try {
      amount = Word.decimal(PaymentJson.text(paid.accepted(), "amount"));
    } catch (IllegalArgumentException fault) {
      return new Match.None("no_matching_payment_requirements");
    }
    for (Offer offer : offers) {
      if (amount.signum() == 0) {
        break;
      }
      Offer meant = offer.withAmount(amount).withQuote(quote);
      if (reread(meant).equals(paid.accepted())) {
        return checked(
            meant, quotes.fault(meant, inquiry.subject(), clock.instant()), inquiry, paid);
      }
    }
    return new Match.None("no_matching_payment_requirements");
  }

  /** Parsed from its text, so that numbers have the types that parsing gives them. */
  private static JsonNode reread(Offer offer) {
    return PaymentJson.read(offer.json().toString());
  }

  private Match checked(
      Offer meant, Optional<String> fault, PaymentGate.Inquiry inquiry, Presented paid) {
    if (fault.isPresent()) {
      return new Match.None(fault.get());
    }
    long covered = terms.prices().covered(meant.asset().nanoUsd(meant.amount()));
    if (inquiry.creditKey().isEmpty() && covered < inquiry.cheapestNanoUsd()) {
      return new Match.None("price_has_changed");
    }
    return PaymentCheck.fault(paid, meant, clock.instant(), marginSeconds(meant.flow()))
        .<Match>map(Match.None::new)
        .orElseGet(() -> new Match.Found(meant));
  }

  /** Version 1 names neither token nor quote: the price of now must be met. */
  private Match matchOld(List<Offer> offers, Presented paid) {
    String fault = "no_matching_payment_requirements";
    for (Offer offer : offers) {
      if (!offer.hasOldForm()
          || paid.scheme() != offer.scheme()
          || !offer.asset().network().oldName().orElseThrow().equals(paid.network())) {
        continue;
      }
      Optional<String> found =
          PaymentCheck.fault(paid, offer, clock.instant(), marginSeconds(offer.flow()));
      if (found.isEmpty()) {
        return new Match.Found(offer);
      }
      fault = found.get();
    }
    return new Match.None(fault);
  }
}
