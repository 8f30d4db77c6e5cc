package org.yardmaster.provider.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;

/** Messages from the server's side. */
final class AnthropicDialect implements StubProvider.Dialect {
  @Override
  public String fault(HttpExchange exchange, JsonNode body) {
    String plain = exchange.getRequestHeaders().getFirst("x-api-key");
    String bearer = exchange.getRequestHeaders().getFirst("authorization");
    String key = String.valueOf(plain == null ? bearer : plain); // its own client sends the latter
    if (key.equals("null") || key.contains("wrong")) {
      return "key is wrong: " + key;
    }
    if (exchange.getRequestHeaders().getFirst("anthropic-version") == null) {
      return "anthropic-version: header is required";
    }
    if (body.path("max_tokens").asInt() < 1) {
      return "max_tokens: Field required";
    }
    boolean roles =
        body.path("messages")
            .valueStream()
            .allMatch(message -> message.path("role").asText().matches("user|assistant"));
    boolean schemas =
        body.path("tools")
            .valueStream()
            .allMatch(tool -> tool.path("input_schema").path("type").asText().equals("object"));
    return roles && schemas ? "" : "messages or tools are malformed";
  }

  @Override
  public StubProvider.Asked read(String path, JsonNode body) {
    List<String> tools = new ArrayList<>();
    body.path("tools").forEach(tool -> tools.add(tool.path("name").asText()));
    JsonNode messages = body.path("messages");
    JsonNode content = messages.path(messages.size() - 1).path("content");
    return new StubProvider.Asked(
        body.path("model").asText(),
        content.isTextual() ? content.asText() : content.path(0).path("text").asText(),
        tools,
        body.path("stream").asBoolean());
  }

  @Override
  public ObjectNode error(int status, String message) {
    ObjectNode root = StubProvider.JSON.createObjectNode().put("type", "error");
    root.putObject("error")
        .put("type", status == 401 ? "authentication_error" : "invalid_request_error")
        .put("message", message);
    return root.put("request_id", "req_stub");
  }

  private static ObjectNode frame(StubProvider.Asked asked) {
    return StubProvider.JSON
        .createObjectNode()
        .put("id", "msg_stub")
        .put("type", "message")
        .put("role", "assistant")
        .put("model", asked.model());
  }

  private static String reason(StubProvider.Told told) {
    if (told.refused()) {
      return "refusal";
    }
    return told.tool().isEmpty() ? "end_turn" : "tool_use";
  }

  @Override
  public ObjectNode answer(StubProvider.Asked asked, StubProvider.Told told) {
    ObjectNode root = frame(asked);
    ArrayNode content = root.putArray("content");
    if (told.tool().isEmpty()) {
      content.addObject().put("type", "text").put("text", told.text());
    } else {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", "toolu_1")
          .put("name", told.tool())
          .putObject("input")
          .put("x", 1);
    }
    root.put("stop_reason", reason(told)).putNull("stop_sequence");
    root.putObject("usage")
        .put("input_tokens", 12)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 8)
        .put("output_tokens", 12);
    return root;
  }

  @Override
  public List<String> stream(StubProvider.Asked asked, StubProvider.Told told) {
    List<String> parts = new ArrayList<>();
    ObjectNode message = frame(asked);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message
        .putObject("usage")
        .put("input_tokens", 12)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 8)
        .put("output_tokens", 1);
    ObjectNode start = StubProvider.JSON.createObjectNode().put("type", "message_start");
    start.set("message", message);
    parts.add(event(start));
    parts.add(event(StubProvider.JSON.createObjectNode().put("type", "ping")));
    parts.addAll(told.tool().isEmpty() ? textBlock(told.text()) : toolBlock(told.tool()));
    ObjectNode stop = StubProvider.JSON.createObjectNode();
    parts.add(event(stop.put("type", "content_block_stop").put("index", 0)));
    ObjectNode delta = StubProvider.JSON.createObjectNode().put("type", "message_delta");
    delta.putObject("delta").put("stop_reason", reason(told)).putNull("stop_sequence");
    delta.putObject("usage").put("output_tokens", 12);
    parts.add(event(delta));
    parts.add(event(StubProvider.JSON.createObjectNode().put("type", "message_stop")));
    return parts;
  }

  private static List<String> textBlock(String text) {
    ObjectNode start = block("content_block_start");
    start.putObject("content_block").put("type", "text").put("text", "");
    List<String> parts = new ArrayList<>(List.of(event(start)));
    int half = text.length() / 2;
    for (String part : List.of(text.substring(0, half), text.substring(half))) {
      ObjectNode delta = block("content_block_delta");
      delta.putObject("delta").put("type", "text_delta").put("text", part);
      parts.add(event(delta));
    }
    return parts;
  }

  private static List<String> toolBlock(String tool) {
    ObjectNode start = block("content_block_start");
    start
        .putObject("content_block")
        .put("type", "tool_use")
        .put("id", "toolu_1")
        .put("name", tool)
        .putObject("input");
    List<String> parts = new ArrayList<>(List.of(event(start)));
    for (String part : List.of("", "{\"x\"", ":1}")) {
      ObjectNode delta = block("content_block_delta");
      delta.putObject("delta").put("type", "input_json_delta").put("partial_json", part);
      parts.add(event(delta));
    }
    return parts;
  }

  private static ObjectNode block(String type) {
    return StubProvider.JSON.createObjectNode().put("type", type).put("index", 0);
  }

  private static String event(ObjectNode data) {
    return "event: %s\ndata: %s\n\n".formatted(data.path("type").asText(), data);
  }
}
