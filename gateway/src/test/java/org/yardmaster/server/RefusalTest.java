package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.ledger.Billing;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.provider.stub.StubProvider;

/** Whoever is refused is told the reason that counts, and no other. */
@Timeout(60)
final class RefusalTest {
  private static StubProvider stub;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    gateway =
        new GatewayFixture(
            List.of(
                new GatewayFixture.Member("large", stub.address()),
                new GatewayFixture.Member("small", stub.address(), strangers(stub.address()))),
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

  /** The policy knows neither; one has no price. */
  private static String strangers(URI address) {
    return """
      - {id: apart, provider: stub, model: large-model, baseUrl: '%1$s/v1', keyVariable: STUB_KEY}
      - {id: nop, provider: stub, model: unpriced, baseUrl: '%1$s/v1', keyVariable: STUB_KEY}
    """
        .formatted(address);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auto|\"max_price\":0.00001|400|no_candidate|small is expected to cost 0.000",
        "auto|\"max_latency_ms\":10|400|no_candidate|longer than max_latency_ms (10)",
        "auto|\"allowed_models\":[\"small\"],\"max_price\":0|400|no_candidate|small is expected",
        "auto|\"allowed_models\":[\"typo\",\"large\"]|400|bad_request|no candidate (typo), which"
            + " allowed_models",
        "auto|\"denied_models\":[\"smal\"]|400|bad_request|no candidate (smal), which"
            + " denied_models",
        "emb|\"max_tokens\":1|404|model_not_found|Model (emb) serves embeddings alone",
        "large|\"denied_models\":[\"large\"]|400|no_candidate|large is denied by the caller",
        "nop|\"max_tokens\":1|400|no_candidate|nop has no price",
      })
  void theReasonThatCountsIsGiven(String model, String more, int status, String code, String said) {
    GatewayFixture.Answer answer = gateway.chat(model, "hello", "," + more);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
    assertThat(message(answer)).contains(said);
    assertThat(message(answer).contains("nop")).isEqualTo(model.equals("nop"));
  }

  @Test
  void embeddingsAreRefusedInTheSameWords() {
    GatewayFixture.Answer denied =
        gateway.post(
            "/v1/embeddings", "{\"model\":\"emb\",\"input\":\"x\",\"denied_models\":[\"emb\"]}");
    assertThat(message(denied))
        .isEqualTo("Nobody can serve this request: emb is denied by the caller.");
    GatewayFixture.Answer unknown =
        gateway.post(
            "/v1/embeddings", "{\"model\":\"emb\",\"input\":\"x\",\"denied_models\":[\"eml\"]}");
    assertThat(message(unknown)).contains("no candidate (eml)");
  }

  @Test
  void aPriceThatIsNoNumberIsNamed() {
    String body = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    GatewayFixture.Answer answer =
        gateway.post("/v1/chat/completions", body, "x-yardmaster-max-price", "NaN");
    assertThat(message(answer)).isEqualTo("max_price (NaN) must be a number of at least 0.");
  }

  @Test
  void whatTheKeyForbidsIsSaidToBeForbiddenByIt() {
    try (GatewayFixture locked =
        new GatewayFixture(
            List.of(
                new GatewayFixture.Member("large", stub.address()),
                new GatewayFixture.Member("small", stub.address())),
            "keys: {required: true}\n")) {
      KeyTerms terms =
          new KeyTerms(Set.of("small"), Set.of(), List.of(), Optional.empty(), Billing.METERED, 0);
      String token = locked.ledger.keys().create("narrow", terms, Instant.now()).token().reveal();
      GatewayFixture.Answer large = ask(locked, token, "large", "");
      assertThat(large.status()).isEqualTo(403);
      assertThat(large.json().at("/error/code").asText()).isEqualTo("model_not_granted");
      assertThat(message(large)).isEqualTo("This key may not use large; it may use small.");
      assertThat(message(ask(locked, token, "auto", ",\"allowed_models\":[\"large\"]")))
          .isEqualTo("Nobody can serve this request: small is not among those the caller allows.");
      assertThat(message(ask(locked, token, "auto", ",\"max_price\":0")))
          .startsWith("Nobody can serve this request: small is expected to cost");
      assertThat(ask(locked, token, "auto", "").header("x-yardmaster-candidate"))
          .isEqualTo("small");
    }
  }

  private static GatewayFixture.Answer ask(
      GatewayFixture gateway, String token, String model, String more) {
    return gateway.post(
        "/v1/chat/completions",
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]%s}"
            .formatted(model, more),
        "authorization",
        "Bearer " + token);
  }

  @Test
  void whomThePolicyDoesNotKnowServesAtAnAcceptableWorstCaseHoweverSlow() {
    GatewayFixture.Answer answer =
        gateway.chat("apart", "hello", ",\"max_price\":0.1,\"max_latency_ms\":1");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
