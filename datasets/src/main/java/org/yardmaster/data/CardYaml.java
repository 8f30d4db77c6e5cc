package org.yardmaster.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads a {@link DatasetCard} from YAML whose keys are the record's components. {@code
 * evaluationOnly} is false when absent, {@code contamination} and {@code defects} are empty.
 */
public final class CardYaml {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "title",
          "source",
          "licence",
          "evaluationOnly",
          "goodFor",
          "contamination",
          "defects",
          "splitRule");

  private CardYaml() {}

  /**
   * Reads a card from a file.
   *
   * @throws IllegalArgumentException when it is no card; names the file
   */
  public static DatasetCard read(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return read(file.toString(), stream);
    } catch (IOException fault) {
      throw new UncheckedIOException("Card (%s) is unreadable.".formatted(file), fault);
    }
  }

  /**
   * Reads a card from a stream, which stays open.
   *
   * @param origin where it comes from, as errors call it
   * @throws IllegalArgumentException when it is no card; says what was found and expected
   */
  public static DatasetCard read(String origin, InputStream stream) {
    JsonFields fields =
        new JsonFields("Card (%s)".formatted(origin), parse(origin, stream), FIELDS);
    return new DatasetCard(
        fields.text("id"),
        words(fields, "title"),
        words(fields, "source"),
        words(fields, "licence"),
        fields.has("evaluationOnly") && fields.truth("evaluationOnly"),
        words(fields, "goodFor"),
        fields.has("contamination") ? fields.texts("contamination") : List.of(),
        fields.has("defects") ? fields.texts("defects") : List.of(),
        words(fields, "splitRule"));
  }

  /** Folded YAML blocks end with a line feed that nobody means. */
  private static String words(JsonFields fields, String name) {
    return fields.text(name).strip();
  }

  private static JsonNode parse(String origin, InputStream stream) {
    try {
      return YAML.readTree(stream.readAllBytes());
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException(
          "Card (%s): not YAML: %s".formatted(origin, fault.getMessage()), fault);
    } catch (IOException fault) {
      throw new UncheckedIOException("Card (%s) is unreadable.".formatted(origin), fault);
    }
  }
}
