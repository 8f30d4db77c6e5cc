package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes {@code chat.completion} documents and {@code chat.completion.chunk} objects. */
final class Chunk {
  private final String id;
  private final String model;
  private final long created;

  Chunk(String id, String model, long created) {
    this.id = id;
    this.model = model;
    this.created = created;
  }

  private ObjectNode frame(String object) {
    return ChatJson.object()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  /** A chunk with one choice whose delta is empty so far. */
  ObjectNode delta(String finishReason) {
    ObjectNode chunk = frame("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    if (finishReason.isEmpty()) {
      choice.putNull("finish_reason");
    } else {
      choice.put("finish_reason", finishReason);
    }
    return chunk;
  }

  /** The delta of a chunk that {@link #delta} made. */
  static ObjectNode deltaOf(ObjectNode chunk) {
    return (ObjectNode) chunk.path("choices").path(0).path("delta");
  }

  ObjectNode text(String field, String text) {
    ObjectNode chunk = delta("");
    deltaOf(chunk).put(field, text);
    return chunk;
  }

  ObjectNode role() {
    ObjectNode chunk = text("role", "assistant");
    deltaOf(chunk).put("content", "");
    return chunk;
  }

  ObjectNode callStart(int index, String callId, String name, String arguments) {
    ObjectNode chunk = delta("");
    ObjectNode call = deltaOf(chunk).putArray("tool_calls").addObject().put("index", index);
    call.put("id", callId).put("type", "function");
    call.putObject("function").put("name", name).put("arguments", arguments);
    return chunk;
  }

  ObjectNode callArguments(int index, String arguments) {
    ObjectNode chunk = delta("");
    ObjectNode call = deltaOf(chunk).putArray("tool_calls").addObject().put("index", index);
    call.putObject("function").put("arguments", arguments);
    return chunk;
  }

  ObjectNode usage(JsonNode usage) {
    ObjectNode chunk = frame("chat.completion.chunk");
    chunk.putArray("choices");
    chunk.set("usage", usage);
    return chunk;
  }

  /** A whole answer with one choice. */
  ObjectNode document(ObjectNode message, String finishReason, JsonNode usage) {
    ObjectNode document = frame("chat.completion");
    ObjectNode choice = document.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    document.set("usage", usage);
    return document;
  }

  /** Chat Completions' {@code usage}; the totals contain their parts. */
  static ObjectNode usage(long prompt, long cached, long completion, long reasoning) {
    ObjectNode usage = ChatJson.object();
    usage.put("prompt_tokens", prompt).put("completion_tokens", completion);
    usage.put("total_tokens", prompt + completion);
    usage.putObject("prompt_tokens_details").put("cached_tokens", cached);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", reasoning);
    return usage;
  }
}
