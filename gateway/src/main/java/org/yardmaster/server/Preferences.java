package org.yardmaster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.yardmaster.routing.Wish;

/**
 * What a caller wants of routing, as body fields or headers {@code x-yardmaster-…}; the body goes
 * before the header. The fields are the gateway's own and leave the body.
 *
 * @param tags the caller's, sorted; limits may count by them
 * @param session the caller's name for the conversation; requests of one name belong together
 */
record Preferences(Wish wish, Set<String> tags, Optional<String> session) {
  private static final int MOST_TAGS = 16;
  private static final int LONGEST_TAG = 64;
  private static final int LONGEST_SESSION = 256;

  /**
   * Reads and removes them.
   *
   * @param header finds a header by its lower-case name
   * @throws IllegalArgumentException saying which is wrong
   */
  static Preferences take(ObjectNode body, Function<String, Optional<String>> header) {
    List<String> models = texts(body, "models", header);
    OptionalDouble tradeoff = number(body, "cost_quality_tradeoff", header);
    double price = number(body, "max_price", header).orElse(Double.POSITIVE_INFINITY);
    double millis = number(body, "max_latency_ms", header).orElse(Double.POSITIVE_INFINITY);
    Wish wish =
        new Wish(
            model(body, models),
            models,
            tradeoff,
            price,
            millis / 1000,
            new HashSet<>(texts(body, "allowed_models", header)),
            new HashSet<>(texts(body, "denied_models", header)),
            Set.of());
    Set<String> tags = new TreeSet<>(texts(body, "tags", header));
    if (tags.size() > MOST_TAGS || tags.stream().anyMatch(tag -> tag.length() > LONGEST_TAG)) {
      throw new IllegalArgumentException(
          "At most %d tags of at most %d characters.".formatted(MOST_TAGS, LONGEST_TAG));
    }
    return new Preferences(wish, tags, session(body, header));
  }

  /** Where models are ranked, none needs to be named beside them. */
  private static String model(ObjectNode body, List<String> ranked) {
    JsonNode model = body.path("model");
    if ((model.isMissingNode() || model.isNull()) && !ranked.isEmpty()) {
      return Wish.AUTO;
    }
    if (!model.isTextual() || model.textValue().isBlank()) {
      throw new IllegalArgumentException(
          "The field model must be a text, maybe \"auto\"; or models an array of texts.");
    }
    return model.textValue();
  }

  /** Its own field or header, the header that others use, or the name of the provider's cache. */
  private static Optional<String> session(
      ObjectNode body, Function<String, Optional<String>> headers) {
    JsonNode own = body.remove("session_id");
    if (own != null && !own.isNull() && !own.isTextual()) {
      throw new IllegalArgumentException("The field session_id must be a text.");
    }
    Optional<String> named = Optional.ofNullable(own).map(JsonNode::textValue);
    Optional<String> session =
        named
            .or(() -> header("session-id", headers))
            .or(() -> headers.apply("x-session-id"))
            .or(() -> Optional.of(body.path("prompt_cache_key").asText("")))
            .filter(name -> !name.isBlank());
    if (session.isPresent() && session.get().length() > LONGEST_SESSION) {
      throw new IllegalArgumentException(
          "The name of a session has at most %d characters.".formatted(LONGEST_SESSION));
    }
    return session;
  }

  private static Optional<String> header(String field, Function<String, Optional<String>> header) {
    return header.apply("x-yardmaster-" + field.replace('_', '-')).filter(text -> !text.isBlank());
  }

  private static OptionalDouble number(
      ObjectNode body, String field, Function<String, Optional<String>> headers) {
    JsonNode value = body.remove(field);
    if (value != null && !value.isNull()) {
      if (!value.isNumber()) {
        throw new IllegalArgumentException("The field %s must be a number.".formatted(field));
      }
      return OptionalDouble.of(value.doubleValue());
    }
    Optional<String> text = header(field, headers);
    try {
      return text.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(text.get().strip()));
    } catch (NumberFormatException fault) {
      throw new IllegalArgumentException(
          "The header for %s must be a number.".formatted(field), fault);
    }
  }

  private static List<String> texts(
      ObjectNode body, String field, Function<String, Optional<String>> headers) {
    JsonNode value = body.remove(field);
    List<String> texts = new ArrayList<>();
    if (value != null && !value.isNull()) {
      if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isTextual)) {
        throw new IllegalArgumentException(
            "The field %s must be an array of texts.".formatted(field));
      }
      value.forEach(element -> texts.add(element.textValue()));
      return texts;
    }
    header(field, headers)
        .ifPresent(
            text -> {
              for (String one : text.split(",")) {
                if (!one.isBlank()) {
                  texts.add(one.strip());
                }
              }
            });
    return texts;
  }
}
