package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.provider.stub.FaultyServer;
import org.yardmaster.provider.stub.StubProvider;

/** OpenAI's Responses at the front, any provider behind it. */
@Timeout(60)
final class ResponsesApiTest {
  private static final String TOOLS =
      ",\"tools\":[{\"type\":\"function\",\"name\":\"look_up\",\"parameters\":{\"type\":\"object\"},\"strict\":true}]";
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
            "");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stub.close();
  }

  private static GatewayFixture.Answer respond(String model, String input, String more) {
    return gateway.post(
        "/v1/responses", "{\"model\":\"%s\",\"input\":%s%s}".formatted(model, input, more));
  }

  private static JsonNode event(GatewayFixture.Answer answer, String type) {
    return answer.events().stream()
        .map(ResponsesApiTest::json)
        .filter(event -> event.path("type").asText().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + answer.body()));
  }

  private static JsonNode json(String text) {
    try {
      return GatewayFixture.JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException fault) {
      throw new AssertionError(text, fault);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt", "claude", "auto"})
  void answersAreResponses(String model) {
    GatewayFixture.Answer answer =
        respond(model, "\"hello\"", ",\"instructions\":\"Be short.\",\"metadata\":{\"a\":\"b\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.path("object").asText()).isEqualTo("response");
    assertThat(json.path("status").asText()).isEqualTo("completed");
    assertThat(json.at("/output/0/content/0/text").asText()).isEqualTo("You said: hello");
    assertThat(json.at("/usage/input_tokens").asInt()).isPositive();
    assertThat(json.at("/usage/cost").asDouble()).isPositive();
    assertThat(json.path("instructions").asText()).isEqualTo("Be short.");
    assertThat(json.at("/metadata/a").asText()).isEqualTo("b");
    assertThat(answer.header("x-yardmaster-candidate")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt", "claude"})
  void streamsAreNumberedEventsThatAddUp(String model) {
    GatewayFixture.Answer answer = respond(model, "\"hello\"", ",\"stream\":true");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (String line : answer.events()) {
      JsonNode event = json(line);
      assertThat(event.path("sequence_number").asInt()).isEqualTo(number++);
      if (event.path("type").asText().equals("response.output_text.delta")) {
        text.append(event.path("delta").asText());
      }
    }
    assertThat(text).hasToString("You said: hello");
    assertThat(answer.body())
        .startsWith("event: response.created\n")
        .contains("event: response.output_item.added\n", "event: response.content_part.done\n");
    JsonNode whole = event(answer, "response.completed").path("response");
    assertThat(whole.at("/output/0/content/0/text").asText()).isEqualTo("You said: hello");
    assertThat(whole.at("/usage/output_tokens").asInt()).isPositive();
    assertThat(whole.at("/usage/yardmaster/candidate").asText()).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource({"gpt, false", "gpt, true", "claude, false", "claude, true"})
  void toolsAreCalled(String model, boolean stream) {
    GatewayFixture.Answer answer =
        respond(model, "\"call\"", ",\"stream\":%s".formatted(stream) + TOOLS);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode response =
        stream ? event(answer, "response.completed").path("response") : answer.json();
    JsonNode call =
        response
            .path("output")
            .valueStream()
            .filter(item -> item.path("type").asText().equals("function_call"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(answer.body()));
    assertThat(call.path("name").asText()).isEqualTo("look_up");
    assertThat(json(call.path("arguments").asText()).path("x").asInt()).isEqualTo(1);
    assertThat(call.path("call_id").asText()).isNotEmpty();
  }

  @Test
  void resultsOfToolsComeBack() {
    GatewayFixture.Answer answer =
        respond(
            "gpt",
            """
            [{"role":"user","content":[{"type":"input_text","text":"call"}]},
             {"type":"reasoning","id":"rs_1","summary":[]},
             {"type":"function_call","call_id":"c1","name":"look_up","arguments":"{}"},
             {"type":"function_call_output","call_id":"c1","output":"done"}]\
            """,
            TOOLS);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/output/0/content/0/text").asText()).isEqualTo("You said: done");
  }

  @Test
  void jsonIsAskedForBySchema() {
    GatewayFixture.Answer answer =
        respond(
            "gpt",
            "\"hello\"",
            ",\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"x\",\"schema\":{\"type\":\"object\"}}}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/text/format/name").asText()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void laterRequestsMayReferToResponsesAndTheirItems(boolean stream) {
    GatewayFixture.Answer first = respond("gpt", "\"first\"", ",\"stream\":%s".formatted(stream));
    JsonNode response = stream ? event(first, "response.completed").path("response") : first.json();
    String id = response.path("id").asText();
    GatewayFixture.Answer second =
        respond("gpt", "\"second\"", ",\"previous_response_id\":\"%s\"".formatted(id));
    assertThat(second.status()).as(second.body()).isEqualTo(200);
    assertThat(second.json().path("previous_response_id").asText()).isEqualTo(id);
    GatewayFixture.Answer third =
        respond(
            "gpt",
            "[{\"type\":\"item_reference\",\"id\":\"%s\"},{\"role\":\"user\",\"content\":\"third\"}]"
                .formatted(response.at("/output/0/id").asText()),
            ",\"store\":false");
    assertThat(third.json().at("/output/0/content/0/text").asText()).isEqualTo("You said: third");
    GatewayFixture.Answer fourth =
        respond(
            "gpt",
            "\"fourth\"",
            ",\"previous_response_id\":\"%s\"".formatted(third.json().path("id").asText()));
    assertThat(fourth.status()).isEqualTo(400);
    assertThat(fourth.json().at("/error/message").asText()).contains("Nothing is remembered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\"|,\"background\":true|field background",
        "\"x\"|,\"conversation\":\"c\"|field conversation",
        "\"x\"|,\"something_new\":1|field something_new",
        "\"x\"|,\"tools\":[{\"type\":\"web_search\"}]|own tool web_search",
        "\"x\"|,\"truncation\":\"auto\"|field truncation",
        "[{\"type\":\"image_generation_call\"}]||items of type image_generation_call",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_url\":\"http://a.b/\"}]}]||files"
            + " by address",
        "[]||field input",
      })
  void whatCannotBeServedIsRefusedByName(String input, String more, String named) {
    GatewayFixture.Answer answer = respond("gpt", input, more == null ? "" : more);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asText()).contains(named);
  }

  @Test
  void anAnswerThatIsCutOffIsIncomplete() {
    String half =
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"half\"},\"finish_reason\":\"length\"}]}";
    try (FaultyServer brief =
            new FaultyServer(
                FaultyServer.response("200 OK", "Content-Type: application/json\r\n", half));
        GatewayFixture cut =
            new GatewayFixture(List.of(new GatewayFixture.Member("gpt", brief.address())), "")) {
      JsonNode json = cut.post("/v1/responses", "{\"model\":\"gpt\",\"input\":\"x\"}").json();
      assertThat(json.path("status").asText()).isEqualTo("incomplete");
      assertThat(json.at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
      assertThat(json.at("/usage/input_tokens").asInt()).isPositive();
    }
  }

  @Test
  void aStreamThatBreaksSaysSo() {
    FaultyServer.Script half =
        (socket, out) -> {
          FaultyServer.head(out, "200 OK", "Content-Type: text/event-stream\r\n");
          out.write(
              "data: {\"choices\":[{\"delta\":{\"content\":\"half \"}}]}\n\n"
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8));
          out.flush();
        };
    try (FaultyServer faulty = new FaultyServer(half);
        GatewayFixture broken =
            new GatewayFixture(List.of(new GatewayFixture.Member("gpt", faulty.address())), "")) {
      GatewayFixture.Answer answer =
          broken.post("/v1/responses", "{\"model\":\"gpt\",\"input\":\"x\",\"stream\":true}");
      assertThat(event(answer, "error").path("message").asText()).contains("after its answer");
      assertThat(event(answer, "response.failed").at("/response/status").asText())
          .isEqualTo("failed");
      assertThat(answer.body()).doesNotContain("response.completed");
    }
  }

  @Test
  void nobodyElseFindsAResponse() {
    try (GatewayFixture keyed =
        new GatewayFixture(
            List.of(new GatewayFixture.Member("gpt", stub.address())),
            "keys: {required: true}\n")) {
      String body = "{\"model\":\"gpt\",\"input\":\"secret\"}";
      String mine = key(keyed);
      String id =
          keyed.post("/v1/responses", body, "authorization", mine).json().path("id").asText();
      String later =
          "{\"model\":\"gpt\",\"input\":\"and?\",\"previous_response_id\":\"%s\"}".formatted(id);
      assertThat(keyed.post("/v1/responses", later, "authorization", mine).status()).isEqualTo(200);
      assertThat(keyed.post("/v1/responses", later, "authorization", key(keyed)).status())
          .isEqualTo(400);
    }
  }

  private static String key(GatewayFixture keyed) {
    return "Bearer "
        + keyed.ledger.keys().create("k", KeyTerms.OPEN, Instant.now()).token().reveal();
  }

  @Test
  void onlySoMuchIsRemembered() {
    try (GatewayFixture small =
        new GatewayFixture(
            List.of(new GatewayFixture.Member("gpt", stub.address())),
            "responses: {keepMegabytes: 0.002}\n")) {
      String body = "{\"model\":\"gpt\",\"input\":\"%s\"}".formatted("long ".repeat(100));
      String first = small.post("/v1/responses", body).json().path("id").asText();
      String last = "";
      for (int more = 0; more < 5; more++) {
        last = small.post("/v1/responses", body).json().path("id").asText();
      }
      String later = "{\"model\":\"gpt\",\"input\":\"x\",\"previous_response_id\":\"%s\"}";
      assertThat(small.post("/v1/responses", later.formatted(last)).status()).isEqualTo(200);
      assertThat(small.post("/v1/responses", later.formatted(first)).status()).isEqualTo(400);
    }
  }
}
