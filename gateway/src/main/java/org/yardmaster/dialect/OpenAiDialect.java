package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The common tongue itself: everything stays as it is, known or not. */
public final class OpenAiDialect implements ProviderDialect {
  @Override
  public ObjectNode request(ObjectNode chat) {
    return chat.deepCopy();
  }

  @Override
  public ObjectNode answer(ObjectNode document) {
    return document;
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
