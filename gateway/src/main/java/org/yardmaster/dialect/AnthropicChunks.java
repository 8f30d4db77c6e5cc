package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a stream of Anthropic's Messages. */
final class AnthropicChunks implements ProviderDialect.ChunkReader {
  private final ObjectNode usage = ChatJson.object();
  private final Map<Integer, Integer> calls = new HashMap<>();
  private Chunk frame = new Chunk("", "", 0);
  private boolean whole;

  @Override
  public List<ObjectNode> read(JsonNode event) {
    int index = event.path("index").asInt();
    return switch (ChatJson.text(event, "type")) {
      case "message_start" -> start(event.path("message"));
      case "content_block_start" -> open(index, event.path("content_block"));
      case "content_block_delta" -> grow(index, event.path("delta"));
      case "message_delta" -> finish(event);
      case "message_stop" -> {
        whole = true;
        yield List.of();
      }
      case "error" -> {
        ObjectNode error = ChatJson.object();
        error.set("error", event.path("error"));
        yield List.of(error);
      }
      default -> List.of(); // ping, content_block_stop and what comes next
    };
  }

  @Override
  public boolean whole() {
    return whole;
  }

  private List<ObjectNode> start(JsonNode message) {
    frame =
        new Chunk(
            ChatJson.text(message, "id"),
            ChatJson.text(message, "model"),
            System.currentTimeMillis() / 1000);
    takeUsage(message.path("usage"));
    return List.of(frame.role());
  }

  private List<ObjectNode> open(int index, JsonNode block) {
    if (!ChatJson.text(block, "type").equals("tool_use")) {
      String text = ChatJson.text(block, "text");
      return text.isEmpty() ? List.of() : List.of(frame.text("content", text));
    }
    int number = calls.size();
    calls.put(index, number);
    return List.of(
        frame.callStart(number, ChatJson.text(block, "id"), ChatJson.text(block, "name"), ""));
  }

  private List<ObjectNode> grow(int index, JsonNode delta) {
    return switch (ChatJson.text(delta, "type")) {
      case "text_delta" -> List.of(frame.text("content", ChatJson.text(delta, "text")));
      case "thinking_delta" ->
          List.of(frame.text("reasoning_content", ChatJson.text(delta, "thinking")));
      case "input_json_delta" ->
          List.of(
              frame.callArguments(
                  calls.getOrDefault(index, 0), ChatJson.text(delta, "partial_json")));
      default -> List.of();
    };
  }

  private List<ObjectNode> finish(JsonNode event) {
    takeUsage(event.path("usage"));
    String reason = ChatJson.text(event.path("delta"), "stop_reason");
    return List.of(
        frame.delta(AnthropicDialect.finish(reason)), frame.usage(AnthropicDialect.usage(usage)));
  }

  /** Later counts replace earlier ones; what is left out stays. */
  private void takeUsage(JsonNode counts) {
    counts
        .properties()
        .forEach(
            count -> {
              if (!count.getValue().isNull()) {
                usage.set(count.getKey(), count.getValue());
              }
            });
  }
}
