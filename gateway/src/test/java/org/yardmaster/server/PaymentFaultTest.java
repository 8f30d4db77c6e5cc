package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.payment.Payment;
import org.yardmaster.payment.PaymentState;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.Wallet;
import org.yardmaster.payment.fake.FakeFacilitator.Fault;

/**
 * Facilitators, chains and payers that fail at the worst moment, through the whole gateway: nobody
 * pays and gets nothing, nobody gets an answer for nothing.
 */
@Timeout(90)
final class PaymentFaultTest {
  private static final Fault CUT = new Fault.Cut();
  private static final Fault LOST = new Fault.LoseAnswer();

  private static GatewayFixture.Answer pay(PaymentFixture shop, String header) {
    return shop.pay(PaymentFixture.BODY, header);
  }

  private static String header(PaymentFixture shop, String name) {
    return shop.header(shop.payer(name), PaymentFixture.BODY, Scheme.UPTO);
  }

  private static PaymentState state(PaymentFixture shop) {
    return shop.payments().getFirst().state();
  }

  @Test
  void aFacilitatorThatIsDownAtVerifyCostsNothingAndThePaymentStaysGood() {
    try (PaymentFixture shop = new PaymentFixture()) {
      String header = header(shop, "verify");
      for (Fault fault : List.of(CUT, new Fault.Answer(503, "{}"))) {
        shop.facilitator.failNext("/verify", fault);
        GatewayFixture.Answer answer = pay(shop, header);
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isNotEmpty();
        assertThat(answer.header("payment-required")).isEmpty();
      }
      assertThat(shop.served()).isZero();
      assertThat(shop.earned()).isEqualTo(BigInteger.ZERO);
      shop.facilitator.failNext("/verify", CUT);
      String other = header(shop, "again");
      assertThat(pay(shop, other).status()).isEqualTo(503);
      assertThat(pay(shop, other).status()).isEqualTo(200);
    }
  }

  @Test
  void aFacilitatorThatTakesTooLongIsOneThatIsDown() {
    try (PaymentFixture shop = new PaymentFixture("streams: buffered", "{settleSeconds: 1}", "")) {
      shop.facilitator.failNext("/verify", new Fault.Delay(Duration.ofMillis(3_500)));
      assertThat(pay(shop, header(shop, "hanging")).status()).isEqualTo(503);
    }
  }

  @Test
  void withoutAnyFacilitatorNobodyIsQuotedTo() {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.facilitator.close();
      GatewayFixture.Answer answer = shop.ask(PaymentFixture.BODY);
      assertThat(answer.status()).isIn(402, 503); // 402 while what it said before is fresh
    }
  }

  private static final List<String> CODES =
      List.of(
          "insufficient_funds",
          "invalid_exact_evm_insufficient_balance",
          "invalid_exact_evm_signature",
          "invalid_exact_evm_recipient_mismatch",
          "invalid_exact_evm_payload_authorization_value_mismatch",
          "invalid_exact_evm_payload_authorization_valid_before",
          "invalid_exact_evm_payload_authorization_valid_after",
          "invalid_exact_evm_network_mismatch",
          "invalid_exact_evm_scheme",
          "invalid_exact_evm_nonce_already_used",
          "invalid_exact_evm_transaction_simulation_failed",
          "invalid_exact_evm_token_name_mismatch",
          "invalid_exact_evm_token_version_mismatch",
          "invalid_exact_evm_eip3009_not_supported",
          "invalid_exact_evm_missing_eip712_domain",
          "asset_not_deployed_contract",
          "invalid_upto_evm_payload_settlement_exceeds_amount",
          "upto_facilitator_mismatch",
          "upto_unauthorized_facilitator",
          "permit2_amount_mismatch",
          "permit2_simulation_failed",
          "invalid_permit2_signature",
          "invalid_network",
          "invalid_payload",
          "invalid_payment_requirements",
          "invalid_x402_version",
          "unexpected_verify_error",
          "a code that nobody knows\r\nx: y");

  @Test
  void whateverTheFacilitatorCallsItARefusalIsA402WithFreshOffers() {
    try (PaymentFixture shop = new PaymentFixture()) {
      for (String code : CODES) {
        shop.facilitator.failNext("/verify", new Fault.Refuse(code));
        GatewayFixture.Answer answer = pay(shop, header(shop, code));
        assertThat(answer.status()).as(code).isEqualTo(402);
        assertThat(PaymentFixture.offers(answer)).as(code).hasSize(4);
      }
      assertThat(shop.served()).isZero();
      assertThat(shop.payments())
          .hasSize(CODES.size())
          .allMatch(payment -> payment.state() == PaymentState.FAILED);
    }
  }

  @Test
  void aMissingApprovalOfPermit2IsToldApart() {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.facilitator.failNext("/verify", new Fault.Refuse("permit2_allowance_required"));
      GatewayFixture.Answer answer = pay(shop, header(shop, "fresh"));
      assertThat(answer.status()).isEqualTo(412);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo("PERMIT2_ALLOWANCE_REQUIRED");
    }
  }

  @Test
  void aLostAnswerOfTheSettlementIsFoundOnTheChain() {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.facilitator.failNext("/settle", LOST);
      GatewayFixture.Answer answer = pay(shop, header(shop, "lost"));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(shop.chain.transfers()).isEqualTo(1);
      assertThat(shop.earned()).isEqualTo(BigInteger.valueOf(128));
      assertThat(PaymentFixture.decoded(answer.header("payment-response")).path("amount").asText())
          .isEqualTo("128");
    }
  }

  @Test
  void brokenAnswersOfTheSettlementAreAskedForOnceMore() {
    for (Fault fault :
        List.of(
            CUT,
            new Fault.Answer(500, "{\"error\":\"boom\"}"),
            new Fault.Answer(200, "<html>"),
            new Fault.Answer(200, "{\"success\":true,\"transaction\":\"\"}"),
            new Fault.Refuse("unexpected_settle_error"))) {
      try (PaymentFixture shop = new PaymentFixture()) {
        shop.facilitator.failNext("/settle", fault);
        GatewayFixture.Answer answer = pay(shop, header(shop, "broken"));
        assertThat(answer.status()).as(fault + answer.body()).isEqualTo(200);
        assertThat(shop.chain.transfers()).isEqualTo(1);
        assertThat(shop.served()).isEqualTo(1);
      }
    }
  }

  @Test
  void aFacilitatorThatCannotSettleNowGetsTheSamePaymentLater() {
    try (PaymentFixture shop = new PaymentFixture()) {
      String header = header(shop, "later");
      shop.facilitator.failNext("/settle", new Fault.Answer(429, "{}"));
      GatewayFixture.Answer answer = pay(shop, header);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).doesNotContain("You said");
      assertThat(state(shop)).isEqualTo(PaymentState.SERVED);
      assertThat(pay(shop, header).status()).isEqualTo(200);
      assertThat(shop.served()).isEqualTo(1);
      assertThat(shop.earned()).isEqualTo(BigInteger.valueOf(128));
    }
  }

  @Test
  void aSlowBlockIsWaitedForAndNeverAnsweredWithAFresh402() {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.chain.hold(true);
      String header = header(shop, "slow");
      GatewayFixture.Answer answer = pay(shop, header);
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.header("payment-required")).isEmpty();
      ObjectNode told = PaymentFixture.decoded(answer.header("payment-response"));
      assertThat(told.path("success").asBoolean()).isFalse();
      assertThat(told.path("transaction").asText()).hasSize(66);
      assertThat(pay(shop, header).status()).isEqualTo(409);
      shop.chain.hold(false);
      shop.chain.mine();
      assertThat(pay(shop, header).status()).isEqualTo(200);
      assertThat(shop.served()).isEqualTo(1);
      assertThat(shop.chain.transfers()).isEqualTo(1);
    }
  }

  @Test
  void aDoubtIsResolvedInTheBackgroundToo() throws InterruptedException {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.chain.hold(true);
      String header = header(shop, "background");
      assertThat(pay(shop, header).status()).isEqualTo(409);
      shop.chain.hold(false);
      shop.chain.mine();
      for (int look = 0; look < 100 && state(shop) != PaymentState.SETTLED; look++) {
        Thread.sleep(100);
      }
      assertThat(state(shop)).isEqualTo(PaymentState.SETTLED);
      assertThat(pay(shop, header).status()).isEqualTo(200);
      assertThat(shop.served()).isEqualTo(1);
    }
  }

  @Test
  void whileTheChainCannotBeReadTheDoubtStays() {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.chain.readable(false);
      shop.facilitator.failNext("/settle", LOST, new Fault.Refuse("nonce_already_used"));
      String header = header(shop, "blind");
      assertThat(pay(shop, header).status()).isEqualTo(409);
      assertThat(state(shop)).isEqualTo(PaymentState.UNKNOWN);
      shop.chain.readable(true);
      assertThat(pay(shop, header).status()).isEqualTo(200);
      assertThat(shop.chain.transfers()).isEqualTo(1);
    }
  }

  @Test
  void moneyThatSomebodyElseMovedIsMoneyThatArrived() {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.facilitator.failNext(
          "/settle", LOST, new Fault.Refuse("invalid_exact_evm_nonce_already_used"));
      GatewayFixture.Answer answer =
          pay(shop, shop.header(shop.payer("front-run"), PaymentFixture.BODY, Scheme.EXACT));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void aWalletEmptiedDuringTheWorkGetsNoAnswerAndMustPayUpfrontFromThenOn() {
    try (PaymentFixture shop = new PaymentFixture()) {
      Wallet payer = shop.payer("emptied");
      String header = shop.header(payer, PaymentFixture.BODY, Scheme.UPTO);
      shop.facilitator.failNext("/settle", new Fault.Refuse("insufficient_funds"));
      GatewayFixture.Answer answer = pay(shop, header);
      assertThat(answer.status()).isEqualTo(402);
      assertThat(answer.body()).doesNotContain("You said");
      assertThat(
              PaymentFixture.decoded(answer.header("payment-response")).path("success").asBoolean())
          .isFalse();
      GatewayFixture.Answer next = pay(shop, shop.header(payer, PaymentFixture.BODY, Scheme.UPTO));
      assertThat(next.status()).isEqualTo(402);
      assertThat(PaymentFixture.offers(next))
          .isNotEmpty()
          .allMatch(offer -> offer.at("/extra/paymentFlow").asText().equals("upfront"));
      GatewayFixture.Answer upfront =
          pay(
              shop,
              PaymentFixture.sign(
                  payer, PaymentFixture.offers(next).getFirst(), PaymentFixture.USDC));
      assertThat(upfront.status()).as(upfront.body()).isEqualTo(200);
      assertThat(shop.served()).isEqualTo(2);
    }
  }

  @Test
  void whoComesBackWithMoneyGetsTheAnswerThatIsKept() {
    try (PaymentFixture shop = new PaymentFixture()) {
      String header = header(shop, "refilled");
      shop.facilitator.failNext("/settle", new Fault.Refuse("insufficient_funds"));
      assertThat(pay(shop, header).status()).isEqualTo(402);
      assertThat(pay(shop, header).status()).isEqualTo(200);
      assertThat(shop.served()).isEqualTo(1);
    }
  }

  @Test
  void anAuthorizationCancelledDuringTheWorkIsNoPayment() {
    try (PaymentFixture shop = new PaymentFixture()) {
      Wallet payer = shop.payer("cancelling");
      String header = shop.header(payer, PaymentFixture.BODY, Scheme.EXACT);
      String nonce = PaymentFixture.decoded(header).at("/payload/authorization/nonce").asText();
      shop.facilitator.failNext("/verify", new Fault.Delay(Duration.ofMillis(50)));
      shop.facilitator.failNext("/settle", new Fault.Delay(Duration.ofMillis(1)));
      shop.chain.hold(true);
      Thread cancelling =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (shop.facilitator.calls("/settle") == 0) {
                      Thread.onSpinWait();
                    }
                    shop.chain.cancel(PaymentFixture.USDC.address(), payer.address(), nonce);
                  });
      GatewayFixture.Answer answer = pay(shop, header);
      assertThat(answer.status()).as(answer.body()).isEqualTo(402);
      assertThat(answer.body()).doesNotContain("You said");
      assertThat(cancelling.isAlive()).isFalse();
    }
  }

  @Test
  void unpaidWorkIsBoundedForAllPayersTogether() {
    try (PaymentFixture shop =
        new PaymentFixture("streams: bounded", "{unpaidUsd: 0.002, settleSeconds: 2}", "")) {
      int free = 0;
      for (int index = 0; index < 12; index++) {
        Wallet payer = shop.payer("runner " + index);
        shop.facilitator.failNext("/settle", new Fault.Refuse("insufficient_funds"));
        GatewayFixture.Answer answer =
            shop.pay(PaymentFixture.STREAM, shop.header(payer, PaymentFixture.STREAM, Scheme.UPTO));
        free += answer.status() == 200 ? 1 : 0;
      }
      long most =
          shop.payments().stream()
              .filter(payment -> payment.state() == PaymentState.FAILED && payment.work().done())
              .mapToLong(payment -> payment.bond().mostNanoUsd())
              .sum();
      assertThat(most).isLessThanOrEqualTo(2_000_000);
      assertThat(free).isBetween(1, 3);
      assertThat(shop.served()).isEqualTo(free);
    }
  }

  @Test
  void aProviderThatFailsIsNotPaidFor() {
    try (PaymentFixture shop = new PaymentFixture()) {
      String broken = PaymentFixture.BODY.replace("hello", "status 500");
      shop.stub.close();
      GatewayFixture.Answer answer =
          shop.pay(broken, shop.header(shop.payer("patient"), broken, Scheme.UPTO));
      assertThat(answer.status()).isEqualTo(502);
      assertThat(shop.earned()).isEqualTo(BigInteger.ZERO);
      assertThat(shop.facilitator.calls("/settle")).isZero();
      assertThat(state(shop)).isEqualTo(PaymentState.FAILED);
    }
  }

  @Test
  void moneyPaidUpfrontForWorkThatFailedBuysAnotherTry() {
    try (PaymentFixture shop = new PaymentFixture("streams: upfront", "{settleSeconds: 2}", "")) {
      Wallet payer = shop.payer("entitled");
      ObjectNode offer = PaymentFixture.offers(shop.ask(PaymentFixture.STREAM)).getFirst();
      String header = PaymentFixture.sign(payer, offer, PaymentFixture.USDC);
      shop.stub.close();
      GatewayFixture.Answer failed = shop.pay(PaymentFixture.STREAM, header);
      assertThat(failed.status()).isEqualTo(502);
      assertThat(failed.header("payment-response")).isNotEmpty();
      for (int run = 2; run <= 5; run++) {
        assertThat(shop.pay(PaymentFixture.STREAM, header).status()).isEqualTo(502);
      }
      assertThat(shop.chain.transfers()).isEqualTo(1);
      Payment payment = shop.payments().getFirst();
      assertThat(payment.state()).isEqualTo(PaymentState.SETTLED);
      assertThat(payment.work().done()).isFalse();
    }
  }
}
