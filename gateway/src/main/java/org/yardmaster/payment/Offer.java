package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Optional;
import org.yardmaster.payment.evm.Address;

/**
 * One way to pay for one request.
 *
 * @param amount in atomic units; the maximum under {@link Scheme#UPTO}
 * @param timeoutSeconds how long the payer's signature shall be valid
 * @param facilitator who will settle; named under {@link Scheme#UPTO} only
 * @param quote the seller's own signature under all of it; empty before it is signed
 */
public record Offer(
    Scheme scheme,
    Flow flow,
    Asset asset,
    Address payTo,
    BigInteger amount,
    long timeoutSeconds,
    Optional<Address> facilitator,
    String quote) {
  public Offer {
    requireNonNull(scheme, "scheme is null");
    requireNonNull(flow, "flow is null");
    requireNonNull(asset, "asset is null");
    requireNonNull(payTo, "payTo is null");
    requireNonNull(facilitator, "facilitator is null");
    requireNonNull(quote, "quote is null");
    if (amount.signum() <= 0 || timeoutSeconds < 1) {
      throw new IllegalArgumentException(
          "An offer of (%s) for %d s; both must be positive.".formatted(amount, timeoutSeconds));
    }
  }

  Offer withQuote(String signed) {
    return new Offer(scheme, flow, asset, payTo, amount, timeoutSeconds, facilitator, signed);
  }

  Offer withAmount(BigInteger other) {
    return new Offer(scheme, flow, asset, payTo, other, timeoutSeconds, facilitator, quote);
  }

  /** As version 2 writes it. */
  ObjectNode json() {
    ObjectNode json = PaymentJson.object();
    json.put("scheme", scheme.wireName()).put("network", asset.network().caip2());
    json.put("amount", amount.toString()).put("asset", asset.address().checksummed());
    json.put("payTo", payTo.checksummed()).put("maxTimeoutSeconds", timeoutSeconds);
    ObjectNode extra = json.putObject("extra");
    putDomain(extra);
    if (asset.permit2(scheme)) {
      extra.put("assetTransferMethod", "permit2");
    }
    if (flow == Flow.UPFRONT) {
      extra.put("paymentFlow", "upfront");
    }
    facilitator.ifPresent(address -> extra.put("facilitatorAddress", address.checksummed()));
    if (!quote.isEmpty()) {
      extra.put("quote", quote);
    }
    return json;
  }

  private void putDomain(ObjectNode extra) {
    if (!asset.name().isEmpty()) {
      extra.put("name", asset.name()).put("version", asset.version());
    }
  }

  /** Whether version 1 knows such offers. */
  boolean hasOldForm() {
    return scheme == Scheme.EXACT
        && asset.transfer() == Asset.Transfer.EIP3009
        && asset.network().oldName().isPresent();
  }

  /** As version 1 writes it. */
  ObjectNode oldJson(String resource, String description) {
    ObjectNode json = PaymentJson.object();
    json.put("scheme", scheme.wireName()).put("network", asset.network().oldName().orElseThrow());
    json.put("maxAmountRequired", amount.toString()).put("resource", resource);
    json.put("description", description).put("mimeType", "application/json");
    json.put("payTo", payTo.checksummed()).put("maxTimeoutSeconds", timeoutSeconds);
    json.put("asset", asset.address().checksummed());
    putDomain(json.putObject("extra"));
    return json;
  }

  /** What a facilitator is asked to verify or settle. */
  ObjectNode requirements(int version, String resource) {
    return version == 1 ? oldJson(resource, "") : json();
  }
}
