package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One JSON object of a file, with its place. The accessors throw {@link BadRow} when a field is not
 * what the format promises.
 */
record JsonRow(Place place, JsonNode value, String raw) {

  JsonRow {
    if (!value.isObject()) {
      throw new BadRow(kind(value), "a JSON object");
    }
  }

  /** True when the field is there and not null. */
  boolean has(String field) {
    return value.hasNonNull(field);
  }

  JsonNode node(String field) {
    if (!has(field)) {
      throw new BadRow("no field \"%s\"".formatted(field), "a value for it");
    }
    return value.get(field);
  }

  String text(String field) {
    JsonNode node = node(field);
    if (!node.isTextual()) {
      throw wrong(field, node, "text");
    }
    return node.textValue();
  }

  /** Text that names something: not blank. */
  String name(String field) {
    String text = text(field);
    if (text.isBlank()) {
      throw wrong(field, node(field), "a name");
    }
    return text;
  }

  Optional<String> optionalText(String field) {
    return has(field) ? Optional.of(text(field)) : Optional.empty();
  }

  /** Text, or a number or truth value in its own spelling: for ids. */
  String scalar(String field) {
    JsonNode node = node(field);
    if (!node.isValueNode() || node.asText().isBlank()) {
      throw wrong(field, node, "text or a number");
    }
    return node.asText();
  }

  double number(String field) {
    JsonNode node = node(field);
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(field, node, "a number");
    }
    return node.doubleValue();
  }

  /** A whole number from 0. */
  long count(String field) {
    JsonNode node = node(field);
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw wrong(field, node, "a whole number from 0");
    }
    return node.longValue();
  }

  /** A non-empty or empty array. */
  JsonNode array(String field) {
    JsonNode node = node(field);
    if (!node.isArray()) {
      throw wrong(field, node, "an array");
    }
    return node;
  }

  JsonRow object(String field) {
    JsonNode node = node(field);
    if (!node.isObject()) {
      throw wrong(field, node, "an object");
    }
    return new JsonRow(place, node, raw);
  }

  static BadRow wrong(String field, JsonNode node, String expected) {
    return new BadRow("%s in field \"%s\"".formatted(kind(node), field), expected);
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array of " + node.size();
      case STRING -> BadRow.quoted(node.textValue());
      case NUMBER, BOOLEAN -> node.asText();
      case NULL -> "null";
      case MISSING -> "nothing";
      case BINARY, POJO -> "no JSON";
    };
  }
}
