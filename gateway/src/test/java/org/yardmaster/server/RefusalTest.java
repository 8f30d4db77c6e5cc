package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.provider.stub.StubProvider;

/** Whoever is refused is told the reason that counts, and no other. */
@Timeout(60)
final class RefusalTest {
  /** The policy knows neither; one has no price. */
  private static final String STRANGERS =
      """
        - {id: apart, provider: stub, model: large-model, baseUrl: '%1$s/v1', keyVariable: STUB_KEY}
        - {id: nop, provider: stub, model: unpriced, baseUrl: '%1$s/v1', keyVariable: STUB_KEY}
      """;

  private static StubProvider stub;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    gateway =
        new GatewayFixture(
            List.of(
                new GatewayFixture.Member("large", stub.address()),
                new GatewayFixture.Member(
                    "small", stub.address(), STRANGERS.formatted(stub.address()))),
            """
            embeddings:
              - {id: emb, provider: stub, model: small-model, baseUrl: '%s/v1', keyVariable: STUB_KEY}
            """
                .formatted(stub.address()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stub.close();
  }

  private static String message(GatewayFixture.Answer answer) {
    return answer.json().at("/error/message").asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "large|\"max_price\":0.0001|large is expected to cost 0.0004",
        "large|\"max_latency_ms\":10|large is expected to take 1,000 ms, longer than max_latency_ms"
            + " (10)",
        "apart|\"max_price\":0.001|apart may cost up to 0.01",
      })
  void whoCostsOrTakesMoreThanIsAcceptableIsLeftOut(String model, String more, String said) {
    GatewayFixture.Answer answer = gateway.chat(model, "hello", "," + more);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(message(answer)).contains(said);
  }

  @Test
  void whomThePolicyDoesNotKnowServesAtAnAcceptableWorstCaseHoweverSlow() {
    GatewayFixture.Answer answer =
        gateway.chat("apart", "hello", ",\"max_price\":0.1,\"max_latency_ms\":1");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
