package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes one stream in the format of a client's API; each text is one whole event. */
interface StreamFormat {
  /** The events of a {@code chat.completion.chunk} that carries no token counts. */
  List<String> chunk(ObjectNode chunk);

  /**
   * The events that end a complete answer.
   *
   * @param usage Chat Completions token counts, maybe estimated
   */
  List<String> end(ObjectNode usage, Receipt receipt);

  /** The events that tell of a failure after the answer has begun. */
  List<String> error(ApiProblem problem);

  /** Events on the wire that are named by their field {@code type}. */
  static List<String> named(List<ObjectNode> events) {
    return events.stream()
        .map(data -> "event: " + data.path("type").asText() + "\ndata: " + data + "\n\n")
        .toList();
  }
}
