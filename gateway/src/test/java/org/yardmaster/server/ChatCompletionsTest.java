package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.provider.stub.StubProvider;

@Timeout(60)
final class ChatCompletionsTest {
  private static StubProvider stub;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    gateway =
        new GatewayFixture(
            List.of(
                new GatewayFixture.Member("large", stub.address()),
                GatewayFixture.Member.claude(stub, "    capabilities: {json: false}\n"),
                new GatewayFixture.Member(
                    "small", stub.address(), "    capabilities: {contextTokens: 5000}\n")),
            "routing: {reference: large}\njournal: {folder: journal, texts: true}\n");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stub.close();
  }

  @Test
  void autoIsRoutedAndToldInHeadersAndUsage() {
    GatewayFixture.Answer answer = gateway.chat("auto", "hello", "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/choices/0/message/content").asText())
        .isEqualTo("You said: hello");
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("large");
    assertThat(answer.header("x-yardmaster-task")).isEqualTo("chat");
    assertThat(answer.header("x-yardmaster-reason")).contains("highest expected utility");
    assertThat(answer.header("x-yardmaster-attempts")).isEqualTo("1");
    assertThat(answer.header("x-yardmaster-policy")).hasSize(64);
    assertThat(answer.header("x-yardmaster-predicted-cost-usd")).startsWith("0.0004");
    // 12 input, 8 cached, 7 output, 5 reasoning tokens at 4 USD per million.
    assertThat(answer.header("x-yardmaster-cost-usd")).isEqualTo("0.000128000");
    JsonNode usage = answer.json().path("usage");
    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(20);
    assertThat(usage.path("cost").asDouble()).isEqualTo(0.000128);
    assertThat(usage.at("/yardmaster/reference_cost").asDouble()).isEqualTo(0.000128);
    assertThat(answer.json().path("model").asText()).isEqualTo("large-model");
  }

  @ParameterizedTest
  @CsvSource({
    "auto:best, '', large",
    "auto, ',\"cost_quality_tradeoff\":10', small",
    "auto, ',\"cost_quality_tradeoff\":0', large",
    "small, '', small",
    "auto, ',\"allowed_models\":[\"small\",\"claude\"]', claude",
    "auto, ',\"denied_models\":[\"large\"]', claude",
    "auto, ',\"max_price\":0.00015', small",
    "auto, ',\"models\":[\"small\",\"large\"]', small",
    "auto, ',\"denied_models\":[\"large\"],\"response_format\":{\"type\":\"json_object\"}', small",
    "auto, ',\"models\":[\"small\",\"large\"],\"max_tokens\":4999', large",
  })
  void preferencesAreHonoured(String model, String more, String served) {
    GatewayFixture.Answer answer = gateway.chat(model, "hello", more);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo(served);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cost-quality-tradeoff|10|small",
        "cost-quality-tradeoff|0|large",
        "max-price|0.00015|small",
        "max-latency-ms|5000|large",
        "allowed-models|claude, small|claude",
        "denied-models|large, claude|small",
        "models|small, large|small",
        "max-latency-ms|1|",
        "max-price|cheap|",
      })
  void preferencesMayStandInHeaders(String name, String value, String served) {
    String body = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    GatewayFixture.Answer answer =
        gateway.post("/v1/chat/completions", body, "x-yardmaster-" + name, value);
    assertThat(answer.status()).as(answer.body()).isEqualTo(served == null ? 400 : 200);
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo(served == null ? "" : served);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions|\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]",
        "/v1/messages|\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]",
        "/v1/responses|\"input\":\"x\"",
      })
  void aRankingAloneWillDo(String path, String body) {
    GatewayFixture.Answer answer =
        gateway.post(path, "{\"models\":[\"claude\",\"large\"],%s}".formatted(body));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("claude");
    assertThat(answer.header("x-yardmaster-reason")).isEqualTo("the caller's ranking");
  }

  @Test
  void theBodyGoesBeforeTheHeader() {
    String body =
        "{\"model\":\"auto\",\"cost_quality_tradeoff\":0,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    assertThat(
            gateway
                .post("/v1/chat/completions", body, "x-yardmaster-cost-quality-tradeoff", "10")
                .header("x-yardmaster-candidate"))
        .isEqualTo("large");
  }

  @ParameterizedTest
  @CsvSource({"large", "claude", "small"})
  void streamsAreWholeAndEndWithUsage(String model) {
    GatewayFixture.Answer answer =
        gateway.chat(
            model, "hello", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("text/event-stream");
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo(model);
    assertThat(answer.streamed()).isEqualTo("You said: hello");
    assertThat(answer.events()).last().isEqualTo("[DONE]");
    assertThat(answer.body()).contains("\"finish_reason\":\"stop\"");
    assertThat(answer.events().get(answer.events().size() - 2))
        .contains("\"usage\":", "\"cost\":", "\"candidate\":\"" + model + "\"");
  }

  @Test
  void streamsCarryNoUsageUnlessAsked() {
    assertThat(gateway.chat("large", "hello", ",\"stream\":true").body())
        .doesNotContain("\"usage\"");
  }

  @ParameterizedTest
  @CsvSource({"large, false", "large, true", "claude, false", "claude, true"})
  void toolsAreCalled(String model, boolean stream) {
    String tools =
        ",\"stream\":%s,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look_up\",\"parameters\":{\"type\":\"object\"}}}]"
            .formatted(stream);
    GatewayFixture.Answer answer = gateway.chat(model, "call", tools);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("look_up", "tool_calls");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"model\":\"none\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}', 404,"
        + " model_not_found",
    "'{\"model\":\"auto:luxury\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}', 404,"
        + " model_not_found",
    "'{\"model\":\"auto\",\"messages\":[]}', 400, bad_request",
    "'{\"model\":\"auto\"', 400, bad_request",
    "'{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}', 400, bad_request",
    "'{\"model\":\"auto\",\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}',"
        + " 400, bad_request",
    "'{\"model\":\"small\",\"max_tokens\":9000,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}',"
        + " 400, no_candidate",
    "'{\"models\":[],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}', 400, bad_request",
    "'{\"models\":[\"small\",\"none\"],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}', 404,"
        + " model_not_found",
    "'{\"model\":5,\"models\":[\"small\"],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}',"
        + " 400, bad_request",
    "'{\"model\":\"auto\",\"n\":0,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}', 400,"
        + " bad_request",
    "'{\"model\":\"auto\",\"n\":129,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}', 400,"
        + " bad_request",
    "'{\"model\":\"auto\",\"n\":\"2\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}', 400,"
        + " bad_request",
    "'{\"model\":\"auto\",\"session_id\":5,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}',"
        + " 400, bad_request",
    "'{\"model\":\"auto\",\"max_tokens\":0,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}',"
        + " 400, bad_request",
  })
  void errorsAreOpenAis(String body, int status, String code) {
    GatewayFixture.Answer answer = gateway.post("/v1/chat/completions", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
    assertThat(answer.json().at("/error/message").asText()).isNotBlank();
    assertThat(answer.header("x-request-id")).startsWith("ym-");
  }

  @Test
  void callsThatThePolicyRoutedAreJournalled() throws Exception {
    gateway.chat("auto", "remember this", ",\"stream\":true");
    gateway.chat("small", "forget this", "");
    String journal = "";
    try (java.util.stream.Stream<java.nio.file.Path> files =
        java.nio.file.Files.list(gateway.folder.resolve("journal"))) {
      for (java.nio.file.Path file : files.toList()) {
        journal += java.nio.file.Files.readString(file);
      }
    }
    assertThat(journal)
        .contains("remember this", "You said: remember this")
        .doesNotContain("forget this");
  }

  @Test
  void theListOfModelsHasPricesAndContext() {
    JsonNode list = gateway.get("/v1/models").json().path("data");
    assertThat(list.valueStream().map(model -> model.path("id").asText()))
        .containsExactly(
            "auto", "auto:balanced", "auto:best", "auto:cheap", "large", "claude", "small");
    assertThat(list.path(6).path("context_length").asInt()).isEqualTo(5000);
    assertThat(list.path(4).at("/pricing/prompt").asText()).isEqualTo("0.000004");
    JsonNode auto = list.path(1);
    assertThat(auto.path("cost_quality_tradeoff").asDouble()).isEqualTo(5);
    assertThat(auto.path("candidates")).hasSize(3);
    assertThat(auto.at("/pricing_from/prompt").asText()).isEqualTo("0.000001");
    assertThat(auto.at("/pricing_to/prompt").asText()).isEqualTo("0.000004");
    assertThat(auto.has("context_length")).as("not everybody states one").isFalse();
  }
}
