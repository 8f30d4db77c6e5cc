package org.yardmaster.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.Keccak;
import org.yardmaster.payment.evm.Word;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.Upstream;
import org.yardmaster.upstream.UpstreamRequest;

/**
 * A chain behind JSON-RPC. One transfer proves one payment. A signed transfer of the token writes
 * {@code AuthorizationUsed} with its nonce directly before its {@code Transfer}: no other transfer
 * of that transaction counts, for a contract of the payer's can use many nonces in one. A permit of
 * Permit2 leaves a bit in a bitmap, and its {@code Transfer} in a transaction straight to the
 * scheme's own contract, which spends one permit, the one in the place where the contract reads it.
 */
public final class JsonRpcChain implements Chain {
  /** Blocks that are searched; on Base two hours, while signatures are valid for minutes. */
  private static final long LOOK_BACK = 3_600;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String TRANSFER = topic("Transfer(address,address,uint256)");
  private static final String USED = topic("AuthorizationUsed(address,bytes32)");
  private static final String CANCELLED = topic("AuthorizationCanceled(address,bytes32)");

  private final Upstream upstream;
  private final Map<Network, URI> addresses;

  public JsonRpcChain(Upstream upstream, Map<Network, URI> addresses) {
    this.upstream = requireNonNull(upstream, "upstream is null");
    this.addresses = Map.copyOf(addresses);
  }

  private static String topic(String event) {
    return Word.text(Keccak.hash(event));
  }

  /** The chain did not say. */
  private static final class Silence extends RuntimeException {
    private static final long serialVersionUID = 1;

    Silence(String why) {
      super(why, null, false, false);
    }
  }

  @Override
  public Evidence look(Asset asset, Scheme scheme, Authorization authorization) {
    try {
      return new Look(asset, scheme, authorization).evidence();
    } catch (Silence silence) {
      return new Evidence.Unreadable(String.valueOf(silence.getMessage()));
    }
  }

  private JsonNode call(Network network, String method, JsonNode... parameters) {
    ObjectNode body = PaymentJson.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    ArrayNode array = body.putArray("params");
    Arrays.stream(parameters).forEach(array::add);
    URI address = addresses.get(network);
    if (address == null) {
      throw new Silence("no address for " + network.caip2());
    }
    Exchange exchange =
        upstream.send(
            new UpstreamRequest(
                address,
                Map.of("content-type", "application/json"),
                body.toString().getBytes(UTF_8),
                PATIENCE));
    if (!(exchange instanceof Exchange.Answered answered)) {
      throw new Silence(method + ": no answer");
    }
    try {
      JsonNode result = PaymentJson.read(answered.body().text()).path("result");
      if (result.isMissingNode()) {
        throw new Silence(method + ": an error");
      }
      return result;
    } catch (IllegalArgumentException fault) {
      throw new Silence(method + ": " + fault.getMessage());
    }
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }

  private static BigInteger quantity(JsonNode hex) {
    String digits = hex.asText();
    if (!digits.matches("0x[0-9a-fA-F]{1,64}")) {
      throw new Silence("a quantity that is none");
    }
    return new BigInteger(digits.substring(2), 16);
  }

  /** One look for one authorization. */
  private final class Look {
    private final Asset asset;
    private final Scheme scheme;
    private final Authorization signed;
    private final Network network;

    Look(Asset asset, Scheme scheme, Authorization signed) {
      this.asset = asset;
      this.scheme = scheme;
      this.signed = signed;
      this.network = asset.network();
    }

    Evidence evidence() {
      JsonNode block =
          call(
              network,
              "eth_getBlockByNumber",
              text("latest"),
              JsonNodeFactory.instance.booleanNode(false));
      BigInteger now = quantity(block.path("timestamp"));
      BigInteger height = quantity(block.path("number"));
      if (!used()) {
        return now.compareTo(signed.validBefore()) >= 0
            ? new Evidence.Never("expired")
            : new Evidence.Open();
      }
      BigInteger first = height.subtract(BigInteger.valueOf(LOOK_BACK)).max(BigInteger.ZERO);
      String from = "0x" + first.toString(16);
      return switch (signed) {
        case Authorization.Eip3009 own -> ownTransfer(from);
        case Authorization.Permit2 permit -> permitted(permit, from);
      };
    }

    private boolean used() {
      return switch (signed) {
        case Authorization.Eip3009 own ->
            read(
                        asset.address(),
                        "authorizationState(address,bytes32)",
                        own.from().word(),
                        Word.bytes(own.nonce()))
                    .signum()
                != 0;
        case Authorization.Permit2 permit ->
            read(
                    Address.PERMIT2,
                    "nonceBitmap(address,uint256)",
                    permit.from().word(),
                    Word.of(permit.number().shiftRight(8)))
                .testBit(permit.number().intValue() & 0xFF);
      };
    }

    private BigInteger read(Address contract, String function, byte[] first, byte[] second) {
      String selector = Word.text(Keccak.hash(function)).substring(0, 10);
      ObjectNode call = PaymentJson.object().put("to", contract.text());
      call.put("data", selector + Word.text(first).substring(2) + Word.text(second).substring(2));
      return quantity(call(network, "eth_call", call, text("latest")));
    }

    private JsonNode logs(String from, List<String> topics) {
      ObjectNode filter = PaymentJson.object().put("address", asset.address().text());
      filter.put("fromBlock", from).put("toBlock", "latest");
      ArrayNode array = filter.putArray("topics");
      topics.forEach(array::add);
      return call(network, "eth_getLogs", filter);
    }

    private Evidence ownTransfer(String fromBlock) {
      String payer = Word.text(signed.from().word());
      JsonNode used = logs(fromBlock, List.of(USED, payer, signed.nonce()));
      if (used.isEmpty()) {
        return logs(fromBlock, List.of(CANCELLED, payer, signed.nonce())).isEmpty()
            ? new Evidence.Unreadable("the nonce is used, its transaction was not found")
            : new Evidence.Never("cancelled by the payer");
      }
      String transaction = used.path(0).path("transactionHash").asText();
      JsonNode receipt = call(network, "eth_getTransactionReceipt", text(transaction));
      boolean next = false;
      for (JsonNode log : receipt.path("logs")) {
        if (next && isTransfer(log) && quantity(log.path("data")).equals(signed.amount())) {
          return new Evidence.Paid(transaction, signed.amount());
        }
        next = isUse(log);
      }
      return new Evidence.Never("the nonce was spent on something else");
    }

    private boolean isTransfer(JsonNode log) {
      return says(log, TRANSFER, Word.text(signed.payTo().word()));
    }

    private boolean isUse(JsonNode log) {
      return says(log, USED, signed.nonce());
    }

    /** Whether the token wrote an event of the payer's. */
    private boolean says(JsonNode log, String event, String last) {
      JsonNode topics = log.path("topics");
      return log.path("address").asText().equalsIgnoreCase(asset.address().text())
          && topics.path(0).asText().equals(event)
          && topics.path(1).asText().equals(Word.text(signed.from().word()))
          && topics.path(2).asText().equals(last);
    }

    private Evidence permitted(Authorization.Permit2 permit, String fromBlock) {
      List<String> topics =
          List.of(TRANSFER, Word.text(permit.from().word()), Word.text(permit.payTo().word()));
      for (JsonNode log : logs(fromBlock, topics)) {
        String hash = log.path("transactionHash").asText();
        JsonNode transaction = call(network, "eth_getTransactionByHash", text(hash));
        if (spends(transaction, permit)) {
          return new Evidence.Paid(hash, quantity(log.path("data")));
        }
      }
      return new Evidence.Never("the nonce was spent on something else");
    }

    private boolean spends(JsonNode transaction, Authorization.Permit2 permit) {
      String input = Optional.ofNullable(transaction.path("input").textValue()).orElse("");
      return transaction.path("to").asText().equalsIgnoreCase(scheme.permit2Proxy().text())
          && Permit2Call.spends(scheme, input, permit);
    }
  }
}
