package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** How a provider is spoken to, from the side of Chat Completions. */
public interface ProviderDialect {
  /**
   * A provider's request that asks the same.
   *
   * @param chat a Chat Completions request; not changed
   * @throws Untranslatable when this format cannot say it
   */
  ObjectNode request(ObjectNode chat);

  /** A provider's whole answer as a {@code chat.completion}; empty when it is no answer. */
  Optional<ObjectNode> answer(ObjectNode document);

  /** A reader of one stream. */
  ChunkReader chunks();

  /** Turns a provider's events into {@code chat.completion.chunk} objects, one stream each. */
  interface ChunkReader {
    /**
     * Reads one event.
     *
     * @return the chunks it stands for; an {@code error} object among them where the provider says
     *     that it failed
     */
    List<ObjectNode> read(JsonNode event);

    /** True when the provider has said that the answer is complete. */
    boolean whole();
  }
}
