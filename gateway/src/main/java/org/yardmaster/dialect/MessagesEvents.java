package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes one stream of {@code chat.completion.chunk} as events of Anthropic's Messages. */
public final class MessagesEvents {
  private final List<ObjectNode> events = new ArrayList<>();
  private boolean started;
  private int block = -1;
  private String open = "";
  private String finishReason = "stop";

  /** The events of a chunk, each with its name in {@code type}. */
  public List<ObjectNode> chunk(ObjectNode chunk) {
    if (!started) {
      start(chunk);
    }
    JsonNode choice = chunk.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    text(ChatJson.contentText(delta.path("content")) + ChatJson.text(delta, "refusal"));
    delta.path("tool_calls").forEach(this::call);
    String reason = ChatJson.text(choice, "finish_reason");
    finishReason = reason.isEmpty() ? finishReason : reason;
    return taken();
  }

  private List<ObjectNode> taken() {
    List<ObjectNode> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  private ObjectNode event(String type) {
    ObjectNode event = ChatJson.object().put("type", type);
    events.add(event);
    return event;
  }

  private void start(ObjectNode chunk) {
    started = true;
    ObjectNode message =
        MessagesAnswer.frame(ChatJson.text(chunk, "id"), ChatJson.text(chunk, "model"));
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", MessagesAnswer.usage(ChatJson.object()));
    event("message_start").set("message", message);
  }

  private void text(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!open.equals("text")) {
      close();
      begin("text").put("type", "text").put("text", "");
    }
    event("content_block_delta")
        .put("index", block)
        .putObject("delta")
        .put("type", "text_delta")
        .put("text", text);
  }

  private void call(JsonNode call) {
    JsonNode function = call.path("function");
    String name = ChatJson.text(function, "name");
    String key = "call " + call.path("index").asInt();
    if (!open.equals(key)) {
      close();
      begin(key)
          .put("type", "tool_use")
          .put("id", ChatJson.text(call, "id"))
          .put("name", name)
          .putObject("input");
    }
    String arguments = ChatJson.text(function, "arguments");
    if (!arguments.isEmpty()) {
      event("content_block_delta")
          .put("index", block)
          .putObject("delta")
          .put("type", "input_json_delta")
          .put("partial_json", arguments);
    }
  }

  private ObjectNode begin(String what) {
    open = what;
    block++;
    return event("content_block_start").put("index", block).putObject("content_block");
  }

  private void close() {
    if (!open.isEmpty()) {
      event("content_block_stop").put("index", block);
      open = "";
    }
  }

  /** The events that end the answer. */
  public List<ObjectNode> end(ObjectNode usage) {
    close();
    ObjectNode last = event("message_delta");
    last.putObject("delta")
        .put("stop_reason", MessagesAnswer.stopReason(finishReason))
        .putNull("stop_sequence");
    ObjectNode counts = MessagesAnswer.usage(usage);
    for (String field : List.of("cost", "yardmaster")) {
      ChatJson.copy(usage, field, counts, field);
    }
    last.set("usage", counts);
    event("message_stop");
    return taken();
  }
}
