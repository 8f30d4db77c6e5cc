package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes one stream of {@code chat.completion.chunk} as events of OpenAI's Responses. */
public final class ResponsesEvents {
  private final ResponsesAnswer answer;
  private final List<ObjectNode> events = new ArrayList<>();
  private final List<ObjectNode> output = new ArrayList<>();
  private final Map<Integer, Call> calls = new TreeMap<>();
  private final StringBuilder text = new StringBuilder();
  private boolean started;
  private long sequence;
  private String model = "";
  private String part = "";
  private String finishReason = "stop";

  /** A function call that grows. */
  private record Call(int index, ObjectNode item, StringBuilder arguments) {}

  public ResponsesEvents(ResponsesAnswer answer) {
    this.answer = answer;
  }

  /** The events of a chunk, each with its name in {@code type}. */
  public List<ObjectNode> chunk(ObjectNode chunk) {
    if (!started) {
      start(ChatJson.text(chunk, "model"));
    }
    JsonNode choice = chunk.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    grow("output_text", ChatJson.contentText(delta.path("content")));
    grow("refusal", ChatJson.text(delta, "refusal"));
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
    ObjectNode event = ChatJson.object().put("type", type).put("sequence_number", sequence++);
    events.add(event);
    return event;
  }

  private void start(String name) {
    started = true;
    model = name;
    event("response.created").set("response", answer.frame("in_progress", model));
    event("response.in_progress").set("response", answer.frame("in_progress", model));
  }

  /** Refusals and text are parts of one message; a message has one of them here. */
  private void grow(String kind, String more) {
    if (more.isEmpty()) {
      return;
    }
    if (part.isEmpty()) {
      open(kind);
    }
    text.append(more);
    ObjectNode event = partEvent(part.equals("refusal") ? "refusal.delta" : "output_text.delta");
    event.put("delta", more);
    if (!part.equals("refusal")) {
      event.putArray("logprobs");
    }
  }

  private ObjectNode partEvent(String name) {
    return event("response." + name)
        .put("item_id", ChatJson.text(output.getLast(), "id"))
        .put("output_index", output.size() - 1)
        .put("content_index", 0);
  }

  private void open(String kind) {
    part = kind;
    ObjectNode item = answer.message(output.size(), "in_progress");
    output.add(item);
    event("response.output_item.added")
        .put("output_index", output.size() - 1)
        .set("item", item.deepCopy());
    partEvent("content_part.added").set("part", part(""));
  }

  private ObjectNode part(String content) {
    return part.equals("refusal")
        ? ResponsesAnswer.refusalPart(content)
        : ResponsesAnswer.textPart(content);
  }

  private void closePart() {
    if (part.isEmpty()) {
      return;
    }
    boolean refused = part.equals("refusal");
    ObjectNode done = partEvent(refused ? "refusal.done" : "output_text.done");
    done.put(refused ? "refusal" : "text", text.toString());
    if (!refused) {
      done.putArray("logprobs");
    }
    ObjectNode whole = part(text.toString());
    partEvent("content_part.done").set("part", whole);
    ObjectNode item = output.getLast();
    item.put("status", "completed").withArray("content").add(whole);
    event("response.output_item.done")
        .put("output_index", output.size() - 1)
        .set("item", item.deepCopy());
    part = "";
    text.setLength(0);
  }

  private void call(JsonNode delta) {
    closePart();
    JsonNode function = delta.path("function");
    Call call =
        calls.computeIfAbsent(delta.path("index").asInt(), unused -> begin(delta, function));
    String more = ChatJson.text(function, "arguments");
    if (!more.isEmpty()) {
      call.arguments().append(more);
      callEvent(call, "response.function_call_arguments.delta").put("delta", more);
    }
  }

  private Call begin(JsonNode delta, JsonNode function) {
    ObjectNode item =
        answer.call(
            output.size(),
            "in_progress",
            ChatJson.text(delta, "id"),
            ChatJson.text(function, "name"),
            "");
    output.add(item);
    event("response.output_item.added")
        .put("output_index", output.size() - 1)
        .set("item", item.deepCopy());
    return new Call(output.size() - 1, item, new StringBuilder());
  }

  private ObjectNode callEvent(Call call, String type) {
    return event(type)
        .put("item_id", ChatJson.text(call.item(), "id"))
        .put("output_index", call.index());
  }

  private void closeCalls() {
    for (Call call : calls.values()) {
      String arguments = call.arguments().toString();
      callEvent(call, "response.function_call_arguments.done")
          .put("name", ChatJson.text(call.item(), "name"))
          .put("arguments", arguments);
      call.item().put("status", "completed").put("arguments", arguments);
      event("response.output_item.done")
          .put("output_index", call.index())
          .set("item", call.item().deepCopy());
    }
    calls.clear();
  }

  /** The response with what was said so far. */
  private ObjectNode response(String status) {
    ObjectNode response = answer.frame(status, model);
    response.set("output", ChatJson.object().arrayNode().addAll(output));
    return response;
  }

  /**
   * The events that end the answer.
   *
   * @return at least one; the last holds the whole response
   */
  public List<ObjectNode> end(ObjectNode usage) {
    if (!started) {
      start("");
    }
    boolean refused = part.equals("refusal");
    closePart();
    closeCalls();
    ObjectNode response = response("completed");
    ResponsesAnswer.finish(response, refused ? "stop" : finishReason, usage);
    event("response." + ChatJson.text(response, "status")).set("response", response);
    return taken();
  }

  /** The events that tell of a failure after the answer has begun. */
  public List<ObjectNode> failed(String code, String message) {
    ObjectNode error = event("error").put("code", code).put("message", message);
    error.putNull("param");
    ObjectNode response = response("failed");
    response.putObject("error").put("code", "server_error").put("message", message);
    event("response.failed").set("response", response);
    return taken();
  }
}
