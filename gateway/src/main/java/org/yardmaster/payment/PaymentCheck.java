package org.yardmaster.payment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.yardmaster.payment.evm.Secp256k1;

/**
 * What can be said of a payment without asking anybody: it fits the offer, its time is right, and
 * who it says has signed it. Names of faults are those of the protocol where it has them.
 */
final class PaymentCheck {
  /** Beyond the time that was offered: a later end would have to be remembered for longer. */
  private static final long MOST_EXTRA_SECONDS = 3_600;

  private PaymentCheck() {}

  /**
   * The first fault.
   *
   * @param marginSeconds that the signature must be valid for from now on
   */
  static Optional<String> fault(Presented paid, Offer offer, Instant now, long marginSeconds) {
    Authorization signed = paid.authorization();
    Optional<String> form = form(signed, offer);
    if (form.isPresent()) {
      return form;
    }
    if (!signed.payTo().equals(offer.payTo())) {
      return Optional.of("recipient_mismatch");
    }
    if (!signed.amount().equals(offer.amount())) {
      return Optional.of("authorization_value_mismatch");
    }
    return time(signed, offer, now.getEpochSecond(), marginSeconds)
        .or(
            () ->
                Secp256k1.signer(signed.digest(offer.asset()), paid.signature())
                        .equals(Optional.of(signed.from()))
                    ? Optional.empty()
                    : Optional.of("invalid_signature"));
  }

  private static Optional<String> form(Authorization signed, Offer offer) {
    return switch (signed) {
      case Authorization.Eip3009 own ->
          offer.asset().permit2(offer.scheme())
              ? Optional.of("unsupported_transfer_method")
              : Optional.empty();
      case Authorization.Permit2 permit -> {
        if (!offer.asset().permit2(offer.scheme())) {
          yield Optional.of("unsupported_transfer_method");
        }
        if (!permit.token().equals(offer.asset().address())) {
          yield Optional.of("token_mismatch");
        }
        if (!permit.spender().equals(offer.scheme().permit2Proxy())) {
          yield Optional.of("spender_mismatch");
        }
        yield permit.facilitator().equals(offer.facilitator())
            ? Optional.empty()
            : Optional.of("facilitator_mismatch");
      }
    };
  }

  private static Optional<String> time(
      Authorization signed, Offer offer, long now, long marginSeconds) {
    if (signed.validAfter().compareTo(BigInteger.valueOf(now)) > 0) {
      return Optional.of("authorization_valid_after");
    }
    BigInteger earliest = BigInteger.valueOf(now + marginSeconds);
    BigInteger latest = BigInteger.valueOf(now + offer.timeoutSeconds() + MOST_EXTRA_SECONDS);
    if (signed.validBefore().compareTo(earliest) < 0) {
      return Optional.of("authorization_valid_before");
    }
    return signed.validBefore().compareTo(latest) > 0
        ? Optional.of("authorization_valid_too_long")
        : Optional.empty();
  }
}
