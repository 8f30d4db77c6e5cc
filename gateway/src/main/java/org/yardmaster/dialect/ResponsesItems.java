package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes items of OpenAI's Responses as messages of Chat Completions. */
final class ResponsesItems {
  private final ArrayNode messages;

  ResponsesItems(ArrayNode messages) {
    this.messages = messages;
  }

  void system(String text) {
    messages.addObject().put("role", "system").put("content", text);
  }

  /**
   * Adds an item.
   *
   * @throws Untranslatable when Chat Completions has no word for it
   */
  void add(ObjectNode item) {
    String type = ChatJson.text(item, "type");
    switch (type) {
      case "", "message" -> message(item);
      case "function_call" -> call(item);
      case "function_call_output" ->
          messages
              .addObject()
              .put("role", "tool")
              .put("tool_call_id", ChatJson.text(item, "call_id"))
              .put("content", toolOutput(item.path("output")));
      case "reasoning" -> {} // hidden thoughts of another turn
      default -> throw new Untranslatable("input items of type " + type);
    }
  }

  private void message(ObjectNode item) {
    String role = ChatJson.text(item, "role");
    if (role.isEmpty()) {
      throw new IllegalArgumentException("Every message of input needs a role.");
    }
    if (role.equals("assistant")) {
      messages.addObject().put("role", role).put("content", assistantText(item.path("content")));
      return;
    }
    JsonNode content = item.path("content");
    ObjectNode message = messages.addObject().put("role", role);
    if (!content.isArray() || content.valueStream().allMatch(ResponsesItems::spoken)) {
      message.put("content", ChatJson.contentText(content));
      return;
    }
    ArrayNode parts = message.putArray("content");
    content.forEach(part -> part(parts, part));
  }

  /** Text alone needs no parts: every server understands a plain content. */
  private static boolean spoken(JsonNode part) {
    return List.of("input_text", "output_text", "text").contains(ChatJson.text(part, "type"));
  }

  private static String assistantText(JsonNode content) {
    StringBuilder text = new StringBuilder(content.isTextual() ? content.textValue() : "");
    for (JsonNode part : content) {
      text.append(ChatJson.text(part, "text")).append(ChatJson.text(part, "refusal"));
    }
    return text.toString();
  }

  private static void part(ArrayNode parts, JsonNode part) {
    String type = ChatJson.text(part, "type");
    if (spoken(part)) {
      parts.addObject().put("type", "text").put("text", ChatJson.text(part, "text"));
      return;
    }
    switch (type) {
      case "input_image" -> {
        if (!part.path("image_url").isTextual()) {
          throw new Untranslatable("images by file id");
        }
        ObjectNode image = parts.addObject().put("type", "image_url").putObject("image_url");
        image.set("url", part.get("image_url"));
        ChatJson.copy(part, "detail", image, "detail");
      }
      case "input_file" -> {
        if (part.path("file_url").isTextual()) {
          throw new Untranslatable("files by address");
        }
        ObjectNode file = parts.addObject().put("type", "file").putObject("file");
        ChatJson.copy(part, "filename", file, "filename");
        ChatJson.copy(part, "file_data", file, "file_data");
        ChatJson.copy(part, "file_id", file, "file_id");
      }
      default -> throw new Untranslatable("content of type " + type);
    }
  }

  /** Calls that follow their turn's words, or one another, belong to one message. */
  private void call(ObjectNode item) {
    boolean goesOn =
        !messages.isEmpty()
            && ChatJson.text(messages.get(messages.size() - 1), "role").equals("assistant");
    ObjectNode message =
        goesOn
            ? (ObjectNode) messages.get(messages.size() - 1)
            : messages.addObject().put("role", "assistant").putNull("content");
    ObjectNode call = message.withArray("tool_calls").addObject();
    call.put("id", ChatJson.text(item, "call_id")).put("type", "function");
    call.putObject("function")
        .put("name", ChatJson.text(item, "name"))
        .put("arguments", ChatJson.text(item, "arguments"));
  }

  private static String toolOutput(JsonNode output) {
    for (JsonNode part : output) {
      if (!ChatJson.text(part, "type").endsWith("_text")) {
        throw new Untranslatable("tool results of type " + ChatJson.text(part, "type"));
      }
    }
    return ChatJson.contentText(output);
  }
}
