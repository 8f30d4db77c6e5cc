package org.yardmaster.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** JSON in files, object by object: one per line, or the elements of one array. */
final class JsonFiles {
  /** Results of failed calculations run to thousands of digits in published files. */
  private static final int LONGEST_NUMBER = 100_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(LONGEST_NUMBER).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Reads the next value and leaves the rest to the caller. */
  private static final ObjectReader ONE_VALUE =
      MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonFiles() {}

  /** Hands over every non-blank line; bad lines go to the row policy. */
  static void lines(Path file, RowPolicy rows, Consumer<JsonRow> handler) {
    TextFiles.read(
        file,
        reader -> {
          long line = 0;
          for (String raw = reader.readLine(); raw != null; raw = reader.readLine()) {
            line++;
            if (!raw.isBlank()) {
              rows.read(1);
              line(new Place(file, line, 0), raw, rows, handler);
            }
          }
          return line;
        });
  }

  /** As {@link #lines}; a last line that is no JSON counts as cut off and is set aside. */
  static void linesUpToACut(Path file, RowPolicy rows, Consumer<JsonRow> handler) {
    TextFiles.read(
        file,
        reader -> {
          long line = 1;
          String raw = reader.readLine();
          while (raw != null) {
            String next = reader.readLine();
            Place place = new Place(file, line, 0);
            rows.read(raw.isBlank() ? 0 : 1);
            if (next == null && !raw.isBlank() && !isJson(raw)) {
              rows.cutOff(place, raw);
            } else if (!raw.isBlank()) {
              line(place, raw, rows, handler);
            }
            raw = next;
            line++;
          }
          return line;
        });
  }

  private static boolean isJson(String raw) {
    try {
      MAPPER.readTree(raw);
      return true;
    } catch (JsonProcessingException fault) {
      return false;
    }
  }

  private static void line(Place place, String raw, RowPolicy rows, Consumer<JsonRow> handler) {
    JsonNode value;
    try {
      value = value(raw);
    } catch (JsonProcessingException fault) {
      Place spot = new Place(place.file(), place.line(), column(fault));
      rows.bad(spot, "no JSON (%s)".formatted(firstLine(fault)), "one JSON object", raw);
      return;
    }
    row(place, value, raw, rows, handler);
  }

  static JsonNode value(String raw) throws JsonProcessingException {
    return MAPPER.readTree(raw);
  }

  /** JSON that cannot be read on a line: the place gets the column. */
  static BadInputException bad(Place line, JsonProcessingException fault) {
    return new BadInputException(
        new Place(line.file(), line.line(), column(fault)),
        "no JSON (%s)".formatted(firstLine(fault)),
        "JSON");
  }

  /** Hands over every element of a file that holds one JSON array. */
  static void elements(Path file, RowPolicy rows, Consumer<JsonRow> handler) {
    TextFiles.readBytes(
        file,
        bytes -> {
          elements(file, bytes, rows, element -> true, handler);
          return true;
        });
  }

  /**
   * Hands over the elements of an array inside the file.
   *
   * @param isRow which elements count; the others are passed over
   */
  static void elements(
      Path file,
      InputStream bytes,
      RowPolicy rows,
      Predicate<JsonNode> isRow,
      Consumer<JsonRow> handler)
      throws IOException {
    try (JsonParser parser = MAPPER.createParser(TextFiles.decoded(bytes))) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new BadInputException(place(file, parser), "no array", "a JSON array of objects");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Place place = place(file, parser);
        JsonNode value = ONE_VALUE.readTree(parser);
        if (value == null) {
          throw new BadInputException(place, "the end of the file", "the end of the array");
        }
        if (isRow.test(value)) {
          rows.read(1);
          row(place, value, "", rows, handler);
        }
      }
      requireEnd(file, parser);
    } catch (JsonProcessingException fault) {
      throw bad(file, fault);
    }
  }

  /** The only JSON object of a file. */
  static JsonRow object(Path file) {
    return TextFiles.readBytes(file, bytes -> object(file, bytes));
  }

  /** The only JSON object of an entry inside the file. */
  static JsonRow object(Path file, InputStream bytes) throws IOException {
    try (JsonParser parser = MAPPER.createParser(TextFiles.decoded(bytes))) {
      JsonNode value = parser.nextToken() == null ? null : ONE_VALUE.readTree(parser);
      if (value == null || !value.isObject()) {
        throw new BadInputException(new Place(file, 1, 0), "no JSON object", "one JSON object");
      }
      requireEnd(file, parser);
      return new JsonRow(new Place(file, 1, 0), value, "");
    } catch (JsonProcessingException fault) {
      throw bad(file, fault);
    }
  }

  /** Runs a handler on a row that was set aside; what it finds wrong goes to the row policy. */
  static void row(JsonRow row, RowPolicy rows, Consumer<JsonRow> handler) {
    row(row.place(), row.value(), row.raw(), rows, handler);
  }

  /** Runs a handler on a row; what it finds wrong goes to the row policy. */
  static void row(
      Place place, JsonNode value, String raw, RowPolicy rows, Consumer<JsonRow> handler) {
    try {
      handler.accept(new JsonRow(place, value, raw));
    } catch (BadRow bad) {
      rows.bad(place, bad.found(), bad.expected(), raw.isEmpty() ? value.toString() : raw);
    }
  }

  private static void requireEnd(Path file, JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new BadInputException(place(file, parser), "more JSON", "the end of the file");
    }
  }

  private static Place place(Path file, JsonParser parser) {
    JsonLocation at = parser.currentTokenLocation();
    return new Place(file, Math.max(1, at.getLineNr()), Math.max(0, at.getColumnNr()));
  }

  private static BadInputException bad(Path file, JsonProcessingException fault) {
    @Nullable JsonLocation at = fault.getLocation();
    Place place = new Place(file, at == null ? 1 : Math.max(1, at.getLineNr()), column(fault));
    return new BadInputException(place, "no JSON (%s)".formatted(firstLine(fault)), "JSON");
  }

  private static int column(JsonProcessingException fault) {
    @Nullable JsonLocation at = fault.getLocation();
    return at == null ? 0 : Math.max(0, at.getColumnNr());
  }

  private static String firstLine(JsonProcessingException fault) {
    return String.valueOf(fault.getOriginalMessage()).lines().findFirst().orElse("");
  }
}
