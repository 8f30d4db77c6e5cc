package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.yardmaster.payment.Asset;
import org.yardmaster.payment.Network;
import org.yardmaster.payment.Payment;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.SpendingRules;
import org.yardmaster.payment.Wallet;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.Keccak;
import org.yardmaster.payment.evm.Word;
import org.yardmaster.payment.fake.FakeChain;
import org.yardmaster.payment.fake.FakeFacilitator;
import org.yardmaster.provider.stub.StubProvider;

/**
 * A gateway that is paid: a stub provider behind it (an answer costs 128,000 nano-dollars at
 * "large" and half of it at "small"), a fake facilitator with a chain, and payers with 1,000
 * dollars.
 */
final class PaymentFixture implements AutoCloseable {
  static final Network NETWORK = new Network(84_532);
  static final Asset USDC = SpendingRules.USDC.get(1);

  /** A token without signed transfers. */
  static final Asset USDT =
      new Asset(
          NETWORK,
          new Address("0x00000000000000000000000000000000000005d7"),
          "",
          "",
          6,
          Asset.Transfer.PERMIT2,
          List.of(Scheme.UPTO, Scheme.EXACT));

  static final Address PAY_TO = new Address("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");
  static final String BODY =
      "{\"model\":\"auto\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
  static final String STREAM = BODY.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"");

  final FakeChain chain = new FakeChain(Clock.systemUTC());
  final FakeFacilitator facilitator = new FakeFacilitator(chain, NETWORK, Clock.systemUTC());
  final AtomicReference<Runnable> duringWork = new AtomicReference<>(() -> {});
  final StubProvider stub =
      new StubProvider(
          Duration.ZERO,
          text -> {
            requireNonNull(duringWork.get()).run();
            return "You said: " + text;
          },
          true);
  final GatewayFixture gateway;

  PaymentFixture() {
    this("streams: buffered", "{unpaidPerPayer: 1, turnSeconds: 1, settleSeconds: 2}", "");
  }

  /**
   * A gateway.
   *
   * @param streams the line of the policy for streams
   * @param bounds of payments
   * @param more lines of the configuration
   */
  PaymentFixture(String streams, String bounds, String more) {
    gateway =
        new GatewayFixture(
            List.of(
                new GatewayFixture.Member("large", stub.address()),
                new GatewayFixture.Member("small", stub.address())),
            config(facilitator, streams, bounds) + more);
  }

  static String config(FakeFacilitator facilitator, String streams, String bounds) {
    return """
    keys: {required: true}
    failover: {attempts: 1, totalSeconds: 20}
    payments:
      origin: https://gateway.example
      payTo: "%s"
      facilitators: [{url: "%s"}]
      chains: {"eip155:84532": "%s/rpc"}
      assets:
        - {network: "eip155:84532", address: "%s", name: USDC, version: "2"}
        - {network: "eip155:84532", address: "%s", transfer: permit2}
      routes: {chat: replace, messages: top_up}
      price: {floorUsd: 0.00005, mostUsd: 1, topUpUsd: 0.5}
      bounds: %s
      %s
    """
        .formatted(
            PAY_TO,
            facilitator.address(),
            facilitator.address(),
            USDC.address(),
            USDT.address(),
            bounds,
            streams);
  }

  /** A payer with 1,000 dollars of each token. */
  Wallet payer(String name) {
    Wallet wallet = Wallet.of("test", Word.text(Keccak.hash(name)));
    chain.mint(USDC.address(), wallet.address(), 1_000_000_000L);
    chain.mint(USDT.address(), wallet.address(), 1_000_000_000L);
    return wallet;
  }

  GatewayFixture.Answer ask(String body, String... headers) {
    return gateway.post("/v1/chat/completions", body, headers);
  }

  static ObjectNode decoded(String header) {
    try {
      return (ObjectNode)
          GatewayFixture.JSON.readTree(
              new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static String encoded(JsonNode json) {
    return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The offers of a 402. */
  static List<ObjectNode> offers(GatewayFixture.Answer answer) {
    List<ObjectNode> offers = new ArrayList<>();
    decoded(answer.header("payment-required"))
        .path("accepts")
        .forEach(offer -> offers.add((ObjectNode) offer));
    return offers;
  }

  /** The offer of a scheme and asset for a body. */
  ObjectNode offer(String body, Scheme scheme, Asset asset) {
    return offers(ask(body)).stream()
        .filter(one -> one.path("scheme").asText().equals(scheme.wireName()))
        .filter(one -> one.path("asset").asText().equalsIgnoreCase(asset.address().text()))
        .findFirst()
        .orElseThrow();
  }

  static String sign(Wallet wallet, ObjectNode offer, Asset asset) {
    return wallet.pay(offer, asset, "https://gateway.example/v1/chat/completions", Instant.now());
  }

  /** Quote, signature, paid request. */
  String header(Wallet wallet, String body, Scheme scheme) {
    return sign(wallet, offer(body, scheme, USDC), USDC);
  }

  GatewayFixture.Answer pay(String body, String header) {
    return ask(body, "PAYMENT-SIGNATURE", header);
  }

  /** A header whose document was changed after signing. */
  static String changed(String header, Consumer<ObjectNode> change) {
    ObjectNode document = decoded(header);
    change.accept(document);
    return encoded(document);
  }

  BigInteger earned() {
    return chain.balance(USDC.address(), PAY_TO);
  }

  /** Requests that the provider served. */
  int served() {
    return (int) stub.servedByPrompt().values().stream().mapToLong(Long::longValue).sum();
  }

  List<Payment> payments() {
    List<Payment> payments = new ArrayList<>();
    gateway.ledger.payments().read(Instant.EPOCH, Instant.MAX, payments::add);
    return payments;
  }

  @Override
  public void close() {
    gateway.close();
    facilitator.close();
    stub.close();
  }
}
