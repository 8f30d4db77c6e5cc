package org.yardmaster.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.Upstream;
import org.yardmaster.upstream.UpstreamRequest;

/**
 * A facilitator behind its standard HTTP interface. Error codes of different facilitators differ,
 * so that none is relied on: what matters is whether an answer came and what kind it was.
 */
public final class HttpFacilitator implements Facilitator {
  private final Upstream upstream;
  private final URI address;
  private final Optional<String> token;
  private final Duration patience;

  /**
   * A facilitator.
   *
   * @param token sent as a bearer token
   * @param patience for one answer
   */
  public HttpFacilitator(
      Upstream upstream, URI address, Optional<String> token, Duration patience) {
    this.upstream = requireNonNull(upstream, "upstream is null");
    this.address = requireNonNull(address, "address is null");
    this.token = requireNonNull(token, "token is null");
    this.patience = requireNonNull(patience, "patience is null");
  }

  private Exchange send(String path, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept", "application/json");
    token.ifPresent(secret -> headers.put("authorization", "Bearer " + secret));
    String base = address.toString();
    URI target =
        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    return upstream.send(new UpstreamRequest(target, headers, body, patience));
  }

  private static Optional<ObjectNode> object(Exchange.Answered answered) {
    try {
      return Optional.of(PaymentJson.read(answered.body().text()));
    } catch (IllegalArgumentException noJson) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Supported> supported() {
    if (send("/supported", new byte[0]) instanceof Exchange.Answered answered
        && answered.status() == 200) {
      return object(answered).map(HttpFacilitator::supported);
    }
    return Optional.empty();
  }

  private static Supported supported(ObjectNode document) {
    Set<String> kinds = new HashSet<>();
    Map<String, Address> addresses = new HashMap<>();
    for (JsonNode kind : document.path("kinds")) {
      String network = PaymentJson.text(kind, "network");
      String scheme = PaymentJson.text(kind, "scheme");
      kinds.add(kind.path("x402Version").asInt() + "/" + scheme + "/" + network);
      String spender = PaymentJson.text(kind.path("extra"), "facilitatorAddress");
      if (scheme.equals(Scheme.UPTO.wireName()) && !spender.isEmpty()) {
        addresses.put(network, new Address(spender));
      }
    }
    return new Supported(kinds, addresses);
  }

  @Override
  public Verdict verify(ObjectNode request) {
    return switch (send("/verify", request.toString().getBytes(UTF_8))) {
      case Exchange.Broken broken -> new Verdict.Unavailable(broken.message());
      case Exchange.Answered answered -> {
        JsonNode valid =
            object(answered).map(json -> json.path("isValid")).orElseGet(PaymentJson::object);
        if (!valid.isBoolean()) {
          yield new Verdict.Unavailable("status %d without isValid".formatted(answered.status()));
        }
        yield valid.booleanValue()
            ? new Verdict.Valid()
            : new Verdict.Invalid(reason(object(answered).orElseThrow(), "invalidReason"));
      }
    };
  }

  private static String reason(ObjectNode json, String field) {
    String reason = PaymentJson.text(json, field).replaceAll("[^A-Za-z0-9_.:-]", "_");
    return reason.isEmpty() ? "refused" : reason.substring(0, Math.min(reason.length(), 100));
  }

  @Override
  public Result settle(ObjectNode request) {
    return switch (send("/settle", request.toString().getBytes(UTF_8))) {
      case Exchange.Broken broken ->
          broken.cause().maybeServed()
              ? new Result.Unclear(broken.message(), "")
              : new Result.NotSent(broken.message());
      case Exchange.Answered answered -> settled(answered);
    };
  }

  private static Result settled(Exchange.Answered answered) {
    Optional<ObjectNode> json = object(answered);
    if (json.isEmpty() || !json.get().path("success").isBoolean()) {
      String why = "status %d without success".formatted(answered.status());
      return answered.status() / 100 == 4 ? new Result.NotSent(why) : new Result.Unclear(why, "");
    }
    String transaction = PaymentJson.text(json.get(), "transaction");
    if (json.get().path("success").booleanValue()) {
      return transaction.isEmpty()
          ? new Result.Unclear("success without a transaction", "")
          : new Result.Settled(transaction);
    }
    String reason = reason(json.get(), "errorReason");
    String words = reason.toLowerCase(Locale.ROOT);
    boolean open =
        words.contains("pending")
            || words.contains("timeout")
            || words.contains("unexpected")
            || (!transaction.isEmpty() && !words.contains("failed"));
    return open ? new Result.Unclear(reason, transaction) : new Result.Refused(reason);
  }
}
