package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a {@code chat.completion} as an answer of Anthropic's Messages. */
public final class MessagesAnswer {
  private MessagesAnswer() {}

  public static ObjectNode of(ObjectNode completion) {
    JsonNode choice = completion.path("choices").path(0);
    JsonNode message = choice.path("message");
    ObjectNode answer = frame(ChatJson.text(completion, "id"), ChatJson.text(completion, "model"));
    ArrayNode content = answer.putArray("content");
    String refusal = ChatJson.text(message, "refusal");
    String text = ChatJson.contentText(message.path("content")) + refusal;
    if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
    for (JsonNode call : message.path("tool_calls")) {
      ObjectNode block = content.addObject().put("type", "tool_use");
      block.put("id", ChatJson.text(call, "id"));
      block.put("name", ChatJson.text(call.path("function"), "name"));
      block.set("input", ChatJson.embedded(ChatJson.text(call.path("function"), "arguments")));
    }
    String reason = refusal.isEmpty() ? ChatJson.text(choice, "finish_reason") : "content_filter";
    answer.put("stop_reason", stopReason(reason)).putNull("stop_sequence");
    answer.set("usage", usage(completion.path("usage")));
    return answer;
  }

  static ObjectNode frame(String id, String model) {
    return ChatJson.object()
        .put("id", id)
        .put("type", "message")
        .put("role", "assistant")
        .put("model", model);
  }

  static String stopReason(String finishReason) {
    return switch (finishReason) {
      case "length" -> "max_tokens";
      case "tool_calls", "function_call" -> "tool_use";
      case "content_filter" -> "refusal";
      default -> "end_turn";
    };
  }

  /** Chat Completions counts cached tokens within the prompt, Anthropic beside it. */
  static ObjectNode usage(JsonNode usage) {
    long cached = usage.path("prompt_tokens_details").path("cached_tokens").asLong();
    return ChatJson.object()
        .put("input_tokens", usage.path("prompt_tokens").asLong() - cached)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", cached)
        .put("output_tokens", usage.path("completion_tokens").asLong());
  }
}
