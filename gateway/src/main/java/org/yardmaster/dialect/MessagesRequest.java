package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads a client's request in Anthropic's Messages into a Chat Completions request. */
public final class MessagesRequest {
  private final ObjectNode given;
  private final ObjectNode chat = ChatJson.object();
  private final ArrayNode messages = chat.putArray("messages");

  private MessagesRequest(ObjectNode given) {
    this.given = given;
  }

  /**
   * The request as a Chat Completions request. Hidden thoughts of earlier turns are left out: only
   * the model that had them can read them.
   *
   * @throws IllegalArgumentException when a required field is missing
   * @throws Untranslatable when Chat Completions cannot say it
   */
  public static ObjectNode chat(ObjectNode messages) {
    return new MessagesRequest(messages).read();
  }

  private ObjectNode read() {
    if (!given.path("max_tokens").isIntegralNumber()) {
      throw new IllegalArgumentException("The field max_tokens is required by this API.");
    }
    if (given.has("top_k")) {
      throw new Untranslatable("field top_k");
    }
    ChatJson.copy(given, "model", chat, "model");
    String system = ChatJson.contentText(given.path("system"));
    if (!system.isEmpty()) {
      messages.addObject().put("role", "system").put("content", system);
    }
    given.path("messages").forEach(this::message);
    ChatJson.copy(given, "max_tokens", chat, "max_tokens");
    ChatJson.copy(given, "temperature", chat, "temperature");
    ChatJson.copy(given, "top_p", chat, "top_p");
    ChatJson.copy(given, "stream", chat, "stream");
    ChatJson.copy(given, "stop_sequences", chat, "stop");
    ChatJson.copy(given.path("output_config"), "effort", chat, "reasoning_effort");
    format();
    tools();
    return chat;
  }

  private void message(JsonNode message) {
    JsonNode content = message.path("content");
    if (ChatJson.text(message, "role").equals("assistant")) {
      assistant(content);
    } else if (content.isTextual()) {
      messages.addObject().put("role", "user").set("content", content);
    } else {
      user(content);
    }
  }

  private void assistant(JsonNode content) {
    ObjectNode message = messages.addObject().put("role", "assistant");
    message.put("content", ChatJson.contentText(content));
    for (JsonNode block : content) {
      if (ChatJson.text(block, "type").equals("tool_use")) {
        ObjectNode call = message.withArray("tool_calls").addObject();
        call.put("id", ChatJson.text(block, "id")).put("type", "function");
        call.putObject("function")
            .put("name", ChatJson.text(block, "name"))
            .put("arguments", block.path("input").toString());
      }
    }
  }

  private void user(JsonNode content) {
    ArrayNode parts = chat.arrayNode();
    for (JsonNode block : content) {
      switch (ChatJson.text(block, "type")) {
        case "text" ->
            parts.addObject().put("type", "text").put("text", ChatJson.text(block, "text"));
        case "image" ->
            parts
                .addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put("url", address(block.path("source")));
        case "tool_result" ->
            messages
                .addObject()
                .put("role", "tool")
                .put("tool_call_id", ChatJson.text(block, "tool_use_id"))
                .put("content", ChatJson.contentText(block.path("content")));
        default -> throw new Untranslatable("content of type " + ChatJson.text(block, "type"));
      }
    }
    if (!parts.isEmpty()) {
      messages.addObject().put("role", "user").set("content", parts);
    }
  }

  private static String address(JsonNode source) {
    return switch (ChatJson.text(source, "type")) {
      case "url" -> ChatJson.text(source, "url");
      case "base64" ->
          "data:%s;base64,%s"
              .formatted(ChatJson.text(source, "media_type"), ChatJson.text(source, "data"));
      default -> throw new Untranslatable("images by " + ChatJson.text(source, "type"));
    };
  }

  private void format() {
    JsonNode format = given.path("output_config").path("format");
    if (ChatJson.text(format, "type").equals("json_schema")) {
      ObjectNode asked = chat.putObject("response_format").put("type", "json_schema");
      asked.putObject("json_schema").put("name", "answer").set("schema", format.path("schema"));
    }
  }

  private void tools() {
    for (JsonNode tool : given.path("tools")) {
      String type = ChatJson.text(tool, "type");
      if (!type.isEmpty() && !type.equals("custom")) {
        throw new Untranslatable("the provider's own tool " + type);
      }
      ObjectNode function =
          chat.withArray("tools").addObject().put("type", "function").putObject("function");
      function.put("name", ChatJson.text(tool, "name"));
      ChatJson.copy(tool, "description", function, "description");
      ChatJson.copy(tool, "input_schema", function, "parameters");
    }
    JsonNode choice = given.path("tool_choice");
    switch (ChatJson.text(choice, "type")) {
      case "any" -> chat.put("tool_choice", "required");
      case "none" -> chat.put("tool_choice", "none");
      case "tool" ->
          chat.putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", ChatJson.text(choice, "name"));
      default -> {}
    }
  }
}
