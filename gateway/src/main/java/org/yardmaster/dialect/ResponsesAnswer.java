package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes answers in OpenAI's Responses to one request. */
public final class ResponsesAnswer {
  private static final List<String> TOLD_BACK =
      List.of(
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "metadata",
          "previous_response_id",
          "prompt_cache_key",
          "reasoning",
          "safety_identifier",
          "service_tier",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_p",
          "user");

  private final ObjectNode given;
  private final String id;
  private final long createdAt;

  /**
   * Answers to one request.
   *
   * @param id of the response; what its items are called follows from it
   * @param createdAt in seconds since 1970
   */
  public ResponsesAnswer(ObjectNode given, String id, long createdAt) {
    this.given = given;
    this.id = id;
    this.createdAt = createdAt;
  }

  public String id() {
    return id;
  }

  /** The response that an item's name belongs to; empty when it is no name of ours. */
  public static String responseOf(String itemId) {
    int start = itemId.indexOf('_');
    int end = itemId.lastIndexOf('_');
    return start < 0 || end <= start ? "" : "resp_" + itemId.substring(start + 1, end);
  }

  private String itemId(String prefix, int index) {
    return prefix + id.substring(id.indexOf('_')) + "_" + index;
  }

  /** The response object as it stands, without output and token counts. */
  ObjectNode frame(String status, String model) {
    ObjectNode frame = ChatJson.object().put("id", id).put("object", "response");
    frame.put("created_at", createdAt).put("status", status).put("background", false);
    frame.putNull("error").putNull("incomplete_details").putNull("instructions");
    frame.putNull("max_output_tokens").putObject("metadata");
    frame.put("model", model).putArray("output");
    frame.put("parallel_tool_calls", given.path("parallel_tool_calls").asBoolean(true));
    frame.putNull("previous_response_id").putNull("temperature").putNull("top_p");
    frame.putObject("reasoning").putNull("effort").putNull("summary");
    frame.put("store", given.path("store").asBoolean(true));
    frame.putObject("text").putObject("format").put("type", "text");
    frame.put("tool_choice", "auto").putArray("tools");
    frame.put("truncation", "disabled").putNull("usage");
    TOLD_BACK.forEach(field -> ChatJson.copy(given, field, frame, field));
    return frame;
  }

  /** A message item with one part. */
  ObjectNode message(int index, String status) {
    ObjectNode item = ChatJson.object().put("type", "message");
    item.put("id", itemId("msg", index)).put("status", status).put("role", "assistant");
    item.putArray("content");
    return item;
  }

  static ObjectNode textPart(String text) {
    ObjectNode part = ChatJson.object().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    part.putArray("logprobs");
    return part;
  }

  static ObjectNode refusalPart(String text) {
    return ChatJson.object().put("type", "refusal").put("refusal", text);
  }

  ObjectNode call(int index, String status, String callId, String name, String arguments) {
    ObjectNode item = ChatJson.object().put("type", "function_call");
    item.put("id", itemId("fc", index)).put("status", status);
    return item.put("call_id", callId).put("name", name).put("arguments", arguments);
  }

  /** Ends a response: why it is complete or not, and what was used. */
  static void finish(ObjectNode response, String finishReason, JsonNode usage) {
    switch (finishReason) {
      case "length" -> incomplete(response, "max_output_tokens");
      case "content_filter" -> incomplete(response, "content_filter");
      default -> response.put("status", "completed");
    }
    response.set("usage", usage(usage));
  }

  private static void incomplete(ObjectNode response, String reason) {
    response.put("status", "incomplete").putObject("incomplete_details").put("reason", reason);
  }

  /** A whole {@code chat.completion} as a response. */
  public ObjectNode of(ObjectNode completion) {
    JsonNode choice = completion.path("choices").path(0);
    JsonNode message = choice.path("message");
    ObjectNode response = frame("completed", ChatJson.text(completion, "model"));
    ArrayNode output = (ArrayNode) response.get("output");
    String refusal = ChatJson.text(message, "refusal");
    String text = ChatJson.contentText(message.path("content"));
    boolean calls = message.path("tool_calls").isArray() && !message.get("tool_calls").isEmpty();
    if (!refusal.isEmpty() || !text.isEmpty() || !calls) {
      ObjectNode item = message(0, "completed");
      item.withArray("content").add(refusal.isEmpty() ? textPart(text) : refusalPart(refusal));
      output.add(item);
    }
    for (JsonNode made : message.path("tool_calls")) {
      JsonNode function = made.path("function");
      output.add(
          call(
              output.size(),
              "completed",
              ChatJson.text(made, "id"),
              ChatJson.text(function, "name"),
              ChatJson.text(function, "arguments")));
    }
    String reason = refusal.isEmpty() ? ChatJson.text(choice, "finish_reason") : "stop";
    finish(response, reason, completion.path("usage"));
    return response;
  }

  /** Both APIs count parts within their totals. */
  static ObjectNode usage(JsonNode usage) {
    long prompt = usage.path("prompt_tokens").asLong();
    long completion = usage.path("completion_tokens").asLong();
    ObjectNode told = ChatJson.object().put("input_tokens", prompt);
    told.putObject("input_tokens_details")
        .put("cached_tokens", usage.path("prompt_tokens_details").path("cached_tokens").asLong());
    told.put("output_tokens", completion);
    told.putObject("output_tokens_details")
        .put(
            "reasoning_tokens",
            usage.path("completion_tokens_details").path("reasoning_tokens").asLong());
    told.put("total_tokens", prompt + completion);
    for (String field : List.of("cost", "yardmaster")) {
      ChatJson.copy(usage, field, told, field);
    }
    return told;
  }
}
