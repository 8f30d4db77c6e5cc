package org.yardmaster.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an unpaid request is told: version 2 in a header, version 1 in the body. */
final class PaymentRequired {
  static final String IDENTIFIER = "payment-identifier";
  private static final String GAS_SPONSORING = "eip2612GasSponsoring";
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final String origin;
  private final boolean gasSponsoring;

  /**
   * Writes for one gateway.
   *
   * @param origin as the public sees it: never what a client's Host header says
   * @param gasSponsoring whether a facilitator sends a payer's permit for Permit2 along
   */
  PaymentRequired(String origin, boolean gasSponsoring) {
    this.origin = origin;
    this.gasSponsoring = gasSponsoring;
  }

  String resource(String path) {
    return origin + path;
  }

  /** Headers of a 402. */
  Map<String, String> headers(String path, String error, List<Offer> offers) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("payment-required", PaymentJson.encode(document(path, error, offers)));
    headers.put("cache-control", "no-store");
    return headers;
  }

  private ObjectNode document(String path, String error, List<Offer> offers) {
    ObjectNode document = PaymentJson.object().put("x402Version", 2).put("error", error);
    document
        .putObject("resource")
        .put("url", resource(path))
        .put("mimeType", "application/json")
        .put("description", "One answer of a language model");
    ArrayNode accepts = document.putArray("accepts");
    offers.forEach(offer -> accepts.add(offer.json()));
    ObjectNode extensions = document.putObject("extensions");
    putIdentifier(extensions);
    if (gasSponsoring && offers.stream().anyMatch(offer -> offer.asset().permit2(offer.scheme()))) {
      putGasSponsoring(extensions);
    }
    return document;
  }

  private static void putIdentifier(ObjectNode extensions) {
    ObjectNode extension = extensions.putObject(IDENTIFIER);
    extension.putObject("info").put("required", false);
    ObjectNode schema = extension.putObject("schema").put("$schema", DIALECT);
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("required").put("type", "boolean");
    properties
        .putObject("id")
        .put("type", "string")
        .put("minLength", 16)
        .put("maxLength", 128)
        .put("pattern", "^[a-zA-Z0-9_-]+$");
    schema.putArray("required").add("required");
  }

  private static void putGasSponsoring(ObjectNode extensions) {
    ObjectNode extension = extensions.putObject(GAS_SPONSORING);
    extension
        .putObject("info")
        .put("description", "An EIP-2612 permit for Permit2 is sent along; the payer needs no gas.")
        .put("version", "1");
    ObjectNode schema = extension.putObject("schema").put("$schema", DIALECT);
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (String field :
        List.of(
            "from", "asset", "spender", "amount", "nonce", "deadline", "signature", "version")) {
      properties.putObject(field).put("type", "string");
      required.add(field);
    }
  }

  /** Fields beside the error of a 402's body, for clients of version 1. */
  ObjectNode oldBody(String path, List<Offer> offers) {
    ObjectNode body = PaymentJson.object().put("x402Version", 1);
    ArrayNode accepts = body.putArray("accepts");
    offers.stream()
        .filter(Offer::hasOldForm)
        .forEach(
            offer -> accepts.add(offer.oldJson(resource(path), "One answer of a language model")));
    return body;
  }
}
