package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Providers that speak Google Gemini's {@code generateContent}. */
public final class GeminiDialect implements ProviderDialect {
  @Override
  public ObjectNode request(ObjectNode chat) {
    return new GeminiRequest(chat).written();
  }

  @Override
  public Optional<ObjectNode> answer(ObjectNode document) {
    if (!document.path("candidates").isArray() && !document.has("promptFeedback")) {
      return Optional.empty();
    }
    JsonNode candidate = document.path("candidates").path(0);
    ObjectNode message = ChatJson.object().put("role", "assistant");
    StringBuilder text = new StringBuilder();
    ArrayNode calls = message.arrayNode();
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (!part.path("thought").asBoolean()) {
        text.append(ChatJson.text(part, "text"));
      }
      if (part.path("functionCall").isObject()) {
        JsonNode call = part.get("functionCall");
        ObjectNode written = calls.addObject().put("id", callId(call, calls.size()));
        written
            .put("type", "function")
            .putObject("function")
            .put("name", ChatJson.text(call, "name"))
            .put("arguments", arguments(call));
      }
    }
    message.put("content", text.isEmpty() && !calls.isEmpty() ? null : text.toString());
    message.putNull("refusal");
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    boolean blocked = document.path("promptFeedback").has("blockReason");
    String reason = ChatJson.text(candidate, "finishReason");
    return Optional.of(
        frame(document)
            .document(
                message,
                blocked ? "content_filter" : finish(reason, !calls.isEmpty()),
                usage(document.path("usageMetadata"))));
  }

  private static Chunk frame(JsonNode document) {
    return new Chunk(
        ChatJson.text(document, "responseId"),
        ChatJson.text(document, "modelVersion"),
        System.currentTimeMillis() / 1000);
  }

  private static String callId(JsonNode call, int number) {
    String given = ChatJson.text(call, "id");
    return given.isEmpty() ? "call_" + number : given;
  }

  private static String arguments(JsonNode call) {
    return call.path("args").isObject() ? call.get("args").toString() : "{}";
  }

  private static String finish(String reason, boolean calls) {
    return switch (reason) {
      case "MAX_TOKENS" -> "length";
      case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE" ->
          "content_filter";
      default -> calls ? "tool_calls" : "stop";
    };
  }

  /** Thoughts come beside the candidates' tokens; in Chat Completions they are part of them. */
  private static JsonNode usage(JsonNode counts) {
    if (!counts.path("promptTokenCount").isIntegralNumber()) {
      return NullNode.getInstance();
    }
    long thoughts = counts.path("thoughtsTokenCount").asLong();
    return Chunk.usage(
        counts.path("promptTokenCount").asLong() + counts.path("toolUsePromptTokenCount").asLong(),
        counts.path("cachedContentTokenCount").asLong(),
        counts.path("candidatesTokenCount").asLong() + thoughts,
        thoughts);
  }

  @Override
  public ChunkReader chunks() {
    return new Chunks();
  }

  private static final class Chunks implements ChunkReader {
    private int calls;
    private boolean started;
    private boolean whole;

    @Override
    public List<ObjectNode> read(JsonNode event) {
      if (event.has("error")) {
        ObjectNode error = ChatJson.object();
        error.set("error", event.get("error"));
        return List.of(error);
      }
      Chunk frame = frame(event);
      List<ObjectNode> chunks = new ArrayList<>();
      if (!started) {
        started = true;
        chunks.add(frame.role());
      }
      JsonNode candidate = event.path("candidates").path(0);
      candidate.path("content").path("parts").forEach(part -> add(part, frame, chunks));
      String reason = ChatJson.text(candidate, "finishReason");
      boolean blocked = event.path("promptFeedback").has("blockReason");
      if (!reason.isEmpty() || blocked) {
        whole = true;
        chunks.add(frame.delta(blocked ? "content_filter" : finish(reason, calls > 0)));
      }
      if (whole && event.path("usageMetadata").isObject()) {
        chunks.add(frame.usage(usage(event.get("usageMetadata"))));
      }
      return chunks;
    }

    private void add(JsonNode part, Chunk frame, List<ObjectNode> chunks) {
      String text = ChatJson.text(part, "text");
      if (!text.isEmpty()) {
        boolean thought = part.path("thought").asBoolean();
        chunks.add(frame.text(thought ? "reasoning_content" : "content", text));
      }
      if (part.path("functionCall").isObject()) {
        JsonNode call = part.get("functionCall");
        chunks.add(
            frame.callStart(
                calls, callId(call, calls + 1), ChatJson.text(call, "name"), arguments(call)));
        calls++;
      }
    }

    @Override
    public boolean whole() {
      return whole;
    }
  }
}
