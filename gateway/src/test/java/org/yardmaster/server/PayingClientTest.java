package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.data.Prompt;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.payment.PayingUpstream;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.SpendingRules;
import org.yardmaster.payment.Wallet;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.fake.FakeFacilitator.Fault;
import org.yardmaster.provider.ApiKey;
import org.yardmaster.provider.Call;
import org.yardmaster.provider.Endpoint;
import org.yardmaster.provider.PayingClient;
import org.yardmaster.provider.Reply;
import org.yardmaster.upstream.HttpUpstream;

/** The harness as a payer of a paid gateway. */
@Timeout(60)
final class PayingClientTest {
  private static final Candidate CANDIDATE =
      new Candidate("paid", "gateway", "auto", Map.of(), false);

  private static Reply call(PaymentFixture shop, Wallet payer, long mostNanoUsd, Address payTo) {
    return call(shop, payer, mostNanoUsd, payTo, false);
  }

  private static Reply call(
      PaymentFixture shop, Wallet payer, long mostNanoUsd, Address payTo, boolean streaming) {
    Endpoint endpoint =
        new Endpoint(
            Endpoint.Format.OPENAI,
            shop.gateway.address("/v1"),
            Optional.empty(),
            streaming,
            Endpoint.OutputLimit.MAX_TOKENS);
    SpendingRules rules =
        new SpendingRules(
            mostNanoUsd, Set.of(payTo), SpendingRules.USDC, List.of(Scheme.UPTO, Scheme.EXACT));
    try (HttpUpstream network = new HttpUpstream()) {
      return new PayingClient(
              network,
              endpoint,
              ApiKey.none(),
              new PayingUpstream.Buyer(payer, rules, Clock.systemUTC()),
              Clock.systemUTC())
          .call(new Call(CANDIDATE, Prompt.of("hello"), 0, 100, Duration.ofSeconds(20)));
    }
  }

  @Test
  void theCostIsWhatTheSettlementSays() {
    try (PaymentFixture shop = new PaymentFixture()) {
      for (boolean streaming : new boolean[] {false, true}) {
        Reply reply =
            call(shop, shop.payer("buyer"), 1_000_000_000, PaymentFixture.PAY_TO, streaming);
        assertThat(reply.completion()).isInstanceOf(Completion.Completed.class);
        assertThat(((Completion.Completed) reply.completion()).text()).isEqualTo("You said: hello");
        assertThat(reply.charged()).contains(new Cost.Known(128_000));
      }
    }
  }

  @Test
  void nothingIsSignedAboveTheCapOrForStrangers() {
    try (PaymentFixture shop = new PaymentFixture()) {
      Wallet payer = shop.payer("careful");
      Reply dear = call(shop, payer, 1_000, PaymentFixture.PAY_TO);
      Reply strange = call(shop, payer, 1_000_000_000, payer.address());
      for (Reply reply : List.of(dear, strange)) {
        assertThat(reply.completion()).isInstanceOf(Completion.Failed.class);
        assertThat(((Completion.Failed) reply.completion()).message()).startsWith("not paid: ");
        assertThat(reply.charged()).isEmpty();
      }
      assertThat(shop.facilitator.calls("/verify")).isZero();
    }
  }

  @Test
  void aDoubtfulPaymentIsSentAgainAndNotSignedAgain() {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.chain.hold(true);
      Thread.ofVirtual()
          .start(
              () -> {
                while (shop.facilitator.calls("/settle") < 3) {
                  Thread.onSpinWait();
                }
                shop.chain.hold(false);
                shop.chain.mine();
              });
      Reply reply = call(shop, shop.payer("patient"), 1_000_000_000, PaymentFixture.PAY_TO);
      assertThat(reply.charged()).contains(new Cost.Known(128_000));
      assertThat(shop.chain.transfers()).isEqualTo(1);
      assertThat(shop.payments()).hasSize(1);
    }
  }

  @Test
  void aPaymentThatNobodyToldOfIsBookedInFullAndNotRepeated() {
    try (PaymentFixture shop = new PaymentFixture()) {
      shop.chain.readable(false);
      Fault[] lost = new Fault[30];
      java.util.Arrays.fill(lost, new Fault.Cut());
      shop.facilitator.failNext("/settle", lost);
      Reply reply = call(shop, shop.payer("unsure"), 1_000_000_000, PaymentFixture.PAY_TO);
      assertThat(reply.completion()).isInstanceOf(Completion.Failed.class);
      assertThat(reply.completion().usage()).isInstanceOf(Usage.Unknown.class);
      assertThat(reply.charged().orElseThrow().nanoUsd()).isGreaterThan(128_000);
      assertThat(shop.payments()).hasSize(1);
    }
  }
}
