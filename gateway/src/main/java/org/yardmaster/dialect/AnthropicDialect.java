package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Providers that speak Anthropic's Messages. */
public final class AnthropicDialect implements ProviderDialect {
  @Override
  public ObjectNode request(ObjectNode chat) {
    return new AnthropicRequest(chat).written();
  }

  @Override
  public Optional<ObjectNode> answer(ObjectNode document) {
    if (!document.path("content").isArray()) {
      return Optional.empty();
    }
    ObjectNode message = ChatJson.object().put("role", "assistant");
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    ArrayNode calls = message.arrayNode();
    for (JsonNode block : document.path("content")) {
      switch (ChatJson.text(block, "type")) {
        case "text" -> text.append(ChatJson.text(block, "text"));
        case "thinking" -> thinking.append(ChatJson.text(block, "thinking"));
        case "tool_use" -> {
          ObjectNode call = calls.addObject().put("id", ChatJson.text(block, "id"));
          call.put("type", "function")
              .putObject("function")
              .put("name", ChatJson.text(block, "name"))
              .put("arguments", block.path("input").toString());
        }
        default -> {} // what comes next
      }
    }
    message.put("content", text.isEmpty() && !calls.isEmpty() ? null : text.toString());
    message.putNull("refusal");
    if (!thinking.isEmpty()) {
      message.put("reasoning_content", thinking.toString());
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    Chunk frame =
        new Chunk(
            ChatJson.text(document, "id"),
            ChatJson.text(document, "model"),
            System.currentTimeMillis() / 1000);
    return Optional.of(
        frame.document(
            message,
            finish(ChatJson.text(document, "stop_reason")),
            usage(document.path("usage"))));
  }

  @Override
  public ChunkReader chunks() {
    return new AnthropicChunks();
  }

  static String finish(String stopReason) {
    return switch (stopReason) {
      case "max_tokens", "model_context_window_exceeded" -> "length";
      case "tool_use" -> "tool_calls";
      case "refusal" -> "content_filter";
      default -> "stop";
    };
  }

  /**
   * Anthropic counts cached tokens beside the input, Chat Completions within it. JSON null where
   * nothing was counted: a missing count is not zero.
   */
  static JsonNode usage(JsonNode usage) {
    if (!usage.path("input_tokens").isIntegralNumber()
        || !usage.path("output_tokens").isIntegralNumber()) {
      return NullNode.getInstance();
    }
    long cached = usage.path("cache_read_input_tokens").asLong();
    long written = usage.path("cache_creation_input_tokens").asLong();
    long prompt = usage.path("input_tokens").asLong() + cached + written;
    ObjectNode told = Chunk.usage(prompt, cached, usage.path("output_tokens").asLong(), 0);
    if (written > 0) {
      told.withObject("/prompt_tokens_details").put("cache_write_tokens", written);
    }
    return told;
  }
}
