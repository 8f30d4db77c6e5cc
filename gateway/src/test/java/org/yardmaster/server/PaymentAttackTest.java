package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.Wallet;

/** Payers who cheat, through the whole gateway: forged, changed, repeated and reused payments. */
@Timeout(60)
final class PaymentAttackTest {
  private static final String OTHER = PaymentFixture.BODY.replace("hello", "other");

  private final PaymentFixture shop = new PaymentFixture();
  private final Wallet payer = shop.payer("attacker");

  @AfterEach
  void close() {
    shop.close();
  }

  private void refusedWith(int status, String header) {
    GatewayFixture.Answer answer = shop.pay(PaymentFixture.BODY, header);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(shop.served()).isZero();
    assertThat(shop.earned()).isEqualTo(BigInteger.ZERO);
  }

  private String exact() {
    return shop.header(payer, PaymentFixture.BODY, Scheme.EXACT);
  }

  private static Consumer<ObjectNode> field(String pointer, String name, String value) {
    return document -> ((ObjectNode) document.at(pointer)).put(name, value);
  }

  @Test
  void aSecondUseGetsTheKeptAnswerAndNoSecondRun() {
    String header = exact();
    GatewayFixture.Answer first = shop.pay(PaymentFixture.BODY, header);
    GatewayFixture.Answer second = shop.pay(PaymentFixture.BODY, header);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("payment-response")).isEqualTo(first.header("payment-response"));
    assertThat(shop.served()).isEqualTo(1);
    assertThat(shop.chain.transfers()).isEqualTo(1);
  }

  @Test
  void aUsedAuthorizationInAnotherHeaderIsRefused() {
    String header = exact();
    shop.pay(PaymentFixture.BODY, header);
    String twin =
        PaymentFixture.changed(header, field("/resource", "url", "https://gateway.example/x"));
    GatewayFixture.Answer again = shop.pay(PaymentFixture.BODY, twin);
    assertThat(again.status()).isEqualTo(402);
    assertThat(shop.served()).isEqualTo(1);
  }

  @Test
  void manyUsesAtOnceRunTheWorkOnce() throws Exception {
    String header = exact();
    List<GatewayFixture.Answer> answers =
        atOnce(16, index -> shop.pay(PaymentFixture.BODY, header));
    assertThat(shop.served()).isEqualTo(1);
    assertThat(shop.chain.transfers()).isEqualTo(1);
    assertThat(answers).extracting(GatewayFixture.Answer::status).containsOnly(200, 409);
    assertThat(answers).extracting(GatewayFixture.Answer::status).contains(200);
  }

  @Test
  void manyPaymentsWithMoneyForOneRunTheWorkOnce() throws Exception {
    List<String> headers = new ArrayList<>();
    for (int index = 0; index < 8; index++) {
      headers.add(exact());
    }
    long price = PaymentFixture.decoded(headers.get(0)).at("/accepted/amount").asLong();
    shop.chain.empty(PaymentFixture.USDC.address(), payer.address());
    shop.chain.mint(PaymentFixture.USDC.address(), payer.address(), price);
    List<GatewayFixture.Answer> answers =
        atOnce(8, index -> shop.pay(PaymentFixture.BODY, headers.get(index)));
    assertThat(shop.served()).isEqualTo(1);
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    assertThat(shop.earned()).isEqualTo(BigInteger.valueOf(price));
  }

  private static List<GatewayFixture.Answer> atOnce(
      int count, java.util.function.IntFunction<GatewayFixture.Answer> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GatewayFixture.Answer>> running = new ArrayList<>();
      for (int index = 0; index < count; index++) {
        int number = index;
        running.add(threads.submit(() -> call.apply(number)));
      }
      List<GatewayFixture.Answer> answers = new ArrayList<>();
      for (Future<GatewayFixture.Answer> one : running) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  @Test
  void otherSpellingsOfANonceAreTheSameNonce() {
    String header = exact();
    shop.pay(PaymentFixture.BODY, header);
    String nonce = PaymentFixture.decoded(header).at("/payload/authorization/nonce").asText();
    String upper = "0x" + nonce.substring(2).toUpperCase(java.util.Locale.ROOT);
    String twin = PaymentFixture.changed(header, field("/payload/authorization", "nonce", upper));
    assertThat(shop.pay(PaymentFixture.BODY, twin).status()).isEqualTo(402);
    String permit = shop.header(payer, PaymentFixture.BODY, Scheme.UPTO);
    String zeros =
        PaymentFixture.changed(
            permit,
            document -> {
              ObjectNode signed = (ObjectNode) document.at("/payload/permit2Authorization");
              signed.put("nonce", "0" + signed.path("nonce").asText());
            });
    assertThat(shop.pay(PaymentFixture.BODY, zeros).status()).isEqualTo(400);
    assertThat(shop.served()).isEqualTo(1);
  }

  @Test
  void aPermitInSomebodyElsesNameIsRefused() {
    Wallet victim = shop.payer("victim");
    refusedWith(
        402,
        PaymentFixture.changed(
            shop.header(payer, PaymentFixture.BODY, Scheme.UPTO),
            field("/payload/permit2Authorization", "from", victim.address().text())));
  }

  @Test
  void anotherAmountRecipientTokenNetworkOrSchemeIsRefused() {
    String header = exact();
    refusedWith(402, PaymentFixture.changed(header, field("/payload/authorization", "value", "1")));
    refusedWith(
        402,
        PaymentFixture.changed(
            header, field("/payload/authorization", "to", payer.address().text())));
    refusedWith(402, PaymentFixture.changed(header, field("/accepted", "amount", "1")));
    refusedWith(
        402, PaymentFixture.changed(header, field("/accepted", "payTo", payer.address().text())));
    refusedWith(
        402,
        PaymentFixture.changed(
            header, field("/accepted", "asset", PaymentFixture.USDT.address().text())));
    refusedWith(402, PaymentFixture.changed(header, field("/accepted", "network", "eip155:1")));
    refusedWith(402, PaymentFixture.changed(header, field("/accepted", "scheme", "upto")));
    refusedWith(400, PaymentFixture.changed(header, field("/accepted", "scheme", "free")));
    refusedWith(402, PaymentFixture.changed(header, field("/accepted/extra", "name", "Free USD")));
  }

  @Test
  void anOfferThatThePayerMadeUpAndSignedIsRefused() {
    ObjectNode offer = shop.offer(PaymentFixture.BODY, Scheme.EXACT, PaymentFixture.USDC);
    ObjectNode cheap = offer.deepCopy();
    cheap.put("amount", "1");
    refusedWith(402, PaymentFixture.sign(payer, cheap, PaymentFixture.USDC));
    ObjectNode own = offer.deepCopy();
    own.put("payTo", payer.address().checksummed());
    refusedWith(402, PaymentFixture.sign(payer, own, PaymentFixture.USDC));
    ObjectNode unquoted = offer.deepCopy();
    ((ObjectNode) unquoted.path("extra")).remove("quote");
    refusedWith(402, PaymentFixture.sign(payer, unquoted, PaymentFixture.USDC));
  }

  @Test
  void aQuoteForOneBodyBuysNoOther() {
    String dear = PaymentFixture.BODY.replace("100", "90000");
    GatewayFixture.Answer answer = shop.pay(dear, exact());
    assertThat(answer.status()).isEqualTo(402);
    assertThat(shop.pay(OTHER, exact()).status()).isEqualTo(402);
    assertThat(shop.served()).isZero();
  }

  @Test
  void aQuoteBoughtUnderOtherRoutingHeadersPaysForWhatItCovers() {
    ObjectNode cheap =
        PaymentFixture.offers(shop.ask(PaymentFixture.BODY, "x-yardmaster-allowed-models", "small"))
            .get(1);
    String header = PaymentFixture.sign(payer, cheap, PaymentFixture.USDC);
    GatewayFixture.Answer answer =
        shop.ask(
            PaymentFixture.BODY,
            "x-yardmaster-allowed-models",
            "large",
            "PAYMENT-SIGNATURE",
            header);
    assertThat(answer.status()).isEqualTo(402);
    GatewayFixture.Answer open = shop.pay(PaymentFixture.BODY, header);
    assertThat(open.status()).as(open.body()).isEqualTo(200);
    assertThat(open.header("x-yardmaster-candidate")).isEqualTo("small");
  }

  @Test
  void expiredNearlyExpiredPostdatedAndEndlessSignaturesAreRefused() {
    ObjectNode offer = shop.offer(PaymentFixture.BODY, Scheme.EXACT, PaymentFixture.USDC);
    for (long shift : new long[] {-3_600, -300, 100_000}) {
      refusedWith(
          402,
          payer.pay(
              offer,
              PaymentFixture.USDC,
              "https://gateway.example",
              java.time.Instant.now().plusSeconds(shift)));
    }
    String header = exact();
    refusedWith(
        402,
        PaymentFixture.changed(
            header, field("/payload/authorization", "validAfter", "99999999999")));
    refusedWith(
        402,
        PaymentFixture.changed(
            header,
            field("/payload/authorization", "validBefore", BigInteger.TWO.pow(255).toString())));
  }

  @Test
  void amountsInHexOrWithExponentsAreMalformed() {
    String header = exact();
    for (String value : List.of("0x2710", "1e4", "+5", " 5", "05", "-5", "1.0", "9".repeat(80))) {
      refusedWith(
          400, PaymentFixture.changed(header, field("/payload/authorization", "value", value)));
    }
  }

  @Test
  void signaturesThatAreEmptyForeignFlippedOrHighAreRefused() {
    String header = exact();
    String signature = PaymentFixture.decoded(header).at("/payload/signature").asText();
    String flipped = signature.substring(0, 10) + (signature.charAt(10) == '0' ? '1' : '0');
    refusedWith(400, PaymentFixture.changed(header, field("/payload", "signature", "0x")));
    refusedWith(
        402,
        PaymentFixture.changed(
            header, field("/payload", "signature", flipped + signature.substring(11))));
    String foreign =
        PaymentFixture.decoded(shop.header(shop.payer("else"), PaymentFixture.BODY, Scheme.EXACT))
            .at("/payload/signature")
            .asText();
    refusedWith(402, PaymentFixture.changed(header, field("/payload", "signature", foreign)));
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    BigInteger high = order.subtract(new BigInteger(signature.substring(66, 130), 16));
    String twin =
        signature.substring(0, 66)
            + "%064x".formatted(high)
            + (signature.endsWith("1b") ? "1c" : "1b");
    refusedWith(402, PaymentFixture.changed(header, field("/payload", "signature", twin)));
  }

  @Test
  void undecodableHugeDeepAndAmbiguousHeadersAreMalformed() {
    refusedWith(400, "%%%");
    refusedWith(400, "bm8ganNvbg==");
    refusedWith(400, "A".repeat(9_000));
    String deep = "[".repeat(100) + "]".repeat(100);
    refusedWith(400, encoded("{\"x402Version\":2,\"a\":" + deep + "}"));
    String text = PaymentFixture.decoded(exact()).toString();
    refusedWith(
        400, encoded(text.replace("{\"x402Version\":2", "{\"x402Version\":2,\"x402Version\":2")));
    refusedWith(400, encoded(text.replace("\"x402Version\":2", "\"x402Version\":3")));
    refusedWith(400, encoded(text + "{}"));
    GatewayFixture.Answer both =
        shop.ask(PaymentFixture.BODY, "PAYMENT-SIGNATURE", exact(), "X-PAYMENT", exact());
    assertThat(both.status()).isEqualTo(400);
    assertThat(shop.facilitator.calls("/verify")).isZero();
  }

  private static String encoded(String text) {
    return java.util.Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void anIdentifierBelongsToOnePaymentOfItsPayer() {
    String id = "agent-7-request-000001";
    String first = identified(exact(), id);
    GatewayFixture.Answer answer = shop.pay(PaymentFixture.BODY, first);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(shop.pay(PaymentFixture.BODY, first).body()).isEqualTo(answer.body());
    assertThat(shop.pay(PaymentFixture.BODY, identified(exact(), id)).status()).isEqualTo(409);
    String foreign = shop.header(shop.payer("namesake"), PaymentFixture.BODY, Scheme.EXACT);
    assertThat(shop.pay(PaymentFixture.BODY, identified(foreign, id)).status()).isEqualTo(200);
    assertThat(shop.pay(PaymentFixture.BODY, identified(exact(), "short")).status()).isEqualTo(400);
    assertThat(shop.served()).isEqualTo(2);
  }

  private static String identified(String header, String id) {
    return PaymentFixture.changed(
        header,
        document ->
            document
                .putObject("extensions")
                .putObject("payment-identifier")
                .putObject("info")
                .put("required", false)
                .put("id", id));
  }

  @Test
  void theHostHeaderIsNoPartOfAnOffer() throws Exception {
    try (java.net.Socket socket = shop.gateway.socket()) {
      String request =
          "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(PaymentFixture.BODY.length(), PaymentFixture.BODY);
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      StringBuilder text = new StringBuilder();
      byte[] part = new byte[8_192];
      while (text.indexOf("\"accepts\"") < 0) {
        int read = socket.getInputStream().read(part);
        assertThat(read).isPositive();
        text.append(new String(part, 0, read, java.nio.charset.StandardCharsets.UTF_8));
      }
      String answer = text.toString();
      assertThat(answer).startsWith("HTTP/1.1 402").doesNotContain("localhost");
    }
  }

  @Test
  void otherSpellingsOfThePathAreNoWayAroundThePrice() {
    for (String path :
        List.of(
            "/v1//chat/completions",
            "/v1/./chat/completions",
            "/v1/chat/%63ompletions",
            "/V1/chat/completions",
            "/v1/chat/completions/")) {
      assertThat(shop.gateway.post(path, PaymentFixture.BODY).status())
          .as(path)
          .isIn(400, 401, 402, 404);
    }
    assertThat(shop.served()).isZero();
  }

  @Test
  void anEmptyWalletGetsAnAnswerOfTheFacilitatorAndNoWork() {
    String header = exact();
    shop.chain.empty(PaymentFixture.USDC.address(), payer.address());
    GatewayFixture.Answer answer = shop.pay(PaymentFixture.BODY, header);
    assertThat(answer.status()).isEqualTo(402);
    assertThat(PaymentFixture.decoded(answer.header("payment-required")).path("error").asText())
        .contains("insufficient_balance");
    shop.chain.mint(PaymentFixture.USDC.address(), payer.address(), 1_000_000);
    assertThat(shop.pay(PaymentFixture.BODY, header).status()).isEqualTo(200);
    assertThat(shop.served()).isEqualTo(1);
  }
}
