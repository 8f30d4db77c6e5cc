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

/** Anthropic's API at the front, any provider behind it; and the decision endpoints. */
@Timeout(60)
final class MessagesApiTest {
  private static StubProvider stub;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    gateway =
        new GatewayFixture(
            List.of(
                new GatewayFixture.Member("gpt", stub.address()),
                GatewayFixture.Member.claude(stub, "")),
            "routing: {tiers: {SIMPLE: claude, COMPLEX: gpt}}\n");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stub.close();
  }

  private static GatewayFixture.Answer messages(String model, String text, String more) {
    return gateway.post(
        "/v1/messages",
        "{\"model\":\"%s\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
            .formatted(model, text, more));
  }

  @ParameterizedTest
  @CsvSource({"gpt", "claude"})
  void answersAreMessages(String model) {
    GatewayFixture.Answer answer = messages(model, "hello", "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.at("/content/0/text").asText()).isEqualTo("You said: hello");
    assertThat(json.path("type").asText()).isEqualTo("message");
    assertThat(json.path("stop_reason").asText()).isEqualTo("end_turn");
    assertThat(json.at("/usage/input_tokens").asInt()).isPositive();
    assertThat(json.at("/usage/cost").asDouble()).isPositive();
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource({"gpt", "claude"})
  void streamsAreEventsOfMessages(String model) {
    GatewayFixture.Answer answer = messages(model, "hello", ",\"stream\":true");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    StringBuilder text = new StringBuilder();
    for (String event : answer.events()) {
      try {
        text.append(GatewayFixture.JSON.readTree(event).at("/delta/text").asText(""));
      } catch (com.fasterxml.jackson.core.JsonProcessingException fault) {
        throw new AssertionError(event, fault);
      }
    }
    assertThat(text).hasToString("You said: hello");
    assertThat(answer.body())
        .startsWith("event: message_start\n")
        .contains("event: content_block_start\n", "event: message_delta\n")
        .contains("event: message_stop\n")
        .doesNotContain("[DONE]");
  }

  @ParameterizedTest
  @CsvSource({"gpt, false", "gpt, true", "claude, false", "claude, true"})
  void toolsAreCalled(String model, boolean stream) {
    GatewayFixture.Answer answer =
        messages(
            model,
            "call",
            ",\"stream\":%s,\"tools\":[{\"name\":\"look_up\",\"input_schema\":{\"type\":\"object\"}}]"
                .formatted(stream));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("look_up", "tool_use");
  }

  @Test
  void errorsAreAnthropics() {
    GatewayFixture.Answer answer = messages("nobody", "hello", "");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("type").asText()).isEqualTo("error");
    assertThat(answer.json().at("/error/type").asText()).isEqualTo("not_found_error");
  }

  @Test
  void routeRanksWithoutAsking() {
    long before = stub.served();
    JsonNode json = gateway.post("/v1/route", "{\"prompt\":\"hello\"}").json();
    assertThat(json.path("model").asText()).isEqualTo("gpt");
    assertThat(json.at("/ranked/1/model").asText()).isEqualTo("claude");
    assertThat(json.at("/ranked/0/probability").asDouble()).isBetween(0.89, 0.91);
    assertThat(stub.served()).isEqualTo(before);
  }

  @Test
  void systemOneChoosesATier() {
    JsonNode json =
        gateway
            .post(
                "/v1/systemone",
                "{\"state\":\"hello\",\"model\":\"router-1\",\"questions\":{\"tier\":{\"type\":\"choice\",\"criteria\":{\"SIMPLE\":\"a\",\"COMPLEX\":\"b\"}}}}")
            .json();
    assertThat(json.at("/answers/tier/choice").asText()).isEqualTo("COMPLEX");
    double sum =
        json.at("/answers/tier/probabilities").valueStream().mapToDouble(JsonNode::asDouble).sum();
    assertThat(sum).isBetween(0.999, 1.001);
  }

  @Test
  void decisionsChooseACandidate() {
    JsonNode json =
        gateway
            .post(
                "/v1/decisions",
                "{\"model\":\"r\",\"input\":\"hello\",\"questions\":[{\"type\":\"choice\",\"name\":\"m\",\"choices\":[{\"value\":\"gpt\"},{\"value\":\"claude\"}]}]}")
            .json();
    assertThat(json.at("/answers/0/choice").asText()).isEqualTo("gpt");
    assertThat(json.at("/answers/0/probabilities")).hasSize(2);
  }

  @Test
  void portkeysWebhookReplacesTheModel() {
    JsonNode json =
        gateway
            .post(
                "/v1/portkey",
                "{\"eventType\":\"beforeRequestHook\",\"request\":{\"json\":{\"model\":\"auto\",\"seed\":7,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}}}")
            .json();
    assertThat(json.path("verdict").asBoolean()).isTrue();
    assertThat(json.at("/transformedData/request/json/model").asText()).isEqualTo("gpt");
    assertThat(json.at("/transformedData/request/json/seed").asInt()).isEqualTo(7);
  }
}
