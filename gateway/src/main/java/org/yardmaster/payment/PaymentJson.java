package org.yardmaster.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Base64;

/** JSON in headers: standard Base64 of UTF-8, read strictly and within narrow bounds. */
final class PaymentJson {
  /** Characters of a header before it is decoded; official clients send 650 to 2,000. */
  static final int LONGEST_HEADER = 8_192;

  private static final int DEEPEST = 16;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PaymentJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * One JSON object.
   *
   * @throws IllegalArgumentException saying what is wrong, without quoting the text
   */
  static ObjectNode read(String text) {
    try {
      if (STRICT.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("it is no JSON object");
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException("it is not strict JSON", fault);
    }
  }

  /**
   * The object in a header.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static ObjectNode decode(String header) {
    if (header.length() > LONGEST_HEADER) {
      throw new IllegalArgumentException(
          "it has %,d characters; at most %,d are read".formatted(header.length(), LONGEST_HEADER));
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(header);
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException("it is not standard Base64", fault);
    }
    try {
      return read(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException fault) {
      throw new IllegalArgumentException("it is not UTF-8", fault);
    }
  }

  static String encode(JsonNode json) {
    return Base64.getEncoder().encodeToString(json.toString().getBytes(UTF_8));
  }

  /** A text field; empty when it is missing or no text. */
  static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isTextual() ? value.textValue() : "";
  }
}
