package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.ledger.Billing;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.payment.PaymentState;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.Wallet;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.fake.FakeFacilitator.Fault;
import org.yardmaster.provider.stub.FaultyServer;

/** Payers who pay once and want twice, who leave, who get others into trouble. */
@Timeout(60)
final class PaymentTrickTest {
  private final PaymentFixture shop = new PaymentFixture();
  private final Wallet payer = shop.payer("trickster");

  @AfterEach
  void close() {
    shop.close();
  }

  private static String transaction(GatewayFixture.Answer paid) {
    assertThat(paid.status()).as(paid.body()).isEqualTo(200);
    return PaymentFixture.decoded(paid.header("payment-response")).path("transaction").asText();
  }

  private void refusedAfterTheWork(String header) {
    BigInteger earned = shop.earned();
    int transfers = shop.chain.transfers();
    GatewayFixture.Answer answer = shop.pay(PaymentFixture.BODY, header);
    assertThat(answer.status()).as(answer.body()).isEqualTo(402);
    assertThat(answer.body()).doesNotContain("You said");
    assertThat(shop.served()).isEqualTo(2);
    assertThat(shop.earned()).isEqualTo(earned);
    assertThat(shop.chain.transfers()).isLessThanOrEqualTo(transfers + 1);
  }

  @Test
  void oneTransferProvesOnePaymentThoughItsTransactionUsedTwoNonces() {
    String first = shop.header(payer, PaymentFixture.BODY, Scheme.EXACT);
    String second = shop.header(payer, PaymentFixture.BODY, Scheme.EXACT);
    String transaction = transaction(shop.pay(PaymentFixture.BODY, first));
    String nonce = PaymentFixture.decoded(second).at("/payload/authorization/nonce").asText();
    shop.duringWork.set(() -> shop.chain.alsoUse(transaction, nonce, payer.address()));
    refusedAfterTheWork(second);
  }

  @Test
  void aPermitThatIsOnlyNamedInAnothersTransactionIsNotPaid() {
    String first = permit();
    String second = permit();
    String transaction = transaction(shop.pay(PaymentFixture.BODY, first));
    String nonce =
        "%064x"
            .formatted(
                new BigInteger(
                    PaymentFixture.decoded(second)
                        .at("/payload/permit2Authorization/nonce")
                        .asText()));
    shop.duringWork.set(
        () -> {
          shop.chain.append(
              transaction, nonce + "0".repeat(24) + payer.address().text().substring(2));
          shop.chain.cancel(Address.PERMIT2, payer.address(), "0x" + nonce);
        });
    refusedAfterTheWork(second);
  }

  private String permit() {
    ObjectNode offer = shop.offer(PaymentFixture.BODY, Scheme.EXACT, PaymentFixture.USDT);
    return PaymentFixture.sign(payer, offer, PaymentFixture.USDT);
  }

  @Test
  void aPermitThatSomebodyElseSpentIsPaid() {
    shop.facilitator.failNext(
        "/settle", new Fault.LoseAnswer(), new Fault.Refuse("permit2_simulation_failed"));
    assertThat(shop.pay(PaymentFixture.BODY, permit()).status()).isEqualTo(200);
    assertThat(shop.chain.transfers()).isEqualTo(1);
  }

  /** Sends a paid request and hangs up as soon as the provider works. */
  private void leave(String header) throws IOException {
    try (Socket socket = shop.gateway.socket()) {
      shop.duringWork.set(() -> closed(socket));
      String request =
          "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nPAYMENT-SIGNATURE: %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(header, PaymentFixture.BODY.length(), PaymentFixture.BODY);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      while (!socket.isClosed()) {
        Thread.onSpinWait();
      }
    }
  }

  /** Long enough for a gateway that looks after its clients to notice. */
  private static void closed(Socket socket) {
    try {
      socket.close();
      Thread.sleep(600);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoLeavesBeforeTheAnswerHasPaidAndFindsItWhenHeComesBack() throws Exception {
    String header = shop.header(payer, PaymentFixture.BODY, Scheme.UPTO);
    leave(header);
    for (int wait = 0; wait < 500; wait++) {
      List<PaymentState> states = shop.payments().stream().map(one -> one.state()).toList();
      if (states.contains(PaymentState.SETTLED)) {
        break;
      }
      Thread.sleep(10);
    }
    assertThat(shop.chain.transfers()).isEqualTo(1);
    shop.duringWork.set(() -> {});
    GatewayFixture.Answer back = shop.pay(PaymentFixture.BODY, header);
    assertThat(back.status()).as(back.body()).isEqualTo(200);
    assertThat(back.body()).contains("You said: hello");
    assertThat(shop.served()).isEqualTo(1);
    assertThat(shop.chain.transfers()).isEqualTo(1);
  }

  @Test
  void forgedPaymentsTakeNobodysTurn() {
    String good = shop.header(payer, PaymentFixture.BODY, Scheme.EXACT);
    String forged =
        PaymentFixture.changed(
            shop.header(shop.payer("forger"), PaymentFixture.BODY, Scheme.EXACT),
            document ->
                ((ObjectNode) document.at("/payload/authorization"))
                    .put("from", payer.address().text()));
    shop.duringWork.set(
        () -> {
          for (int time = 0; time < 5; time++) {
            assertThat(shop.pay(PaymentFixture.BODY, forged).status()).isEqualTo(402);
          }
        });
    for (int time = 0; time < 3; time++) {
      assertThat(shop.pay(PaymentFixture.BODY, forged).status()).isEqualTo(402);
    }
    assertThat(shop.pay(PaymentFixture.BODY, good).status()).isEqualTo(200);
    assertThat(shop.payments()).hasSize(1);
    assertThat(shop.facilitator.calls("/verify")).isEqualTo(1);
  }

  @Test
  void moreThanTheQuoteIsRefusedToo() {
    ObjectNode offer = shop.offer(PaymentFixture.BODY, Scheme.EXACT, PaymentFixture.USDC);
    ObjectNode dear = offer.deepCopy();
    dear.put("amount", Long.toString(offer.path("amount").asLong() + 1));
    GatewayFixture.Answer answer =
        shop.pay(PaymentFixture.BODY, PaymentFixture.sign(payer, dear, PaymentFixture.USDC));
    assertThat(answer.status()).isEqualTo(402);
    assertThat(shop.chain.transfers()).isZero();
    assertThat(shop.served()).isZero();
  }

  @Test
  void aPaymentForOneRouteBuysNothingOnAnother() {
    String header = shop.header(payer, PaymentFixture.BODY, Scheme.EXACT);
    KeyTerms prepaid =
        new KeyTerms(Set.of(), Set.of(), List.of(), Optional.empty(), Billing.PREPAID, 0);
    String bearer =
        "Bearer "
            + shop.gateway.ledger.keys().create("agent", prepaid, Instant.now()).token().reveal();
    GatewayFixture.Answer answer =
        shop.gateway.post(
            "/v1/messages",
            PaymentFixture.BODY,
            "authorization",
            bearer,
            "PAYMENT-SIGNATURE",
            header);
    assertThat(answer.status()).as(answer.body()).isEqualTo(402);
    assertThat(shop.gateway.ledger.keys().list().getFirst().toppedUpNanoUsd()).isZero();
    assertThat(shop.chain.transfers()).isZero();
    assertThat(shop.pay(PaymentFixture.BODY, header).status()).isEqualTo(200);
  }

  @Test
  void anAnswerOfNoTokensCostsTheFloorAndIsNoTicketForMore() {
    String nothing =
        "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"\"}}],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}";
    try (FaultyServer provider =
            new FaultyServer(
                FaultyServer.response("200 OK", "Content-Type: application/json\r\n", nothing));
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(new GatewayFixture.Member("free", provider.address())),
                PaymentFixture.config(
                    shop.facilitator, "streams: buffered", "{settleSeconds: 2}"))) {
      ObjectNode offer =
          PaymentFixture.offers(gateway.post("/v1/chat/completions", PaymentFixture.BODY))
              .getFirst();
      assertThat(offer.path("scheme").asText()).isEqualTo("upto");
      String header = PaymentFixture.sign(payer, offer, PaymentFixture.USDC);
      for (int time = 0; time < 3; time++) {
        GatewayFixture.Answer answer =
            gateway.post("/v1/chat/completions", PaymentFixture.BODY, "PAYMENT-SIGNATURE", header);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      }
    }
    assertThat(shop.earned()).isEqualTo(BigInteger.valueOf(50));
    assertThat(shop.chain.transfers()).isEqualTo(1);
  }
}
