package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Earlier responses that a request of OpenAI's Responses may refer to. */
public interface ResponsesMemory {
  /** Remembers nothing. */
  ResponsesMemory NONE =
      new ResponsesMemory() {
        @Override
        public Optional<List<ObjectNode>> conversation(String responseId) {
          return Optional.empty();
        }

        @Override
        public Optional<ObjectNode> item(String itemId) {
          return Optional.empty();
        }
      };

  /** Input and output items up to and including a response, in order. */
  Optional<List<ObjectNode>> conversation(String responseId);

  /** One output item of a response. */
  Optional<ObjectNode> item(String itemId);
}
