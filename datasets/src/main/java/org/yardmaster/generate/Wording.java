package org.yardmaster.generate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of a generator, read from {@code <name>.yaml}: under each key either one list for all
 * languages or a list per language. Slots are written {@code {name}}.
 */
final class Wording {
  private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");
  private static final YAMLMapper YAML = new YAMLMapper();

  private final String name;

  /** By key, then by language label. */
  private final Map<String, Map<String, List<String>>> texts = new HashMap<>();

  private Wording(String name, Map<String, Object> yaml) {
    this.name = name;
    yaml.forEach((key, entry) -> texts.put(key, byLanguage(entry)));
  }

  private static Map<String, List<String>> byLanguage(Object entry) {
    Map<String, List<String>> byLanguage = new HashMap<>();
    for (Language language : Language.values()) {
      Object found = entry instanceof Map<?, ?> map ? map.get(language.label()) : entry;
      if (found instanceof List<?> list) {
        byLanguage.put(language.label(), list.stream().map(String::valueOf).toList());
      }
    }
    return byLanguage;
  }

  static Wording of(String name) {
    try (InputStream stream = Wording.class.getResourceAsStream(name + ".yaml")) {
      if (stream == null) {
        throw new IllegalStateException(
            "Wording (%s.yaml) is not on the class path.".formatted(name));
      }
      return new Wording(name, YAML.readValue(stream, new TypeReference<>() {}));
    } catch (IOException fault) {
      throw new UncheckedIOException("Wording (%s.yaml) is unreadable.".formatted(name), fault);
    }
  }

  /** All texts under a key. */
  List<String> list(String key, Language language) {
    List<String> found =
        texts.getOrDefault(key, Map.of()).getOrDefault(language.label(), List.of());
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "Wording (%s.yaml) has no texts for (%s) in (%s)."
              .formatted(name, key, language.label()));
    }
    return found;
  }

  /** One of the texts under a key, without slots. */
  String say(Draw draw, String key) {
    return say(draw, key, Map.of());
  }

  /** One of the texts under a key, its slots filled. */
  String say(Draw draw, String key, Map<String, ?> slots) {
    return fill(draw.pick(list(key, draw.language())), slots);
  }

  /** The text at a fixed place under a key, its slots filled. */
  String at(Draw draw, String key, int index, Map<String, ?> slots) {
    return fill(list(key, draw.language()).get(index), slots);
  }

  static String fill(String template, Map<String, ?> slots) {
    Matcher matcher = SLOT.matcher(template);
    return matcher.replaceAll(
        slot -> {
          Object value = slots.get(slot.group(1));
          if (value == null) {
            throw new IllegalStateException(
                "Slot (%s) of (%s) is not filled.".formatted(slot.group(1), template));
          }
          return Matcher.quoteReplacement(value.toString());
        });
  }
}
