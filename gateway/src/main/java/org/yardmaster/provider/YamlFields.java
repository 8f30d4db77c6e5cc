package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** An object of a YAML file, read strictly: errors say where, what was found, what expected. */
final class YamlFields {
  private final String place;
  private final JsonNode node;

  /**
   * @param place file and path within it, as errors call it
   */
  YamlFields(String place, JsonNode node) {
    this.place = place;
    this.node = node;
    if (!node.isObject()) {
      throw fault(node.isMissingNode() ? "nothing" : node.toString(), "named fields");
    }
  }

  JsonNode node() {
    return node;
  }

  void allow(Set<String> names) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw fault("field (%s)".formatted(name), "only " + new TreeSet<>(names));
              }
            });
  }

  String text(String name) {
    return find(name).orElseThrow(() -> fault("no field (%s)".formatted(name), "one"));
  }

  Optional<String> find(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode() || value.asText().isBlank()) {
      throw fault(name, value, "a text");
    }
    return Optional.of(value.asText());
  }

  Optional<Boolean> truth(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw fault(name, value, "true or false");
    }
    return Optional.of(value.booleanValue());
  }

  OptionalInt count(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.isInt() || value.intValue() < 1) {
      throw fault(name, value, "a whole number of at least 1");
    }
    return OptionalInt.of(value.intValue());
  }

  Optional<Double> amount(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isNumber() || value.doubleValue() < 0) {
      throw fault(name, value, "a number of at least 0");
    }
    return Optional.of(value.doubleValue());
  }

  <T extends Enum<T>> Optional<T> choice(String name, Class<T> type) {
    return find(name)
        .map(
            text -> {
              for (T constant : type.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(text)) {
                  return constant;
                }
              }
              throw fault(
                  name,
                  node.path(name),
                  "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
            });
  }

  Optional<YamlFields> object(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(new YamlFields("%s, %s".formatted(place, name), value));
  }

  /** Every field as an object of its own. */
  Map<String, YamlFields> entries() {
    Map<String, YamlFields> entries = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field ->
                entries.put(
                    field.getKey(),
                    new YamlFields("%s, %s".formatted(place, field.getKey()), field.getValue())));
    return entries;
  }

  List<YamlFields> list(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw fault(name, value, "a list");
    }
    List<YamlFields> list = new ArrayList<>();
    for (JsonNode element : value) {
      list.add(new YamlFields("%s, %s %d".formatted(place, name, list.size() + 1), element));
    }
    return list;
  }

  private IllegalArgumentException fault(String name, JsonNode value, String expected) {
    return fault("%s in field (%s)".formatted(value, name), expected);
  }

  IllegalArgumentException fault(String found, String expected) {
    return new IllegalArgumentException(
        "%s: found %s; expected %s.".formatted(place, found, expected));
  }
}
