package org.yardmaster.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.Secp256k1;
import org.yardmaster.payment.evm.Word;

/** A buyer's account. The key is never printed and leaves only as signatures. */
public final class Wallet {
  private final BigInteger key;
  private final Address address;
  private final SecureRandom random = new SecureRandom();

  private Wallet(BigInteger key) {
    this.key = key;
    this.address = Secp256k1.address(key);
  }

  /**
   * A wallet from the hex text of its private key.
   *
   * @param place where the text stands, as errors call it; the text itself is never shown
   */
  public static Wallet of(String place, String text) {
    String digits = text.strip().replaceFirst("^0x", "");
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "%s holds no private key; expected 64 hex digits.".formatted(place));
    }
    return new Wallet(new BigInteger(digits, 16));
  }

  public Address address() {
    return address;
  }

  /** A header's value that pays an offer of version 2. */
  public String pay(ObjectNode accepted, Asset asset, String resource, Instant now) {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    ObjectNode document = PaymentJson.object().put("x402Version", 2);
    document.putObject("resource").put("url", resource);
    document.set("accepted", accepted);
    document.set("payload", payload(accepted, asset, Word.text(nonce), now));
    return PaymentJson.encode(document);
  }

  /** What is signed for an offer, and the signature. */
  public ObjectNode payload(ObjectNode accepted, Asset asset, String nonce, Instant now) {
    Scheme scheme = Scheme.named(PaymentJson.text(accepted, "scheme")).orElseThrow();
    BigInteger end =
        BigInteger.valueOf(now.getEpochSecond() + accepted.path("maxTimeoutSeconds").asLong(60));
    Authorization authorization = authorization(accepted, asset, scheme, nonce, end);
    ObjectNode payload = PaymentJson.object();
    payload.put("signature", Word.text(Secp256k1.sign(authorization.digest(asset), key)));
    switch (authorization) {
      case Authorization.Eip3009 own -> put(payload.putObject("authorization"), own);
      case Authorization.Permit2 permit -> put(payload.putObject("permit2Authorization"), permit);
    }
    return payload;
  }

  private Authorization authorization(
      ObjectNode accepted, Asset asset, Scheme scheme, String nonce, BigInteger end) {
    Address payTo = new Address(PaymentJson.text(accepted, "payTo"));
    BigInteger amount = Word.decimal(PaymentJson.text(accepted, "amount"));
    if (!asset.permit2(scheme)) {
      return new Authorization.Eip3009(address, payTo, amount, BigInteger.ZERO, end, nonce);
    }
    String spender = PaymentJson.text(accepted.path("extra"), "facilitatorAddress");
    return new Authorization.Permit2(
        address,
        asset.address(),
        scheme.permit2Proxy(),
        payTo,
        amount,
        new BigInteger(1, Word.bytes(nonce)),
        end,
        BigInteger.ZERO,
        scheme == Scheme.UPTO ? Optional.of(new Address(spender)) : Optional.empty());
  }

  private static void put(ObjectNode json, Authorization.Eip3009 own) {
    json.put("from", own.from().checksummed()).put("to", own.payTo().checksummed());
    json.put("value", own.amount().toString());
    json.put("validAfter", own.validAfter().toString());
    json.put("validBefore", own.validBefore().toString()).put("nonce", own.nonce());
  }

  private static void put(ObjectNode json, Authorization.Permit2 permit) {
    json.put("from", permit.from().checksummed());
    json.putObject("permitted")
        .put("token", permit.token().checksummed())
        .put("amount", permit.amount().toString());
    json.put("spender", permit.spender().checksummed()).put("nonce", permit.number().toString());
    json.put("deadline", permit.deadline().toString());
    ObjectNode witness = json.putObject("witness");
    witness.put("to", permit.payTo().checksummed());
    permit.facilitator().ifPresent(one -> witness.put("facilitator", one.checksummed()));
    witness.put("validAfter", permit.validAfter().toString());
  }

  @Override
  public String toString() {
    return address.checksummed();
  }
}
