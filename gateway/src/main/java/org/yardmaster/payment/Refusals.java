package org.yardmaster.payment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.payment.PaymentGate.Ruling;
import org.yardmaster.payment.evm.Address;

/** Why a request is not served, in the words and status codes of the protocol. */
final class Refusals {
  /** When a payer may ask again whose payment is in flight. */
  static final Duration SOON = Duration.ofSeconds(2);

  /** When a payer may ask again who found nobody to take the payment. */
  static final Duration LATER = Duration.ofSeconds(5);

  private Refusals() {}

  static Ruling of(int status, String code, String message, Optional<Duration> retryAfter) {
    return new Ruling.Refused(
        status,
        code,
        message,
        Map.of("cache-control", "no-store"),
        PaymentJson.object(),
        retryAfter);
  }

  static Ruling notApproved() {
    return of(
        412,
        "PERMIT2_ALLOWANCE_REQUIRED",
        "The payer has not approved Permit2 (%s) for this token; approve it once, or pay with scheme exact where offered."
            .formatted(Address.PERMIT2.checksummed()),
        Optional.empty());
  }

  static Ruling unreachable() {
    return of(
        503,
        "facilitator_unavailable",
        "The facilitator does not answer. Nothing was charged; the same payment may be sent again.",
        Optional.of(LATER));
  }

  /** The work may be done; the money did not come. */
  static Ruling unsettled(Payment payment) {
    return new Ruling.Refused(
        402,
        "settlement_failed",
        "The payment was not settled: %s. Nothing was charged.".formatted(payment.reason()),
        PaymentResponse.headers(payment, payment.reason()),
        PaymentJson.object(),
        Optional.empty());
  }

  /** The same with what came of a settlement. */
  static Ruling withReceipt(Ruling ruling, Payment payment) {
    if (!(ruling instanceof Ruling.Refused refused)) {
      return ruling;
    }
    Map<String, String> headers = new LinkedHashMap<>(refused.headers());
    headers.putAll(PaymentResponse.headers(payment, payment.reason()));
    return new Ruling.Refused(
        refused.status(),
        refused.code(),
        refused.message(),
        headers,
        refused.body(),
        refused.retryAfter());
  }

  /** Never a fresh quote: the payer would pay twice. */
  static Ruling inFlight(Payment payment) {
    return new Ruling.Refused(
        409,
        "payment_in_flight",
        "This payment is being worked on or settled (%s). Do not sign another one: send the same request with the same payment again."
            .formatted(payment.state().name().toLowerCase(java.util.Locale.ROOT)),
        PaymentResponse.headers(payment, "settlement_pending"),
        PaymentJson.object(),
        Optional.of(SOON));
  }
}
