package org.yardmaster.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON as it stands in requests and answers of chat APIs. */
public final class ChatJson {
  /** Deepest nesting of a request; real ones have some ten levels, schemas of tools included. */
  public static final int DEEPEST = 128;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(200)
                          .maxStringLength(64 << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final JsonMapper LENIENT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private ChatJson() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads a request strictly: well-formed UTF-8, one object, no key twice, bounded depth.
   *
   * @throws IllegalArgumentException saying what is wrong and where, without quoting the text
   */
  public static ObjectNode request(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (STRICT.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("The body must be one JSON object.");
    } catch (CharacterCodingException fault) {
      throw new IllegalArgumentException("The body is not well-formed UTF-8.", fault);
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException(
          "The body is not JSON at line %d, column %d: %s"
              .formatted(
                  fault.getLocation() == null ? 1 : fault.getLocation().getLineNr(),
                  fault.getLocation() == null ? 1 : fault.getLocation().getColumnNr(),
                  firstSentence(fault.getOriginalMessage())),
          fault);
    }
  }

  /** Parser messages quote what they choke on: that stays out. */
  private static String firstSentence(String message) {
    String line = message.lines().findFirst().orElse("");
    String plain = line.replaceAll("['\"(].*", "").strip();
    return plain.isEmpty() ? "malformed" : plain;
  }

  /** Reads what a provider sent; nothing when it is no JSON object. */
  public static Optional<ObjectNode> lenient(String text) {
    try {
      return LENIENT.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** A text field; empty when it is missing, null or no text. */
  public static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  /** The text of content that is a text or an array of parts. */
  public static String contentText(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.textValue() : "";
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(text(part, "text")));
    return text.toString();
  }

  /** Copies a field where it is there and not null. */
  static void copy(JsonNode from, String name, ObjectNode to, String newName) {
    JsonNode value = from.path(name);
    if (!value.isMissingNode() && !value.isNull()) {
      to.set(newName, value);
    }
  }

  /** JSON written inside a text; an empty object where it is blank, itself where it is no JSON. */
  static JsonNode embedded(String written) {
    if (written.isBlank()) {
      return object();
    }
    try {
      return STRICT.readTree(written);
    } catch (JsonProcessingException notJson) {
      return JsonNodeFactory.instance.textNode(written);
    }
  }
}
