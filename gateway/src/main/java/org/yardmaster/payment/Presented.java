package org.yardmaster.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.Word;
import org.yardmaster.provenance.Digest;

/**
 * A payment as it stands in a request's header; its form is right, nothing else is known of it.
 *
 * @param version of the protocol, 1 or 2
 * @param accepted the offer that the payer says to accept; empty in version 1
 * @param identifier chosen by the payer against lost answers; empty without
 * @param document all of it, as the facilitator gets it
 * @param digest SHA-256 of the header's text
 */
public record Presented(
    int version,
    ObjectNode accepted,
    Scheme scheme,
    String network,
    Authorization authorization,
    byte[] signature,
    String identifier,
    ObjectNode document,
    String digest) {
  static final String HEADER = "payment-signature";
  static final String OLD_HEADER = "x-payment";

  private static final Pattern SIGNATURE = Pattern.compile("0x[0-9a-fA-F]{130}");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]{16,128}");

  /**
   * The payment of a request, if it has one.
   *
   * @param header finds a header by its lower-case name
   * @throws IllegalArgumentException saying what is malformed
   */
  static Optional<Presented> of(Function<String, Optional<String>> header) {
    Optional<String> now = header.apply(HEADER);
    Optional<String> old = header.apply(OLD_HEADER);
    if (now.isPresent() && old.isPresent()) {
      throw new IllegalArgumentException(
          "The request carries both PAYMENT-SIGNATURE and X-PAYMENT; expected one.");
    }
    if (now.isEmpty() && old.isEmpty()) {
      return Optional.empty();
    }
    String name = now.isPresent() ? "PAYMENT-SIGNATURE" : "X-PAYMENT";
    String text = now.or(() -> old).orElseThrow();
    try {
      return Optional.of(read(PaymentJson.decode(text), now.isPresent() ? 2 : 1, text));
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException(
          "The header %s cannot be read: %s.".formatted(name, fault.getMessage()), fault);
    }
  }

  private static Presented read(ObjectNode document, int version, String text) {
    JsonNode stated = document.path("x402Version");
    if (!stated.isInt() || stated.intValue() != version) {
      throw new IllegalArgumentException("expected x402Version " + version);
    }
    ObjectNode accepted = version == 1 ? document : object(document, "accepted");
    String scheme = PaymentJson.text(accepted, "scheme");
    ObjectNode payload = object(document, "payload");
    return new Presented(
        version,
        version == 1 ? PaymentJson.object() : accepted,
        Scheme.named(scheme)
            .orElseThrow(() -> new IllegalArgumentException("expected scheme exact or upto")),
        PaymentJson.text(accepted, "network"),
        authorization(document),
        signature(payload),
        identifier(document),
        document,
        Digest.sha256Hex(text));
  }

  private static ObjectNode object(JsonNode parent, String field) {
    if (parent.path(field) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("expected an object in field " + field);
  }

  private static byte[] signature(ObjectNode payload) {
    String text = PaymentJson.text(payload, "signature");
    if (!SIGNATURE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected a signature of 65 bytes; those of contract wallets are not supported");
    }
    return Word.bytes(text);
  }

  /** What was signed, of a whole document. */
  public static Authorization authorization(ObjectNode document) {
    ObjectNode payload = object(document, "payload");
    Set<String> fields = new TreeSet<>();
    payload.fieldNames().forEachRemaining(fields::add);
    if (fields.equals(Set.of("signature", "authorization"))) {
      return eip3009(object(payload, "authorization"));
    }
    if (fields.equals(Set.of("signature", "permit2Authorization"))) {
      return permit2(object(payload, "permit2Authorization"));
    }
    throw new IllegalArgumentException(
        "expected a payload of signature and either authorization or permit2Authorization");
  }

  private static Authorization eip3009(ObjectNode from) {
    return new Authorization.Eip3009(
        address(from, "from"),
        address(from, "to"),
        field(from, "value", Word::decimal),
        field(from, "validAfter", Word::decimal),
        field(from, "validBefore", Word::decimal),
        field(from, "nonce", Word::hex32));
  }

  private static Authorization permit2(ObjectNode from) {
    ObjectNode permitted = object(from, "permitted");
    ObjectNode witness = object(from, "witness");
    return new Authorization.Permit2(
        address(from, "from"),
        address(permitted, "token"),
        address(from, "spender"),
        address(witness, "to"),
        field(permitted, "amount", Word::decimal),
        field(from, "nonce", Word::decimal),
        field(from, "deadline", Word::decimal),
        field(witness, "validAfter", Word::decimal),
        witness.has("facilitator")
            ? Optional.of(address(witness, "facilitator"))
            : Optional.empty());
  }

  private static Address address(ObjectNode from, String name) {
    return field(from, name, Address::new);
  }

  private static <T> T field(ObjectNode from, String name, Function<String, T> reader) {
    try {
      return reader.apply(PaymentJson.text(from, name));
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException("field %s: %s".formatted(name, fault.getMessage()), fault);
    }
  }

  private static String identifier(ObjectNode document) {
    JsonNode extension = document.path("extensions").path(PaymentRequired.IDENTIFIER);
    if (extension.isMissingNode()) {
      return "";
    }
    JsonNode required = extension.path("info").path("required");
    if (!required.isBoolean() || required.booleanValue()) {
      throw new IllegalArgumentException("extension_echo_mismatch of payment-identifier");
    }
    JsonNode id = extension.path("info").path("id");
    if (id.isMissingNode()) {
      return "";
    }
    if (!id.isTextual() || !IDENTIFIER.matcher(id.textValue()).matches()) {
      throw new IllegalArgumentException(
          "expected a payment identifier of 16 to 128 letters, digits, - or _");
    }
    return id.textValue();
  }

  /** Unique for what can be paid once on a chain, however the header writes it. */
  String paymentId(Asset asset) {
    return String.join(
        "|",
        asset.network().caip2(),
        authorization.nonceKeeper(asset).text(),
        authorization.from().text(),
        authorization.nonce());
  }
}
