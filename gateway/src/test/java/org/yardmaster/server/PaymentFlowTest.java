package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.ledger.Billing;
import org.yardmaster.ledger.IssuedKey;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.payment.Payment;
import org.yardmaster.payment.PaymentState;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.Wallet;

/** What an honest payer meets, through the whole gateway. */
@Timeout(60)
final class PaymentFlowTest {
  private static final BigInteger USED = BigInteger.valueOf(128);

  @Test
  void anUnpaidRequestIsToldItsPriceAndNothingIsAsked() {
    try (PaymentFixture shop = new PaymentFixture()) {
      GatewayFixture.Answer answer = shop.ask(PaymentFixture.BODY);
      assertThat(answer.status()).isEqualTo(402);
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
      ObjectNode required = PaymentFixture.decoded(answer.header("payment-required"));
      assertThat(required.path("x402Version").asInt()).isEqualTo(2);
      assertThat(required.at("/resource/url").asText())
          .isEqualTo("https://gateway.example/v1/chat/completions");
      assertThat(required.path("extensions").has("payment-identifier")).isTrue();
      assertThat(PaymentFixture.offers(answer))
          .extracting(offer -> offer.path("scheme").asText())
          .containsExactly("upto", "exact", "upto", "exact");
      assertThat(answer.json().path("x402Version").asInt()).isEqualTo(1);
      assertThat(answer.json().at("/accepts/0/network").asText()).isEqualTo("base-sepolia");
      assertThat(answer.json().at("/error/code").asText()).isEqualTo("payment_required");
      assertThat(shop.served()).isZero();
      assertThat(shop.facilitator.calls("/verify")).isZero();
    }
  }

  @Test
  void uptoChargesWhatWasUsedAndNoMore() {
    try (PaymentFixture shop = new PaymentFixture()) {
      Wallet payer = shop.payer("upto");
      GatewayFixture.Answer answer =
          shop.pay(PaymentFixture.BODY, shop.header(payer, PaymentFixture.BODY, Scheme.UPTO));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().at("/choices/0/message/content").asText())
          .isEqualTo("You said: hello");
      assertThat(shop.earned()).isEqualTo(USED);
      ObjectNode told = PaymentFixture.decoded(answer.header("payment-response"));
      assertThat(told.path("success").asBoolean()).isTrue();
      assertThat(told.path("amount").asText()).isEqualTo("128");
      assertThat(told.path("transaction").asText()).startsWith("0x").hasSize(66);
      assertThat(answer.header("cache-control")).isEqualTo("private, no-store");
    }
  }

  @Test
  void exactChargesTheQuote() {
    try (PaymentFixture shop = new PaymentFixture()) {
      Wallet payer = shop.payer("exact");
      ObjectNode offer = shop.offer(PaymentFixture.BODY, Scheme.EXACT, PaymentFixture.USDC);
      GatewayFixture.Answer answer =
          shop.pay(PaymentFixture.BODY, PaymentFixture.sign(payer, offer, PaymentFixture.USDC));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(shop.earned()).isEqualTo(new BigInteger(offer.path("amount").asText()));
    }
  }

  @Test
  void aTokenWithoutSignedTransfersIsPaidThroughPermit2InBothSchemes() {
    try (PaymentFixture shop = new PaymentFixture()) {
      Wallet payer = shop.payer("usdt");
      for (Scheme scheme : Scheme.values()) {
        ObjectNode offer = shop.offer(PaymentFixture.BODY, scheme, PaymentFixture.USDT);
        assertThat(offer.at("/extra/assetTransferMethod").asText()).isEqualTo("permit2");
        GatewayFixture.Answer answer =
            shop.pay(PaymentFixture.BODY, PaymentFixture.sign(payer, offer, PaymentFixture.USDT));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      }
      assertThat(shop.chain.balance(PaymentFixture.USDT.address(), PaymentFixture.PAY_TO))
          .isGreaterThan(USED);
    }
  }

  @Test
  void clientsOfVersionOnePayFromTheBody() {
    try (PaymentFixture shop = new PaymentFixture()) {
      Wallet payer = shop.payer("old");
      JsonNode offer = shop.ask(PaymentFixture.BODY).json().at("/accepts/0");
      ObjectNode now = offer.deepCopy();
      now.put("amount", offer.path("maxAmountRequired").asText());
      ObjectNode document = GatewayFixture.JSON.createObjectNode().put("x402Version", 1);
      document.put("scheme", "exact").put("network", "base-sepolia");
      document.set(
          "payload",
          payer.payload(now, PaymentFixture.USDC, "0x" + "ab".repeat(32), Instant.now()));
      GatewayFixture.Answer answer =
          shop.ask(PaymentFixture.BODY, "X-PAYMENT", PaymentFixture.encoded(document));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      ObjectNode told = PaymentFixture.decoded(answer.header("x-payment-response"));
      assertThat(told.path("network").asText()).isEqualTo("base-sepolia");
      assertThat(shop.earned()).isEqualTo(new BigInteger(now.path("amount").asText()));
    }
  }

  @Test
  void aStreamIsHeldBackUntilItIsPaid() {
    try (PaymentFixture shop = new PaymentFixture()) {
      Wallet payer = shop.payer("held");
      GatewayFixture.Answer answer =
          shop.pay(PaymentFixture.STREAM, shop.header(payer, PaymentFixture.STREAM, Scheme.UPTO));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.streamed()).isEqualTo("You said: hello");
      assertThat(answer.header("payment-response")).isNotEmpty();
      assertThat(answer.header("cache-control")).isEqualTo("private, no-store");
      assertThat(shop.earned()).isEqualTo(USED);
    }
  }

  @Test
  void aStreamPaidUpfrontFlowsWithItsReceiptInFront() {
    try (PaymentFixture shop = new PaymentFixture("streams: upfront", "{settleSeconds: 2}", "")) {
      Wallet payer = shop.payer("upfront");
      List<ObjectNode> offers = PaymentFixture.offers(shop.ask(PaymentFixture.STREAM));
      assertThat(offers)
          .allMatch(offer -> offer.at("/extra/paymentFlow").asText().equals("upfront"))
          .allMatch(offer -> offer.path("scheme").asText().equals("exact"));
      GatewayFixture.Answer answer =
          shop.pay(
              PaymentFixture.STREAM,
              PaymentFixture.sign(payer, offers.get(0), PaymentFixture.USDC));
      assertThat(answer.streamed()).as(answer.body()).isEqualTo("You said: hello");
      assertThat(answer.header("payment-response")).isNotEmpty();
      assertThat(shop.earned()).isEqualTo(new BigInteger(offers.get(0).path("amount").asText()));
    }
  }

  @Test
  void aStreamAtBoundedRiskFlowsAndItsReceiptIsACommentAtItsEnd() {
    try (PaymentFixture shop = new PaymentFixture("streams: bounded", "{settleSeconds: 2}", "")) {
      Wallet payer = shop.payer("bounded");
      GatewayFixture.Answer answer =
          shop.pay(PaymentFixture.STREAM, shop.header(payer, PaymentFixture.STREAM, Scheme.UPTO));
      assertThat(answer.streamed()).as(answer.body()).isEqualTo("You said: hello");
      assertThat(answer.body()).contains(": payment-response ey");
      assertThat(shop.earned()).isEqualTo(USED);
    }
  }

  @Test
  void aReceiptStandsBesideTheUsageRecord() {
    try (PaymentFixture shop =
        new PaymentFixture("streams: buffered", "{settleSeconds: 2}", "ledger: unused.sqlite\n")) {
      Wallet payer = shop.payer("receipt");
      shop.pay(PaymentFixture.BODY, shop.header(payer, PaymentFixture.BODY, Scheme.UPTO));
      List<UsageRecord> usage = new ArrayList<>();
      shop.gateway.ledger.usage().read(Instant.EPOCH, Instant.MAX, usage::add);
      Payment payment = shop.payments().getFirst();
      assertThat(usage).hasSize(1);
      assertThat(usage.getFirst().requestId()).isEqualTo(payment.bond().requestId());
      assertThat(usage.getFirst().caller().key()).isEqualTo(payer.address().text());
      assertThat(usage.getFirst().served().candidate()).isEqualTo("large");
      assertThat(payment.state()).isEqualTo(PaymentState.SETTLED);
      assertThat(payment.charge().amount()).isEqualTo("128");
      assertThat(payment.work().answer()).isEmpty();
    }
  }

  @Test
  void aPaymentTopsUpTheKeyThatTheRequestCarries() {
    try (PaymentFixture shop = new PaymentFixture()) {
      IssuedKey key = shop.gateway.ledger.keys().create("agent", prepaid(), Instant.now());
      String bearer = "Bearer " + key.token().reveal();
      GatewayFixture.Answer empty =
          shop.gateway.post("/v1/messages", PaymentFixture.BODY, "authorization", bearer);
      assertThat(empty.status()).isEqualTo(402);
      assertThat(empty.json().at("/error/code").asText()).isEqualTo("budget_exceeded");
      ObjectNode offer = PaymentFixture.offers(empty).getFirst();
      assertThat(offer.path("amount").asText()).isEqualTo("500000");
      Wallet payer = shop.payer("top-up");
      String header = PaymentFixture.sign(payer, offer, PaymentFixture.USDC);
      for (int time = 0; time < 2; time++) {
        GatewayFixture.Answer paid =
            shop.gateway.post(
                "/v1/messages",
                PaymentFixture.BODY,
                "authorization",
                bearer,
                "PAYMENT-SIGNATURE",
                header);
        assertThat(paid.status()).as(paid.body()).isEqualTo(200);
        assertThat(
                PaymentFixture.decoded(paid.header("payment-response")).path("success").asBoolean())
            .isTrue();
      }
      assertThat(shop.gateway.ledger.keys().list().getFirst().toppedUpNanoUsd())
          .isEqualTo(500_000_000);
      assertThat(shop.earned()).isEqualTo(BigInteger.valueOf(500_000));
    }
  }

  private static KeyTerms prepaid() {
    return new KeyTerms(Set.of(), Set.of(), List.of(), Optional.empty(), Billing.PREPAID, 0);
  }

  @Test
  void aKeyNeedsNoPaymentAndAWrongOneGetsNoQuote() {
    try (PaymentFixture shop = new PaymentFixture()) {
      IssuedKey key = shop.gateway.ledger.keys().create("agent", KeyTerms.OPEN, Instant.now());
      assertThat(
              shop.ask(PaymentFixture.BODY, "authorization", "Bearer " + key.token().reveal())
                  .status())
          .isEqualTo(200);
      GatewayFixture.Answer metered =
          shop.gateway.post(
              "/v1/messages",
              PaymentFixture.BODY,
              "authorization",
              "Bearer " + key.token().reveal(),
              "PAYMENT-SIGNATURE",
              "for a balance that it has not");
      assertThat(metered.status()).isEqualTo(200);
      assertThat(shop.ask(PaymentFixture.BODY, "authorization", "Bearer ymk_guessed").status())
          .isEqualTo(401);
      assertThat(shop.ask(PaymentFixture.BODY, "authorization", "Bearer none").status())
          .isEqualTo(402);
    }
  }

  @Test
  void aLongAnswerIsClampedToWhatOnePaymentMayBe() {
    String config = "routing: {maxTokens: 400000}\n";
    try (PaymentFixture shop =
        new PaymentFixture("streams: buffered", "{settleSeconds: 2}", config)) {
      String open = PaymentFixture.BODY.replace("\"max_tokens\":100,", "");
      ObjectNode offer = shop.offer(open, Scheme.UPTO, PaymentFixture.USDC);
      assertThat(offer.path("amount").asLong()).isBetween(999_990L, 1_000_000L);
      String asked = PaymentFixture.BODY.replace("100", "900000");
      GatewayFixture.Answer refused = shop.ask(asked);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().at("/error/code").asText()).isEqualTo("too_dear_for_a_payment");
    }
  }

  @Test
  void metricsTellOfPayments() {
    try (PaymentFixture shop =
        new PaymentFixture("streams: buffered", "{settleSeconds: 2}", "admin: {port: 0}\n")) {
      Wallet payer = shop.payer("metrics");
      shop.pay(PaymentFixture.BODY, shop.header(payer, PaymentFixture.BODY, Scheme.UPTO));
      int port = shop.gateway.server().adminPort().orElseThrow();
      String text =
          GatewayFixture.send(
                  java.net.http.HttpRequest.newBuilder(
                          java.net.URI.create("http://127.0.0.1:" + port + "/metrics"))
                      .build())
              .body();
      assertThat(text)
          .contains("yardmaster_payment_events_total{kind=\"settle\",outcome=\"paid\"} 1")
          .contains("yardmaster_payment_seconds_count{kind=\"verify\"} 1");
    }
  }
}
