package org.yardmaster.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.yardmaster.outcome.Candidate;

/** JSON as providers write it: lenient about what is not needed. */
final class WireJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private WireJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The parsed text; nothing when it is no JSON or no object. */
  static Optional<ObjectNode> object(String text) {
    return any(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  static Optional<JsonNode> any(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** A candidate's parameters as fields: text that reads as JSON is JSON, other text is text. */
  static void putParameters(ObjectNode target, Candidate candidate) {
    candidate
        .parameters()
        .forEach(
            (name, value) ->
                target.set(
                    name, any(value).orElseGet(() -> JsonNodeFactory.instance.textNode(value))));
  }

  /** A text field; empty when it is missing, null or no text. */
  static String text(JsonNode object, String field) {
    return object.path(field).isTextual() ? object.path(field).textValue() : "";
  }
}
