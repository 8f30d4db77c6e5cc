package org.yardmaster.provider.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;

/** Chat completions from the server's side. */
final class OpenAiDialect implements StubProvider.Dialect {
  @Override
  public String fault(HttpExchange exchange, JsonNode body) {
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("authorization"));
    if (!key.matches("Bearer \\S+") || key.contains("wrong")) {
      return "key is wrong: " + key;
    }
    if (!body.path("model").isTextual() || body.path("messages").isEmpty()) {
      return "model and messages are needed";
    }
    boolean names =
        body.path("tools")
            .valueStream()
            .allMatch(
                tool ->
                    tool.path("type").asText().equals("function")
                        && tool.path("function").path("name").asText().matches("[\\w-]{1,64}"));
    return names ? "" : "tools are malformed";
  }

  @Override
  public StubProvider.Asked read(String path, JsonNode body) {
    List<String> tools = new ArrayList<>();
    body.path("tools").forEach(tool -> tools.add(tool.path("function").path("name").asText()));
    JsonNode messages = body.path("messages");
    return new StubProvider.Asked(
        body.path("model").asText(),
        messages.path(messages.size() - 1).path("content").asText(),
        tools,
        body.path("stream").asBoolean());
  }

  @Override
  public ObjectNode error(int status, String message) {
    ObjectNode root = StubProvider.JSON.createObjectNode();
    root.putObject("error")
        .put("message", message)
        .put("type", "invalid_request_error")
        .putNull("param")
        .put("code", status == 401 ? "invalid_api_key" : "bad_request");
    return root;
  }

  private static ObjectNode frame(StubProvider.Asked asked, String object) {
    return StubProvider.JSON
        .createObjectNode()
        .put("id", "chatcmpl-stub")
        .put("object", object)
        .put("created", 1_780_000_000)
        .put("model", asked.model());
  }

  private static void putUsage(ObjectNode root) {
    ObjectNode usage = root.putObject("usage");
    usage.put("prompt_tokens", 20).put("completion_tokens", 12).put("total_tokens", 32);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 8);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", 5);
  }

  private static String reason(StubProvider.Told told) {
    return told.tool().isEmpty() ? "stop" : "tool_calls";
  }

  @Override
  public ObjectNode answer(StubProvider.Asked asked, StubProvider.Told told) {
    ObjectNode root = frame(asked, "chat.completion");
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", told.refused() || !told.tool().isEmpty() ? null : told.text());
    message.put("refusal", told.refused() ? "I cannot help with that." : null);
    if (!told.tool().isEmpty()) {
      ObjectNode call = message.putArray("tool_calls").addObject();
      call.put("id", "call_1").put("type", "function");
      call.putObject("function").put("name", told.tool()).put("arguments", "{\"x\":1}");
    }
    choice.putNull("logprobs").put("finish_reason", reason(told));
    putUsage(root);
    return root;
  }

  @Override
  public List<String> stream(StubProvider.Asked asked, StubProvider.Told told) {
    List<String> parts = new ArrayList<>();
    parts.add(": a comment, as some routers send\n\n");
    parts.add(chunk(asked, "role", "assistant", null));
    if (!told.tool().isEmpty()) {
      parts.add(callChunk(asked, told.tool(), "{\"x\""));
      parts.add(callChunk(asked, "", ":1}"));
    } else if (told.refused()) {
      parts.add(chunk(asked, "refusal", "I cannot help with that.", null));
    } else {
      int half = told.text().length() / 2;
      parts.add(chunk(asked, "content", told.text().substring(0, half), null));
      parts.add(chunk(asked, "content", told.text().substring(half), null));
    }
    parts.add(chunk(asked, "", "", reason(told)));
    ObjectNode last = frame(asked, "chat.completion.chunk");
    last.putArray("choices");
    putUsage(last);
    parts.add("data: %s\n\n".formatted(last));
    parts.add("data: [DONE]\n\n");
    return parts;
  }

  private static String chunk(
      StubProvider.Asked asked,
      String field,
      String text,
      @org.jspecify.annotations.Nullable String reason) {
    ObjectNode root = frame(asked, "chat.completion.chunk");
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    ObjectNode delta = choice.putObject("delta");
    if (!field.isEmpty()) {
      delta.put(field, text);
    }
    choice.put("finish_reason", reason);
    return "data: %s\n\n".formatted(root);
  }

  private static String callChunk(StubProvider.Asked asked, String name, String arguments) {
    ObjectNode root = frame(asked, "chat.completion.chunk");
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    ObjectNode call = choice.putObject("delta").putArray("tool_calls").addObject().put("index", 0);
    if (!name.isEmpty()) {
      call.put("id", "call_1").put("type", "function");
    }
    ObjectNode function = call.putObject("function").put("arguments", arguments);
    if (!name.isEmpty()) {
      function.put("name", name);
    }
    choice.putNull("finish_reason");
    return "data: %s\n\n".formatted(root);
  }
}
