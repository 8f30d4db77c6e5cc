package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Writes one stream in the format of a client's API; each text is one whole event. */
interface StreamFormat {
  /** The events of a {@code chat.completion.chunk} that carries no token counts. */
  List<String> chunk(ObjectNode chunk);

  /**
   * The events that end a complete answer.
   *
   * @param usage Chat Completions token counts, where somebody counted
   */
  List<String> end(Optional<ObjectNode> usage, Receipt receipt);

  /** The events that tell of a failure after the answer has begun. */
  List<String> error(ApiProblem problem);
}
