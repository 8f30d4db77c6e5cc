package org.yardmaster.payment.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.yardmaster.payment.Asset;
import org.yardmaster.payment.Authorization;
import org.yardmaster.payment.Network;
import org.yardmaster.payment.Permit2Call;
import org.yardmaster.payment.Presented;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.Keccak;
import org.yardmaster.payment.evm.Secp256k1;
import org.yardmaster.payment.evm.Word;

/** Checks and moves, as a facilitator does; with the reasons that the official one gives. */
final class FakeSettlement {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FakeChain chain;
  private final Network network;
  private final Clock clock;
  private final AtomicLong sent = new AtomicLong();

  FakeSettlement(FakeChain chain, Network network, Clock clock) {
    this.chain = chain;
    this.network = network;
    this.clock = clock;
  }

  /** A request, understood. */
  private record Order(Asset asset, Scheme scheme, Authorization signed, BigInteger amount) {}

  private Order order(JsonNode request) {
    JsonNode wanted = request.path("paymentRequirements");
    JsonNode extra = wanted.path("extra");
    Scheme scheme =
        Scheme.valueOf(wanted.path("scheme").asText().toUpperCase(java.util.Locale.ROOT));
    Authorization signed = Presented.authorization((ObjectNode) request.get("paymentPayload"));
    Asset asset =
        new Asset(
            network,
            new Address(wanted.path("asset").asText()),
            extra.path("name").asText(),
            extra.path("version").asText(),
            6,
            signed instanceof Authorization.Eip3009
                ? Asset.Transfer.EIP3009
                : Asset.Transfer.PERMIT2,
            List.of(scheme));
    String amount = wanted.path("amount").asText(wanted.path("maxAmountRequired").asText());
    return new Order(asset, scheme, signed, new BigInteger(amount));
  }

  ObjectNode verify(JsonNode request, Optional<String> refusal) {
    Order order = order(request);
    Optional<String> fault =
        refusal
            .or(() -> fault(request, order))
            .or(
                () ->
                    order.amount().equals(order.signed().amount())
                        ? Optional.empty()
                        : Optional.of("amount_mismatch"));
    ObjectNode answer = JSON.createObjectNode().put("isValid", fault.isEmpty());
    fault.ifPresent(reason -> answer.put("invalidReason", reason));
    return answer.put("payer", order.signed().from().checksummed());
  }

  private Optional<String> fault(JsonNode request, Order order) {
    Authorization signed = order.signed();
    byte[] signature =
        Word.bytes(request.path("paymentPayload").path("payload").path("signature").asText());
    if (!Secp256k1.signer(signed.digest(order.asset()), signature)
        .equals(Optional.of(signed.from()))) {
      return Optional.of("invalid_exact_evm_signature");
    }
    BigInteger now = BigInteger.valueOf(clock.instant().getEpochSecond());
    if (signed.validBefore().compareTo(now) <= 0) {
      return Optional.of("invalid_exact_evm_payload_authorization_valid_before");
    }
    if (order.amount().compareTo(signed.amount()) > 0) {
      return Optional.of("invalid_upto_evm_payload_settlement_exceeds_amount");
    }
    if (chain.used(signed.nonceKeeper(order.asset()), signed.from(), signed.nonce())) {
      return Optional.of("invalid_exact_evm_nonce_already_used");
    }
    return chain.balance(order.asset().address(), signed.from()).compareTo(order.amount()) < 0
        ? Optional.of("invalid_exact_evm_insufficient_balance")
        : Optional.empty();
  }

  ObjectNode settle(JsonNode request, Optional<String> refusal) {
    Order order = order(request);
    Optional<String> fault = refusal.or(() -> fault(request, order));
    if (fault.isPresent()) {
      return answer(order, false, "").put("errorReason", fault.get());
    }
    Authorization signed = order.signed();
    Address keeper = signed.nonceKeeper(order.asset());
    Optional<String> pending = chain.pending(keeper, signed.from(), signed.nonce());
    String hash =
        pending.orElseGet(
            () -> Word.text(Keccak.hash(signed.nonce() + "/" + sent.incrementAndGet())));
    boolean mined =
        pending.isEmpty()
            && chain.send(
                new FakeChain.Transfer(
                    order.asset().address(),
                    keeper,
                    signed.from(),
                    signed.payTo(),
                    order.amount(),
                    signed.nonce(),
                    signed instanceof Authorization.Permit2
                        ? order.scheme().permit2Proxy()
                        : order.asset().address(),
                    signed instanceof Authorization.Permit2 permit
                        ? Permit2Call.data(order.scheme(), permit, order.amount())
                        : "0x",
                    hash));
    if (mined) {
      return answer(order, true, hash).put("amount", order.amount().toString());
    }
    boolean waits = chain.pending(keeper, signed.from(), signed.nonce()).isPresent();
    return answer(order, false, waits ? hash : "")
        .put("errorReason", waits ? "settlement_pending" : "transaction_failed");
  }

  private ObjectNode answer(Order order, boolean success, String hash) {
    return JSON.createObjectNode()
        .put("success", success)
        .put("transaction", hash)
        .put("network", network.caip2())
        .put("payer", order.signed().from().checksummed());
  }
}
