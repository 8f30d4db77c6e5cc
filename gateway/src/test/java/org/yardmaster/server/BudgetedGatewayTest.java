package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.ledger.Billing;
import org.yardmaster.ledger.IssuedKey;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.provider.stub.FaultyServer;
import org.yardmaster.provider.stub.StubProvider;

/**
 * Budgets and keys, through the whole gateway. An answer of the stub costs 128,000 nano-dollars.
 */
@Timeout(60)
final class BudgetedGatewayTest {
  private static final long ANSWER_NANO = 128_000;
  private static StubProvider stub;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  private static GatewayFixture gateway(String config) {
    return new GatewayFixture(
        List.of(
            new GatewayFixture.Member("large", stub.address()),
            new GatewayFixture.Member("small", stub.address())),
        config);
  }

  private static long spent(GatewayFixture gateway) {
    return gateway.ledger.budgets().balances(Instant.now()).getFirst().balance().spentNanoUsd();
  }

  private static long reserved(GatewayFixture gateway) {
    return gateway.ledger.budgets().balances(Instant.now()).getFirst().balance().reservedNanoUsd();
  }

  @Test
  void theWorstCaseIsHeldAndTheActualBooked() {
    try (GatewayFixture gateway = gateway("limits:\n  - {per: day, usd: 1}\n")) {
      assertThat(gateway.chat("large", "hello", "").status()).isEqualTo(200);
      assertThat(gateway.chat("large", "hello", ",\"stream\":true").status()).isEqualTo(200);
      assertThat(spent(gateway)).isEqualTo(2 * ANSWER_NANO);
      assertThat(reserved(gateway)).isZero();
    }
  }

  @Test
  void overBudgetSaysWhichLimitAndWhenItResets() throws Exception {
    try (GatewayFixture gateway =
        gateway("limits:\n  - {by: {model: '*'}, per: day, usd: 0.001}\n")) {
      String tokens = ",\"max_tokens\":100";
      GatewayFixture.Answer answer = gateway.chat("large", "hello", tokens);
      for (int call = 0; call < 10 && answer.status() == 200; call++) {
        answer = gateway.chat("large", "hello", tokens);
      }
      assertThat(answer.status()).isEqualTo(429);
      JsonNode error = answer.json().path("error");
      assertThat(error.path("code").asText()).isEqualTo("budget_exceeded");
      assertThat(error.path("limit_source").asText()).isEqualTo("model=large-model per day (UTC)");
      assertThat(Instant.parse(error.path("resets_at").asText())).isAfter(Instant.now());
      assertThat(Integer.parseInt(answer.header("retry-after"))).isPositive();
      assertThat(stub.servedByPrompt()).doesNotContainKey("never");
      assertThat(answer.header("x-yardmaster-attempts")).isEqualTo("0");
      assertThat(gateway.logged("\"problem\":\"budget_exceeded\""))
          .contains("\"chosen\":\"large\"", "\"basis\":\"EXPLICIT\"");
    }
  }

  @Test
  void whatIsMoreThanAWholeLimitIsNotToldToComeBack() {
    try (GatewayFixture gateway =
        gateway("limits:\n  - {per: month, usd: 1}\n  - {per: hour, usd: 0.001}\n")) {
      GatewayFixture.Answer answer = gateway.chat("large", "hello", ",\"max_tokens\":1000");
      assertThat(answer.status()).isEqualTo(402);
      assertThat(answer.header("retry-after")).isEmpty();
      JsonNode error = answer.json().path("error");
      assertThat(error.path("code").asText()).isEqualTo("call_exceeds_limit");
      assertThat(error.has("resets_at")).isFalse();
      assertThat(error.path("message").asText())
          .contains("more than the whole limit: all calls per hour (UTC)", "Lower max_tokens");
    }
  }

  @Test
  void aDowngradeWaitsForTheLimitThatTheCheaperMeets() {
    String config =
        """
        limits:
          - {per: day, usd: 0.001}
        routing: {onExceeded: downgrade}
        """;
    try (GatewayFixture gateway = gateway(config)) {
      String small = ",\"max_tokens\":200";
      for (int call = 0; call < 20 && gateway.chat("small", "x", small).status() == 200; call++) {}
      // Large could never be asked under that limit, small could again tomorrow.
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", ",\"max_tokens\":400");
      assertThat(answer.status()).as(answer.body()).isEqualTo(429);
      assertThat(answer.header("retry-after")).isNotEmpty();
    }
  }

  @Test
  void aTotalLimitDoesNotReset() {
    try (GatewayFixture gateway = gateway("limits:\n  - {per: total, usd: 0.001}\n")) {
      GatewayFixture.Answer answer = gateway.chat("large", "hello", ",\"max_tokens\":1000");
      assertThat(answer.status()).isEqualTo(402);
      assertThat(answer.json().at("/error/resets_at").isMissingNode()).isTrue();
    }
  }

  @Test
  void aDowngradeGoesToWhoeverStillFits() {
    String config =
        """
        limits:
          - {by: {model: large-model}, per: day, usd: 0.0001}
        routing: {onExceeded: downgrade}
        """;
    try (GatewayFixture gateway = gateway(config)) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", "");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("small");
      assertThat(answer.header("x-yardmaster-reason"))
          .isEqualTo(
              "next in order; left out: large (it would exceed model=large-model per day"
                  + " (UTC))");
    }
  }

  @Test
  void anAbsentMaxTokensIsSet() {
    try (GatewayFixture gateway =
        gateway("limits:\n  - {per: day, usd: 0.001}\nrouting: {maxTokens: 10}\n")) {
      assertThat(gateway.chat("large", "hello", "").status()).isEqualTo(200);
    }
  }

  @Test
  void aLimitOfTheGatewaysYieldsToACandidatesOwn() {
    List<String> sent = new CopyOnWriteArrayList<>();
    try (GatewayFixture gateway =
        GatewayFixture.through(
            List.of(
                new GatewayFixture.Member(
                    "brief", stub.address(), "    capabilities: {outputTokens: 10}\n")),
            "limits:\n  - {per: day, usd: 0.002}\n",
            network ->
                (request, listener) -> {
                  sent.add(new String(request.body(), UTF_8));
                  return network.send(request, listener);
                })) {
      // 4,096 tokens would cost 0.016 USD.
      assertThat(gateway.chat("brief", "hello", "").status()).isEqualTo(200);
      assertThat(gateway.chat("auto", "hello", ",\"stream\":true").status()).isEqualTo(200);
      String response = "{\"model\":\"auto\",\"input\":\"hello\"}";
      assertThat(gateway.post("/v1/responses", response).status()).isEqualTo(200);
      assertThat(sent).hasSize(3).allMatch(body -> body.contains("\"max_tokens\":10"));
      GatewayFixture.Answer longer = gateway.chat("brief", "hello", ",\"max_tokens\":11");
      assertThat(longer.status()).isEqualTo(400);
      assertThat(longer.body()).contains("brief answers with 10 tokens at most");
    }
  }

  @Test
  void nobodyOvershootsOneCapAtOnce() throws Exception {
    try (GatewayFixture gateway = gateway("limits:\n  - {per: total, usd: 0.005}\n");
        ExecutorService threads = Executors.newFixedThreadPool(32)) {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int call = 0; call < 200; call++) {
        calls.add(
            threads.submit(() -> gateway.chat("large", "hello", ",\"max_tokens\":50").status()));
      }
      int served = 0;
      for (Future<Integer> call : calls) {
        int status = call.get();
        assertThat(status).isIn(200, 402);
        served += status == 200 ? 1 : 0;
      }
      assertThat(spent(gateway)).isEqualTo(served * ANSWER_NANO).isLessThanOrEqualTo(5_000_000);
      assertThat(reserved(gateway)).isZero();
      assertThat(served).isPositive().isLessThan(200);
    }
  }

  @Test
  void aFallbackAfterABilledAttemptIsCheckedAgain() {
    FaultyServer.Script lost = (socket, out) -> {};
    try (FaultyServer faulty = new FaultyServer(lost);
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("bad", faulty.address()),
                    new GatewayFixture.Member("good", stub.address())),
                "failover: {attempts: 1}\nlimits:\n  - {per: total, usd: 0.001}\n")) {
      // 200 tokens at 4 USD per million: after that loss, no more than 199 microdollars are left.
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", ",\"max_tokens\":100");
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("would exceed all calls in total");
      assertThat(spent(gateway)).isBetween(400_000L, 1_000_000L);
      assertThat(reserved(gateway)).isZero();
    }
  }

  @Test
  void aModelThatBilledMoreThanItsBoundIsBarredAndEverybodyIsTold() {
    FaultyServer.Script greedy =
        FaultyServer.response(
            "200 OK",
            "Content-Type: application/json\r\n",
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"x\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":5000}}");
    try (FaultyServer faulty = new FaultyServer(greedy);
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("greedy", faulty.address()),
                    new GatewayFixture.Member("good", stub.address())),
                "limits:\n  - {per: total, usd: 1}\n")) {
      assertThat(gateway.chat("greedy", "hello", ",\"max_tokens\":5").status()).isEqualTo(200);
      assertThat(gateway.messages)
          .singleElement()
          .asString()
          .contains(
              "Model (greedy-model) of provider (stub) is barred until", "more than its bound");
      GatewayFixture.Answer refused = gateway.chat("greedy", "hello", ",\"max_tokens\":5");
      assertThat(refused.status()).isEqualTo(429);
      JsonNode error = refused.json().path("error");
      assertThat(error.path("code").asText()).isEqualTo("model_barred");
      assertThat(error.path("message").asText())
          .contains("model (greedy-model) of provider (stub) is barred until")
          .contains(error.path("barred_until").asText());
      assertThat(refused.header("retry-after")).isNotEmpty();
      GatewayFixture.Answer other = gateway.chat("auto", "hello", ",\"max_tokens\":5");
      assertThat(other.status()).as("without any downgrade: " + other.body()).isEqualTo(200);
      assertThat(other.header("x-yardmaster-candidate")).isEqualTo("good");
      assertThat(other.header("x-yardmaster-reason"))
          .contains("left out: greedy", "is barred until");
    }
  }

  @Test
  void keysAreAskedForAndScoped() {
    try (GatewayFixture gateway = gateway("keys: {required: true}\n")) {
      IssuedKey key =
          gateway
              .ledger
              .keys()
              .create(
                  "test",
                  new KeyTerms(
                      Set.of("small"),
                      Set.of("chat"),
                      List.of(),
                      Optional.empty(),
                      Billing.PREPAID,
                      0),
                  Instant.now());
      String body = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
      String bearer = "Bearer " + key.token().reveal();
      assertThat(gateway.post("/v1/chat/completions", body).status()).isEqualTo(401);
      assertThat(
              gateway
                  .post("/v1/chat/completions", body, "authorization", "Bearer ymk_wrong")
                  .status())
          .isEqualTo(401);
      assertThat(gateway.post("/v1/chat/completions", body, "authorization", bearer).status())
          .isEqualTo(402);
      gateway.ledger.keys().topUp(key.key().id(), 1_000_000_000, Instant.now());
      GatewayFixture.Answer served =
          gateway.post("/v1/chat/completions", body, "authorization", bearer);
      assertThat(served.status()).as(served.body()).isEqualTo(200);
      assertThat(served.header("x-yardmaster-candidate")).isEqualTo("small");
      assertThat(gateway.get("/v1/models").status()).isEqualTo(401);
      gateway.ledger.keys().revoke(key.key().id(), Instant.now());
      assertThat(gateway.post("/v1/chat/completions", body, "authorization", bearer).status())
          .isEqualTo(401);
    }
  }

  @Test
  void everyKeyMayListTheModelsAndWhoMayChatMayAskForADecision() {
    try (GatewayFixture gateway = gateway("keys: {required: true}\n")) {
      String chats = scoped(gateway, "messages");
      String embeds = scoped(gateway, "embeddings");
      assertThat(models(gateway, chats)).isEqualTo(200);
      assertThat(models(gateway, embeds)).isEqualTo(200);
      String decided = "{\"prompt\":\"hello\"}";
      assertThat(gateway.post("/v1/route", decided, "authorization", "Bearer " + chats).status())
          .isEqualTo(200);
      assertThat(gateway.post("/v1/route", decided, "authorization", "Bearer " + embeds).status())
          .isEqualTo(403);
      assertThat(
              gateway
                  .post("/v1/chat/completions", "{}", "authorization", "Bearer " + chats)
                  .status())
          .isEqualTo(403);
    }
  }

  private static String scoped(GatewayFixture gateway, String route) {
    KeyTerms terms =
        new KeyTerms(Set.of(), Set.of(route), List.of(), Optional.empty(), Billing.METERED, 0);
    return gateway.ledger.keys().create(route, terms, Instant.now()).token().reveal();
  }

  private static IssuedKey issued(GatewayFixture gateway) {
    return gateway.ledger.keys().create("test", KeyTerms.OPEN, Instant.now());
  }

  private static int models(GatewayFixture gateway, String token) {
    return gateway.get("/v1/models", "authorization", "Bearer " + token).status();
  }

  @Test
  void somebodyWhoGuessesKeysHasToWaitAndWhoIsKnownThereHasNot() {
    try (GatewayFixture gateway = gateway("keys: {required: true}\n")) {
      String known = issued(gateway).token().reveal();
      String late = issued(gateway).token().reveal();
      assertThat(models(gateway, known)).isEqualTo(200);
      for (int guess = 0; guess < 20; guess++) {
        assertThat(models(gateway, "ymk_" + guess)).isEqualTo(401);
      }
      assertThat(models(gateway, "ymk_20")).isEqualTo(429);
      assertThat(models(gateway, late)).isEqualTo(429);
      assertThat(models(gateway, known)).isEqualTo(200);
      assertThat(gateway.get("/v1/models").status()).isEqualTo(401);
    }
  }

  @Test
  void whoHasNoKeyOrOneThatEndedGuessesNone() {
    try (GatewayFixture gateway = gateway("keys: {required: true}\n")) {
      IssuedKey ended = issued(gateway);
      gateway.ledger.keys().revoke(ended.key().id(), Instant.now());
      for (int call = 0; call < 22; call++) {
        assertThat(gateway.get("/v1/models").status()).isEqualTo(401);
        assertThat(models(gateway, ended.token().reveal())).isEqualTo(401);
      }
      assertThat(models(gateway, issued(gateway).token().reveal())).isEqualTo(200);
    }
  }
}
