package org.yardmaster.provider.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;

/** generateContent and streamGenerateContent from the server's side. */
final class GeminiDialect implements StubProvider.Dialect {
  @Override
  public String fault(HttpExchange exchange, JsonNode body) {
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("x-goog-api-key"));
    if (key.equals("null") || key.contains("wrong")) {
      return "key is wrong: " + key;
    }
    boolean parts =
        !body.path("contents").isEmpty()
            && body.path("contents")
                .valueStream()
                .allMatch(content -> content.path("parts").isArray());
    return parts ? "" : "contents with parts are needed";
  }

  @Override
  public StubProvider.Asked read(String path, JsonNode body) {
    List<String> tools = new ArrayList<>();
    body.path("tools")
        .path(0)
        .path("functionDeclarations")
        .forEach(tool -> tools.add(tool.path("name").asText()));
    JsonNode contents = body.path("contents");
    String model = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf(':'));
    return new StubProvider.Asked(
        model,
        contents.path(contents.size() - 1).path("parts").path(0).path("text").asText(),
        tools,
        path.endsWith(":streamGenerateContent"));
  }

  @Override
  public ObjectNode error(int status, String message) {
    ObjectNode root = StubProvider.JSON.createObjectNode();
    ObjectNode error = root.putObject("error");
    error.put("code", 400).put("message", message).put("status", "INVALID_ARGUMENT");
    if (status == 401) {
      error.putArray("details").addObject().put("reason", "API_KEY_INVALID");
    }
    return root;
  }

  @Override
  public ObjectNode answer(StubProvider.Asked asked, StubProvider.Told told) {
    ObjectNode root = part(asked, told, told.text(), true);
    putUsage(root);
    return root;
  }

  @Override
  public List<String> stream(StubProvider.Asked asked, StubProvider.Told told) {
    int half = told.text().length() / 2;
    ObjectNode last = part(asked, told, told.text().substring(half), true);
    putUsage(last);
    List<String> parts = new ArrayList<>();
    if (told.tool().isEmpty() && !told.refused()) {
      parts.add(event(part(asked, told, told.text().substring(0, half), false)));
    }
    parts.add(event(last));
    return parts;
  }

  private static ObjectNode part(
      StubProvider.Asked asked, StubProvider.Told told, String text, boolean last) {
    ObjectNode root = StubProvider.JSON.createObjectNode();
    ObjectNode candidate = root.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content").put("role", "model");
    ArrayNode parts = content.putArray("parts");
    if (!told.tool().isEmpty()) {
      ObjectNode call = parts.addObject().putObject("functionCall").put("name", told.tool());
      call.putObject("args").put("x", 1);
    } else if (!told.refused()) {
      parts.addObject().put("text", text);
    }
    if (last) {
      candidate.put("finishReason", told.refused() ? "SAFETY" : "STOP");
    }
    candidate.put("index", 0);
    return root.put("modelVersion", asked.model()).put("responseId", "stub");
  }

  private static void putUsage(ObjectNode root) {
    root.putObject("usageMetadata")
        .put("promptTokenCount", 20)
        .put("cachedContentTokenCount", 8)
        .put("candidatesTokenCount", 7)
        .put("thoughtsTokenCount", 5)
        .put("totalTokenCount", 32);
  }

  private static String event(ObjectNode data) {
    return "data: %s\r\n\r\n".formatted(data);
  }
}
