package org.yardmaster.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
public final class YamlFields {
  private static final YAMLMapper YAML = new YAMLMapper();

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

  /**
   * Reads a file's root.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static YamlFields read(Path path) {
    try {
      return parse(path.toString(), Files.readString(path));
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s.%nMaybe the path is wrong.".formatted(path, fault), fault);
    }
  }

  /** Reads a text; errors call it {@code origin}. */
  public static YamlFields parse(String origin, String text) {
    try {
      return new YamlFields(origin, YAML.readTree(text));
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException(
          "%s line %d: not YAML: %s"
              .formatted(
                  origin,
                  fault.getLocation() == null ? 1 : fault.getLocation().getLineNr(),
                  fault.getOriginalMessage()),
          fault);
    }
  }

  public JsonNode node() {
    return node;
  }

  /** Refuses every other field. */
  public void allow(Set<String> names) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw fault("field (%s)".formatted(name), "only " + new TreeSet<>(names));
              }
            });
  }

  public String text(String name) {
    return find(name).orElseThrow(() -> fault("no field (%s)".formatted(name), "one"));
  }

  public Optional<String> find(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode() || value.asText().isBlank()) {
      throw fault(name, value, "a text");
    }
    return Optional.of(value.asText());
  }

  public Optional<Boolean> truth(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw fault(name, value, "true or false");
    }
    return Optional.of(value.booleanValue());
  }

  public OptionalInt count(String name) {
    return whole(name, 1);
  }

  /** A whole number that is not below the least. */
  public OptionalInt whole(String name, int least) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.isInt() || value.intValue() < least) {
      throw fault(name, value, "a whole number of at least " + least);
    }
    return OptionalInt.of(value.intValue());
  }

  public Optional<Double> amount(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isNumber() || value.doubleValue() < 0) {
      throw fault(name, value, "a number of at least 0");
    }
    return Optional.of(value.doubleValue());
  }

  public <T extends Enum<T>> Optional<T> choice(String name, Class<T> type) {
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

  public Optional<YamlFields> object(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(new YamlFields("%s, %s".formatted(place, name), value));
  }

  /** Every field as an object of its own. */
  public Map<String, YamlFields> entries() {
    Map<String, YamlFields> entries = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field ->
                entries.put(
                    field.getKey(),
                    new YamlFields("%s, %s".formatted(place, field.getKey()), field.getValue())));
    return entries;
  }

  /** Texts in a list; a lone text counts as a list of one. */
  public List<String> texts(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw fault(name, value, "a list of texts");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  public List<YamlFields> list(String name) {
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

  public IllegalArgumentException fault(String found, String expected) {
    return new IllegalArgumentException(
        "%s: found %s; expected %s.".formatted(place, found, expected));
  }
}
