package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes Anthropic's Messages from a Chat Completions request. */
final class AnthropicRequest {
  private final ObjectNode chat;
  private final ObjectNode body = ChatJson.object();
  private final ArrayNode system = body.arrayNode();
  private final ArrayNode messages = body.arrayNode();

  AnthropicRequest(ObjectNode chat) {
    this.chat = chat;
  }

  ObjectNode written() {
    Unsayable.check(chat);
    ChatJson.copy(chat, "model", body, "model");
    chat.path("messages").forEach(this::message);
    if (!system.isEmpty()) {
      body.set("system", system);
    }
    body.set("messages", messages);
    tools();
    ChatJson.copy(chat, "max_tokens", body, "max_tokens");
    ChatJson.copy(chat, "max_completion_tokens", body, "max_tokens");
    ChatJson.copy(chat, "temperature", body, "temperature");
    ChatJson.copy(chat, "top_p", body, "top_p");
    ChatJson.copy(chat, "stream", body, "stream");
    stop();
    format();
    return body;
  }

  private void message(JsonNode message) {
    String role = ChatJson.text(message, "role");
    switch (role) {
      case "system", "developer" ->
          system
              .addObject()
              .put("type", "text")
              .put("text", ChatJson.contentText(message.path("content")));
      case "tool", "function" -> toolResult(message);
      case "assistant" -> assistant(message);
      default -> user(message.path("content"));
    }
  }

  /** Neighbours of one role become one message: a turn may bring several tool results. */
  private ArrayNode turn(String role) {
    if (!messages.isEmpty()
        && ChatJson.text(messages.get(messages.size() - 1), "role").equals(role)) {
      return (ArrayNode) messages.get(messages.size() - 1).get("content");
    }
    return messages.addObject().put("role", role).putArray("content");
  }

  private void toolResult(JsonNode message) {
    ObjectNode block = turn("user").addObject().put("type", "tool_result");
    block.put("tool_use_id", ChatJson.text(message, "tool_call_id"));
    block.put("content", ChatJson.contentText(message.path("content")));
  }

  private void assistant(JsonNode message) {
    ArrayNode content = turn("assistant");
    String text = ChatJson.contentText(message.path("content"));
    if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      ObjectNode block = content.addObject().put("type", "tool_use");
      block.put("id", ChatJson.text(call, "id")).put("name", ChatJson.text(function, "name"));
      block.set("input", ChatJson.embedded(ChatJson.text(function, "arguments")));
    }
    if (content.isEmpty()) {
      content.addObject().put("type", "text").put("text", " ");
    }
  }

  private void user(JsonNode content) {
    ArrayNode blocks = turn("user");
    if (content.isTextual()) {
      blocks.addObject().put("type", "text").put("text", content.textValue());
      return;
    }
    for (JsonNode part : content) {
      switch (ChatJson.text(part, "type")) {
        case "text" ->
            blocks.addObject().put("type", "text").put("text", ChatJson.text(part, "text"));
        case "image_url" ->
            blocks
                .addObject()
                .put("type", "image")
                .set("source", source(ChatJson.text(part.path("image_url"), "url")));
        default -> throw new Untranslatable("message parts of type " + ChatJson.text(part, "type"));
      }
    }
  }

  /** An image by address or by its bytes; the address is never opened here. */
  private static ObjectNode source(String url) {
    if (!url.startsWith("data:")) {
      return ChatJson.object().put("type", "url").put("url", url);
    }
    int comma = url.indexOf(',');
    String head = url.substring(5, Math.max(5, comma));
    if (comma < 0 || !head.endsWith(";base64")) {
      throw new Untranslatable("data addresses that are not base64");
    }
    return ChatJson.object()
        .put("type", "base64")
        .put("media_type", head.substring(0, head.length() - ";base64".length()))
        .put("data", url.substring(comma + 1));
  }

  private void tools() {
    JsonNode choice = chat.path("tool_choice");
    if (!chat.path("tools").isArray() || chat.path("tools").isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (JsonNode tool : chat.get("tools")) {
      JsonNode function = tool.path("function");
      ObjectNode written = tools.addObject().put("name", ChatJson.text(function, "name"));
      ChatJson.copy(function, "description", written, "description");
      JsonNode schema = function.path("parameters");
      written.set(
          "input_schema", schema.isObject() ? schema : ChatJson.object().put("type", "object"));
    }
    ObjectNode chosen = ChatJson.object();
    switch (choice.asText()) {
      case "none" -> chosen.put("type", "none");
      case "required" -> chosen.put("type", "any");
      default -> chosen.put("type", "auto");
    }
    if (choice.isObject()) {
      chosen.put("type", "tool").put("name", ChatJson.text(choice.path("function"), "name"));
    }
    if (chat.path("parallel_tool_calls").isBoolean()
        && !chosen.path("type").asText().equals("none")) {
      chosen.put("disable_parallel_tool_use", !chat.get("parallel_tool_calls").booleanValue());
    }
    body.set("tool_choice", chosen);
  }

  private void stop() {
    JsonNode stop = chat.path("stop");
    if (stop.isTextual()) {
      body.putArray("stop_sequences").add(stop.textValue());
    } else if (stop.isArray()) {
      body.set("stop_sequences", stop);
    }
  }

  private void format() {
    String effort = ChatJson.text(chat, "reasoning_effort");
    if (!effort.isEmpty()) {
      body.withObject("/output_config").put("effort", effort);
    }
    JsonNode format = chat.path("response_format");
    switch (ChatJson.text(format, "type")) {
      case "", "text" -> {}
      case "json_schema" -> {
        ObjectNode asked = body.withObject("/output_config").putObject("format");
        asked.put("type", "json_schema").set("schema", format.path("json_schema").path("schema"));
      }
      default -> throw new Untranslatable("response_format " + ChatJson.text(format, "type"));
    }
  }
}
