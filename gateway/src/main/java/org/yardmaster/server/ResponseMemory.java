package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.dialect.ResponsesAnswer;
import org.yardmaster.dialect.ResponsesMemory;

/**
 * Responses that later requests may refer to: for a while, up to a number of bytes, in this process
 * alone. What one key was answered no other key finds. The least recently used go first.
 */
final class ResponseMemory {
  /** Parents of one response at most: a chain is walked for every request of it. */
  private static final int LONGEST_CHAIN = 1_000;

  private final Clock clock;
  private final Supplier<GatewayConfig.Memory> limits;
  private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Input and output items of one response, as JSON. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(String parent, byte[] items, long untilMillis) {}

  /** A memory within limits that may change while it is used. */
  ResponseMemory(Supplier<GatewayConfig.Memory> limits, Clock clock) {
    this.clock = clock;
    this.limits = limits;
  }

  /** Keeps an answer and what it answers. */
  void keep(String key, String parent, List<ObjectNode> own, ObjectNode response) {
    ArrayNode items = ChatJson.object().arrayNode().addAll(own);
    response.path("output").forEach(items::add);
    byte[] json = items.toString().getBytes(UTF_8);
    if (json.length > limits.get().bytes()) {
      return;
    }
    synchronized (this) {
      put(key + "/" + ChatJson.text(response, "id"), new Kept(parent, json, until()));
      trim();
    }
  }

  private long until() {
    return clock.millis() + limits.get().life().toMillis();
  }

  private void put(String name, Kept entry) {
    Kept old = kept.put(name, entry);
    bytes += entry.items().length - (old == null ? 0 : old.items().length);
  }

  private void trim() {
    long now = clock.millis();
    long mostBytes = limits.get().bytes();
    Iterator<Kept> eldest = kept.values().iterator();
    while (eldest.hasNext()) {
      Kept one = eldest.next();
      if (bytes <= mostBytes && one.untilMillis() > now) {
        return;
      }
      bytes -= one.items().length;
      eldest.remove();
    }
  }

  /** What a key may refer to. */
  ResponsesMemory of(String key) {
    return new ResponsesMemory() {
      @Override
      public Optional<List<ObjectNode>> conversation(String responseId) {
        return chain(key, responseId);
      }

      @Override
      public Optional<ObjectNode> item(String itemId) {
        return find(key, ResponsesAnswer.responseOf(itemId)).stream()
            .flatMap(one -> items(one).stream())
            .filter(item -> ChatJson.text(item, "id").equals(itemId))
            .findFirst();
      }
    };
  }

  private Optional<List<ObjectNode>> chain(String key, String responseId) {
    List<ObjectNode> conversation = new ArrayList<>();
    String next = responseId;
    for (int length = 0; !next.isEmpty(); length++) {
      Optional<Kept> one = find(key, next);
      if (one.isEmpty() || length == LONGEST_CHAIN) {
        return Optional.empty();
      }
      conversation.addAll(0, items(one.get()));
      next = one.get().parent();
    }
    return Optional.of(conversation);
  }

  /** Whoever is referred to stays a while longer. */
  private synchronized Optional<Kept> find(String key, String responseId) {
    trim();
    String name = key + "/" + responseId;
    @Nullable Kept found = kept.get(name);
    if (found == null || found.untilMillis() <= clock.millis()) {
      return Optional.empty();
    }
    put(name, new Kept(found.parent(), found.items(), until()));
    return Optional.of(found);
  }

  private static List<ObjectNode> items(Kept one) {
    String wrapped = "{\"items\":%s}".formatted(new String(one.items(), UTF_8));
    List<ObjectNode> items = new ArrayList<>();
    for (JsonNode item : ChatJson.lenient(wrapped).orElseThrow().path("items")) {
      items.add((ObjectNode) item);
    }
    return items;
  }
}
