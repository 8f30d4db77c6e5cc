package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yardmaster.provider.stub.FaultyServer;
import org.yardmaster.provider.stub.StubProvider;

/** Embeddings are passed on, paid for, and fall back within one model only. */
@Timeout(60)
final class EmbeddingsTest {
  private static final FaultyServer.Script FAILS =
      FaultyServer.response("500 Oops", "Content-Type: application/json\r\n", "{}");
  private static StubProvider stub;
  private static FaultyServer faulty;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    faulty = new FaultyServer(FAILS);
    gateway = gateway("limits:\n  - {per: day, usd: 1}\n");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    faulty.close();
    stub.close();
  }

  private static GatewayFixture gateway(String config) {
    return new GatewayFixture(
        List.of(new GatewayFixture.Member("chat", stub.address())),
        "  - {model: e5, inputUsdPerMillion: 0.1, outputUsdPerMillion: 0, validFrom: 2026-01-01,"
            + " source: test}\n"
            + "embeddings:\n"
            + entry("first", "e5", faulty.address())
            + entry("second", "e5", stub.address())
            + entry("unpriced", "other", stub.address())
            + "failover: {attempts: 1}\n"
            + config);
  }

  private static String entry(String id, String model, URI address) {
    return "  - {id: %s, provider: stub, model: %s, baseUrl: '%s/v1', keyVariable: STUB_KEY}%n"
        .formatted(id, model, address);
  }

  private static GatewayFixture.Answer embed(String model, String input) {
    return gateway.post(
        "/v1/embeddings", "{\"model\":\"%s\",\"input\":%s}".formatted(model, input));
  }

  private static long spent() {
    return gateway.ledger.budgets().balances(Instant.now()).stream()
        .mapToLong(one -> one.balance().spentNanoUsd())
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"second", "first", "e5"})
  void theNextProviderOfTheSameModelAnswers(String model) {
    GatewayFixture.Answer answer = embed(model, "[\"one\",\"three\"]");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("second");
    assertThat(answer.header("x-yardmaster-task")).isEqualTo("embedding");
    assertThat(answer.json().at("/data/1/embedding/0").asInt()).isEqualTo(5);
    assertThat(answer.json().path("model").asText()).isEqualTo("e5");
    // Once its circuit is open, the first is not asked any more.
    assertThat(answer.header("x-yardmaster-attempts")).isIn("1", "2");
  }

  @Test
  void tokensAreBilledAtTheModelsPrice() {
    long before = spent();
    GatewayFixture.Answer answer = embed("second", "\"one\"");
    // 10 tokens at 0.1 USD per million.
    assertThat(answer.json().at("/usage/cost").decimalValue()).isEqualByComparingTo("0.000001");
    assertThat(spent() - before).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unpriced|\"x\"|400|no_candidate|no price",
        "chat|\"x\"|404|model_not_found|first",
        "second|{}|400|bad_request|input",
        "second|[]|400|bad_request|input"
      })
  void whatCannotBeServedIsRefused(
      String model, String input, int status, String code, String said) {
    GatewayFixture.Answer answer = embed(model, input);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
    assertThat(answer.json().at("/error/message").asText()).contains(said);
  }

  @Test
  void aBudgetHoldsForThemToo() {
    try (GatewayFixture poor =
        gateway("limits:\n  - {by: {model: e5}, per: total, usd: 0.0000001}\n")) {
      GatewayFixture.Answer answer =
          poor.post("/v1/embeddings", "{\"model\":\"second\",\"input\":\"hello\"}");
      assertThat(answer.status()).isEqualTo(402);
      assertThat(answer.json().at("/error/limit_source").asText()).contains("model=e5");
      assertThat(answer.header("x-yardmaster-task")).isEqualTo("embedding");
    }
  }

  @ParameterizedTest
  @CsvSource({"0.000000001, 400", "1, 200"})
  void theHighestAcceptablePriceHoldsForThemToo(String price, int status) {
    GatewayFixture.Answer answer = embed("second", "\"one\",\"max_price\":" + price);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body().contains("more than max_price (0.000000001)"))
        .isEqualTo(status == 400);
  }

  @Test
  void aRankingAloneWillDo() {
    String body = "{\"models\":[\"second\"],\"input\":\"x\"}";
    assertThat(gateway.post("/v1/embeddings", body).status()).isEqualTo(200);
  }

  @Test
  void chatDoesNotGoToThem() {
    assertThat(gateway.chat("second", "hello", "").status()).isEqualTo(404);
  }

  @Test
  void theListOfModelsHasThem() {
    JsonNode model = gateway.get("/v1/models/second").json();
    assertThat(model.path("type").asText()).isEqualTo("embedding");
    assertThat(model.at("/pricing/prompt").asText()).isEqualTo("0.0000001");
    assertThat(gateway.get("/v1/models/unpriced").json().path("available").asBoolean()).isFalse();
    assertThat(gateway.get("/v1/models/none").status()).isEqualTo(404);
  }
}
