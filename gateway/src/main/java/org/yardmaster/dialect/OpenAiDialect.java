package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The common tongue itself: everything stays as it is, known or not. */
public final class OpenAiDialect implements ProviderDialect {
  @Override
  public ObjectNode request(ObjectNode chat) {
    ObjectNode copy = ChatJson.object();
    copy.setAll(chat);
    return copy;
  }

  @Override
  public Optional<ObjectNode> answer(ObjectNode document) {
    boolean answer = document.path("choices").path(0).path("message").isObject();
    return answer ? Optional.of(document) : Optional.empty();
  }

  @Override
  public ChunkReader chunks() {
    return new ChunkReader() {
      private boolean whole;

      @Override
      public List<ObjectNode> read(JsonNode event) {
        if (!(event instanceof ObjectNode chunk)) {
          return List.of();
        }
        for (JsonNode choice : chunk.path("choices")) {
          whole |= !ChatJson.text(choice, "finish_reason").isEmpty();
        }
        return List.of(chunk);
      }

      @Override
      public boolean whole() {
        return whole;
      }
    };
  }
}
