package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A whole answer told as a stream, for providers that answer in one piece. */
public final class AnswerChunks {
  private AnswerChunks() {}

  /** The chunks of a {@code chat.completion}; its first choice only, as streams have it here. */
  public static List<ObjectNode> of(ObjectNode document) {
    Chunk frame =
        new Chunk(
            ChatJson.text(document, "id"),
            ChatJson.text(document, "model"),
            document.path("created").asLong());
    JsonNode choice = document.path("choices").path(0);
    JsonNode message = choice.path("message");
    List<ObjectNode> chunks = new ArrayList<>();
    chunks.add(frame.role());
    for (String field : List.of("reasoning_content", "content", "refusal")) {
      String text = ChatJson.contentText(message.path(field));
      if (!text.isEmpty()) {
        chunks.add(frame.text(field, text));
      }
    }
    int index = 0;
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      chunks.add(
          frame.callStart(
              index++,
              ChatJson.text(call, "id"),
              ChatJson.text(function, "name"),
              ChatJson.text(function, "arguments")));
    }
    String reason = ChatJson.text(choice, "finish_reason");
    chunks.add(frame.delta(reason.isEmpty() ? "stop" : reason));
    if (document.path("usage").isObject()) {
      chunks.add(frame.usage(document.get("usage")));
    }
    return chunks;
  }
}
