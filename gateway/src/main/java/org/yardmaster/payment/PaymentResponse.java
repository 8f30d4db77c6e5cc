package org.yardmaster.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What a payer is told of a settlement, in headers; no cache may keep such an answer. */
final class PaymentResponse {
  private PaymentResponse() {}

  /**
   * The headers.
   *
   * @param fault empty when the money arrived
   */
  static Map<String, String> headers(Payment payment, String fault) {
    boolean old = payment.bond().version() == 1;
    return Map.of(
        old ? "x-payment-response" : "payment-response",
        PaymentJson.encode(json(payment, fault)),
        "cache-control",
        "private, no-store");
  }

  private static ObjectNode json(Payment payment, String fault) {
    ObjectNode json = PaymentJson.object().put("success", fault.isEmpty());
    if (!fault.isEmpty()) {
      json.put("errorReason", fault);
    }
    boolean old = payment.bond().version() == 1;
    String network = payment.bond().network();
    json.put("transaction", payment.charge().transaction());
    json.put("network", old ? Network.parse(network).oldName().orElse(network) : network);
    json.put("payer", payment.bond().payer());
    if (!old && !payment.charge().amount().isEmpty()) {
      json.put("amount", payment.charge().amount());
    }
    return json;
  }
}
