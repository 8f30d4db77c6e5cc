package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Writes Gemini's {@code generateContent} from a Chat Completions request. */
final class GeminiRequest {
  private final ObjectNode chat;
  private final ObjectNode body = ChatJson.object();
  private final ArrayNode contents = body.arrayNode();
  private final Map<String, String> callNames = new HashMap<>();

  GeminiRequest(ObjectNode chat) {
    this.chat = chat;
  }

  ObjectNode written() {
    Unsayable.check(chat);
    chat.path("messages").forEach(this::message);
    body.set("contents", contents);
    tools();
    generation();
    return body;
  }

  private ArrayNode turn(String role) {
    if (!contents.isEmpty()
        && ChatJson.text(contents.get(contents.size() - 1), "role").equals(role)) {
      return (ArrayNode) contents.get(contents.size() - 1).get("parts");
    }
    return contents.addObject().put("role", role).putArray("parts");
  }

  private void message(JsonNode message) {
    switch (ChatJson.text(message, "role")) {
      case "system", "developer" ->
          body.withObject("/systemInstruction")
              .withArray("parts")
              .addObject()
              .put("text", ChatJson.contentText(message.path("content")));
      case "assistant" -> assistant(message);
      case "tool", "function" -> {
        String name = callNames.getOrDefault(ChatJson.text(message, "tool_call_id"), "tool");
        ObjectNode told = turn("user").addObject().putObject("functionResponse");
        told.put("name", name)
            .putObject("response")
            .put("result", ChatJson.contentText(message.path("content")));
      }
      default -> user(message.path("content"));
    }
  }

  private void assistant(JsonNode message) {
    ArrayNode parts = turn("model");
    String text = ChatJson.contentText(message.path("content"));
    if (!text.isEmpty() || message.path("tool_calls").isEmpty()) {
      parts.addObject().put("text", text);
    }
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      String name = ChatJson.text(function, "name");
      callNames.put(ChatJson.text(call, "id"), name);
      parts
          .addObject()
          .putObject("functionCall")
          .put("name", name)
          .set("args", ChatJson.embedded(ChatJson.text(function, "arguments")));
    }
  }

  private void user(JsonNode content) {
    ArrayNode parts = turn("user");
    if (content.isTextual()) {
      parts.addObject().put("text", content.textValue());
      return;
    }
    for (JsonNode part : content) {
      switch (ChatJson.text(part, "type")) {
        case "text" -> parts.addObject().put("text", ChatJson.text(part, "text"));
        case "image_url" ->
            parts
                .addObject()
                .set("inlineData", inline(ChatJson.text(part.path("image_url"), "url")));
        default -> throw new Untranslatable("message parts of type " + ChatJson.text(part, "type"));
      }
    }
  }

  private static ObjectNode inline(String url) {
    int comma = url.indexOf(',');
    if (!url.startsWith("data:") || comma < 0 || !url.substring(0, comma).endsWith(";base64")) {
      throw new Untranslatable("images by address");
    }
    return ChatJson.object()
        .put("mimeType", url.substring(5, comma - ";base64".length()))
        .put("data", url.substring(comma + 1));
  }

  private void tools() {
    JsonNode tools = chat.path("tools");
    if (!tools.isArray() || tools.isEmpty()) {
      return;
    }
    ArrayNode list = body.putArray("tools").addObject().putArray("functionDeclarations");
    for (JsonNode tool : tools) {
      JsonNode function = tool.path("function");
      ObjectNode written = list.addObject().put("name", ChatJson.text(function, "name"));
      ChatJson.copy(function, "description", written, "description");
      ChatJson.copy(function, "parameters", written, "parametersJsonSchema");
    }
    JsonNode choice = chat.path("tool_choice");
    ObjectNode config = body.putObject("toolConfig").putObject("functionCallingConfig");
    switch (choice.asText()) {
      case "none" -> config.put("mode", "NONE");
      case "required" -> config.put("mode", "ANY");
      default -> config.put("mode", "AUTO");
    }
    if (choice.isObject()) {
      config
          .put("mode", "ANY")
          .putArray("allowedFunctionNames")
          .add(ChatJson.text(choice.path("function"), "name"));
    }
  }

  private void generation() {
    ObjectNode generation = body.putObject("generationConfig");
    ChatJson.copy(chat, "max_tokens", generation, "maxOutputTokens");
    ChatJson.copy(chat, "max_completion_tokens", generation, "maxOutputTokens");
    ChatJson.copy(chat, "temperature", generation, "temperature");
    ChatJson.copy(chat, "top_p", generation, "topP");
    ChatJson.copy(chat, "seed", generation, "seed");
    JsonNode stop = chat.path("stop");
    if (stop.isTextual()) {
      generation.putArray("stopSequences").add(stop.textValue());
    } else if (stop.isArray()) {
      generation.set("stopSequences", stop);
    }
    JsonNode format = chat.path("response_format");
    switch (ChatJson.text(format, "type")) {
      case "json_object" -> generation.put("responseMimeType", "application/json");
      case "json_schema" -> {
        generation.put("responseMimeType", "application/json");
        generation.set("responseJsonSchema", format.path("json_schema").path("schema"));
      }
      default -> {}
    }
    String effort = ChatJson.text(chat, "reasoning_effort");
    if (!effort.isEmpty()) {
      generation.putObject("thinkingConfig").put("thinkingLevel", effort);
    }
  }
}
