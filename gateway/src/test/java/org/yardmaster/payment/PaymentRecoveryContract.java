package org.yardmaster.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.fake.FakeChain;
import org.yardmaster.payment.fake.FakeFacilitator;
import org.yardmaster.upstream.HttpUpstream;

/** Gateways that share one ledger, and that die in every state of a payment. */
@Timeout(60)
public abstract class PaymentRecoveryContract {
  private static final Asset USDC = SpendingRules.USDC.get(1);
  private static final Address PAY_TO = new Address("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");

  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public java.time.ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }
      };
  private final FakeChain chain = new FakeChain(clock);
  private final FakeFacilitator facilitator =
      new FakeFacilitator(chain, new Network(84_532), clock);
  private final HttpUpstream network = new HttpUpstream();
  private final Wallet payer = Wallet.of("test", "11".repeat(32));

  @AfterEach
  void close() {
    facilitator.close();
    network.close();
  }

  /** Opens the ledger of a name; the same one for the same name in one test. */
  protected abstract Ledger open(String name);

  private Ledger ledger() {
    return open("ledger");
  }

  private X402Gate gate(Ledger ledger) {
    return new X402Gate(
        new X402Gate.Parts(
            terms(),
            ledger.payments(),
            List.of(
                new HttpFacilitator(
                    network, facilitator.address(), Optional.empty(), Duration.ofSeconds(20))),
            new JsonRpcChain(
                network, Map.of(new Network(84_532), facilitator.address().resolve("/rpc"))),
            Duration.ofSeconds(20),
            clock,
            PaymentEvent.Listener.deaf()));
  }

  private PaymentTerms terms() {
    return new PaymentTerms(
        "https://gateway.example",
        PAY_TO,
        List.of(new PaymentTerms.Place(facilitator.address(), Optional.empty())),
        Map.of(new Network(84_532), facilitator.address().resolve("/rpc")),
        List.of(USDC),
        Map.of("chat", PaymentTerms.Rule.REPLACE),
        PaymentTerms.StreamPolicy.BUFFERED,
        new PaymentTerms.Prices(50_000, 1_000_000_000, 0, 1_000_000_000),
        new PaymentTerms.Bounds(
            1,
            1_000_000_000,
            Duration.ofMinutes(5),
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ofMinutes(10)),
        false);
  }

  private PaymentGate.Inquiry inquiry(Optional<String> header) {
    return new PaymentGate.Inquiry(
        "request",
        "chat",
        "/v1/chat/completions",
        "ab".repeat(32),
        500_000,
        500_000,
        false,
        "",
        name -> name.equals(Presented.HEADER) ? header : Optional.empty());
  }

  private String signed(X402Gate gate, Scheme scheme) {
    chain.mint(USDC.address(), payer.address(), 1_000_000);
    PaymentGate.Ruling.Refused told =
        (PaymentGate.Ruling.Refused) gate.judge(inquiry(Optional.empty()));
    for (com.fasterxml.jackson.databind.JsonNode offer :
        PaymentJson.decode(told.headers().getOrDefault("payment-required", "")).path("accepts")) {
      if (offer.path("scheme").asText().equals(scheme.wireName())) {
        return payer.pay((ObjectNode) offer, USDC, "x", now);
      }
    }
    throw new AssertionError("no offer");
  }

  private static StoredAnswer answer() {
    return new StoredAnswer(
        Map.of("x-a", "b"), false, "the answer".getBytes(StandardCharsets.UTF_8));
  }

  private PaymentGate.Ruling pay(X402Gate gate, String header) {
    return gate.judge(inquiry(Optional.of(header)));
  }

  private static int status(PaymentGate.Ruling ruling) {
    return switch (ruling) {
      case PaymentGate.Ruling.Refused refused -> refused.status();
      case PaymentGate.Ruling.Paid paid -> 200;
      case PaymentGate.Ruling.Granted granted -> 0;
    };
  }

  private PaymentState state(Ledger ledger) {
    List<Payment> found = new java.util.ArrayList<>();
    ledger.payments().read(Instant.EPOCH, Instant.MAX, found::add);
    return found.getFirst().state();
  }

  /** The first gateway says nothing more: for the others it is dead. */
  private void later() {
    now = now.plusSeconds(10);
  }

  @Test
  void twoGatewaysOfOneLedgerRunTheWorkOfOnePaymentOnce() {
    try (Ledger one = ledger();
        Ledger two = ledger()) {
      X402Gate first = gate(one);
      X402Gate second = gate(two);
      String header = signed(first, Scheme.UPTO);
      PaymentGate.Ruling granted = pay(first, header);
      assertThat(granted).isInstanceOf(PaymentGate.Ruling.Granted.class);
      assertThat(status(pay(second, header))).isEqualTo(409);
      assertThat(status(pay(second, signed(second, Scheme.UPTO)))).isEqualTo(429);
      assertThat(status(((PaymentGate.Ruling.Granted) granted).permit().finish(answer(), 128_000)))
          .isEqualTo(200);
      assertThat(pay(second, header)).isInstanceOf(PaymentGate.Ruling.Paid.class);
      assertThat(chain.transfers()).isEqualTo(1);
    }
  }

  @Test
  void deathWhileReservedOrVerifiedLeavesThePaymentGood() {
    try (Ledger ledger = ledger()) {
      X402Gate dead = gate(ledger);
      String header = signed(dead, Scheme.UPTO);
      assertThat(status(pay(dead, header))).isZero();
      later();
      X402Gate living = gate(ledger);
      assertThat(status(pay(living, header))).isEqualTo(409);
      living.beat();
      living.tend();
      assertThat(state(ledger)).isEqualTo(PaymentState.FAILED);
      PaymentGate.Ruling granted = pay(living, header);
      assertThat(granted).isInstanceOf(PaymentGate.Ruling.Granted.class);
    }
  }

  @Test
  void aGatewayThatWasOnlySlowCannotChargeWhatAnotherTookOver() {
    try (Ledger ledger = ledger()) {
      X402Gate slow = gate(ledger);
      String header = signed(slow, Scheme.UPTO);
      PaymentGate.Ruling.Granted granted = (PaymentGate.Ruling.Granted) pay(slow, header);
      later();
      X402Gate living = gate(ledger);
      living.beat();
      living.tend();
      assertThat(status(granted.permit().finish(answer(), 128_000))).isEqualTo(409);
      assertThat(facilitator.calls("/settle")).isZero();
      assertThat(chain.transfers()).isZero();
    }
  }

  @Test
  void deathWhileServedIsChargedOnlyWhenThePayerComesBack() {
    try (Ledger ledger = ledger()) {
      X402Gate dead = gate(ledger);
      String header = signed(dead, Scheme.UPTO);
      facilitator.failNext("/settle", new FakeFacilitator.Fault.Answer(429, "{}"));
      PaymentGate.Ruling.Granted granted = (PaymentGate.Ruling.Granted) pay(dead, header);
      assertThat(status(granted.permit().finish(answer(), 128_000))).isEqualTo(503);
      later();
      X402Gate living = gate(ledger);
      living.beat();
      living.tend();
      assertThat(chain.transfers()).isZero();
      assertThat(state(ledger)).isEqualTo(PaymentState.SERVED);
      assertThat(pay(living, header)).isInstanceOf(PaymentGate.Ruling.Paid.class);
      assertThat(chain.balance(USDC.address(), PAY_TO)).isEqualTo(BigInteger.valueOf(128));
    }
  }

  @Test
  void anAnswerThatNobodyComesBackForIsNeverChargedNorHeldAgainstThePayer() {
    try (Ledger ledger = ledger()) {
      X402Gate dead = gate(ledger);
      String header = signed(dead, Scheme.UPTO);
      facilitator.failNext("/settle", new FakeFacilitator.Fault.Answer(429, "{}"));
      ((PaymentGate.Ruling.Granted) pay(dead, header)).permit().finish(answer(), 128_000);
      now = now.plusSeconds(3_600);
      X402Gate living = gate(ledger);
      living.beat();
      living.tend();
      assertThat(state(ledger)).isEqualTo(PaymentState.FAILED);
      assertThat(chain.transfers()).isZero();
      assertThat(status(pay(living, signed(living, Scheme.UPTO)))).isZero();
    }
  }

  @Test
  void deathWhileSettlingIsResolvedByTheChain() {
    for (boolean moved : new boolean[] {true, false}) {
      try (Ledger ledger = open("moved-" + moved)) {
        X402Gate dead = gate(ledger);
        String header = signed(dead, moved ? Scheme.EXACT : Scheme.UPTO);
        PaymentGate.Ruling.Granted granted = (PaymentGate.Ruling.Granted) pay(dead, header);
        // Both answers are lost, and then the chain cannot be read either: as if it died there.
        FakeFacilitator.Fault lost =
            moved ? new FakeFacilitator.Fault.LoseAnswer() : new FakeFacilitator.Fault.Cut();
        facilitator.failNext("/settle", lost, new FakeFacilitator.Fault.Cut());
        chain.readable(false);
        assertThat(status(granted.permit().finish(answer(), 128_000))).isEqualTo(409);
        chain.readable(true);
        later();
        X402Gate living = gate(ledger);
        living.beat();
        living.tend();
        assertThat(state(ledger)).isEqualTo(moved ? PaymentState.SETTLED : PaymentState.UNKNOWN);
        assertThat(pay(living, header)).isInstanceOf(PaymentGate.Ruling.Paid.class);
        assertThat(state(ledger)).isEqualTo(PaymentState.SETTLED);
      }
    }
    assertThat(chain.transfers()).isEqualTo(2);
  }

  @Test
  void aDoubtEndsWhenTheSignatureHasExpiredByTheChainsClock() {
    try (Ledger ledger = ledger()) {
      X402Gate gate = gate(ledger);
      String header = signed(gate, Scheme.EXACT);
      PaymentGate.Ruling.Granted granted = (PaymentGate.Ruling.Granted) pay(gate, header);
      facilitator.failNext(
          "/settle", new FakeFacilitator.Fault.Cut(), new FakeFacilitator.Fault.Cut());
      assertThat(status(granted.permit().finish(answer(), 128_000))).isEqualTo(409);
      now = now.plusSeconds(7_200);
      gate.tend();
      assertThat(state(ledger)).isEqualTo(PaymentState.FAILED);
      assertThat(chain.transfers()).isZero();
    }
  }

  @Test
  void keptAnswersSurviveTheirGatewayAndAreForgottenAfterTheirTime() {
    try (Ledger ledger = ledger()) {
      X402Gate dead = gate(ledger);
      String header = signed(dead, Scheme.EXACT);
      ((PaymentGate.Ruling.Granted) pay(dead, header)).permit().finish(answer(), 128_000);
      later();
      X402Gate living = gate(ledger);
      PaymentGate.Ruling.Paid paid = (PaymentGate.Ruling.Paid) pay(living, header);
      assertThat(new String(paid.answer().body(), StandardCharsets.UTF_8)).isEqualTo("the answer");
      assertThat(paid.answer().headers()).isEqualTo(Map.of("x-a", "b"));
      now = now.plusSeconds(500); // quote and signature have run out, the answer is still kept
      assertThat(pay(living, header)).isInstanceOf(PaymentGate.Ruling.Paid.class);
      now = now.plusSeconds(200);
      living.beat();
      living.tend();
      now = now.minusSeconds(650); // the clock was set back: the signature looks valid again
      assertThat(status(pay(living, header))).isEqualTo(402);
      assertThat(chain.transfers()).isEqualTo(1);
    }
  }

  @Test
  void quotesOfOneGatewayAreHonouredByTheOthers() {
    try (Ledger one = ledger();
        Ledger two = ledger()) {
      String header = signed(gate(one), Scheme.EXACT);
      assertThat(status(pay(gate(two), header))).isZero();
    }
  }
}
