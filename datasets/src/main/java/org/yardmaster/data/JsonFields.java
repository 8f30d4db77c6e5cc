package org.yardmaster.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A JSON object read strictly: a missing, unknown or mistyped field says what was expected. */
final class JsonFields {
  private final String owner;
  private final JsonNode object;

  /**
   * @param owner what the object stands for, as errors call it
   * @param known every field it may have
   */
  JsonFields(String owner, JsonNode object, Set<String> known) {
    this.owner = owner;
    this.object = object;
    if (!object.isObject()) {
      throw fault(describe(object), "an object with " + new TreeSet<>(known));
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw fault("field (%s)".formatted(name), "only " + new TreeSet<>(known));
              }
            });
  }

  boolean has(String name) {
    return object.has(name);
  }

  JsonNode node(String name) {
    JsonNode value = object.get(name);
    if (value == null) {
      throw fault("no field (%s)".formatted(name), "one");
    }
    return value;
  }

  String text(String name) {
    return text(name, node(name));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      texts.add(text(name, element));
    }
    return texts;
  }

  JsonNode array(String name) {
    JsonNode value = node(name);
    if (!value.isArray()) {
      throw fault(name, value, "an array");
    }
    return value;
  }

  JsonNode number(String name) {
    JsonNode value = node(name);
    if (!value.isNumber()) {
      throw fault(name, value, "a number");
    }
    return value;
  }

  boolean truth(String name) {
    JsonNode value = node(name);
    if (!value.isBoolean()) {
      throw fault(name, value, "true or false");
    }
    return value.booleanValue();
  }

  private String text(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw fault(name, value, "a text");
    }
    return value.textValue();
  }

  private IllegalArgumentException fault(String name, JsonNode value, String expected) {
    return fault("%s in field (%s)".formatted(describe(value), name), expected);
  }

  IllegalArgumentException fault(String found, String expected) {
    return new IllegalArgumentException(
        "%s: found %s; expected %s.".formatted(owner, found, expected));
  }

  private static String describe(JsonNode value) {
    String kind = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return value.getNodeType() == JsonNodeType.NULL ? kind : "%s (%s)".formatted(kind, value);
  }
}
