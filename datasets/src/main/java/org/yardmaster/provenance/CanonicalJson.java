package org.yardmaster.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON with one spelling per value: keys sorted, no white space, numbers as written by Jackson.
 * Digests are taken over this form.
 */
public final class CanonicalJson {
  /** Sorts keys, refuses duplicate keys and trailing text, keeps decimals exact. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private CanonicalJson() {}

  /**
   * Parses one JSON value.
   *
   * @throws IllegalArgumentException naming line and column of the fault
   */
  public static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException(
          "Not JSON at line %d, column %d: %s"
              .formatted(
                  fault.getLocation() == null ? 1 : fault.getLocation().getLineNr(),
                  fault.getLocation() == null ? 1 : fault.getLocation().getColumnNr(),
                  fault.getOriginalMessage()),
          fault);
    }
  }

  /** The canonical text of a parsed value. */
  public static String write(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(MAPPER.treeToValue(value, Object.class));
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A parsed JSON value can always be written.", fault);
    }
  }

  /** The canonical text of a JSON text. */
  public static String canonical(String json) {
    return write(parse(json));
  }
}
