package org.yardmaster.grade;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.provenance.CanonicalJson;

/** JSON inside an answer: alone, in a code fence, or in the midst of talk. */
final class EmbeddedJson {
  private static final ObjectReader READER =
      CanonicalJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Starts that are tried at most: bounds the work on texts full of brackets. */
  private static final int MOST_STARTS = 2_000;

  private EmbeddedJson() {}

  /** The whole text as one JSON value. */
  static Optional<JsonNode> whole(String text) {
    try {
      JsonNode value = CanonicalJson.parse(text.strip());
      return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }

  /** Every code fence that holds one JSON value, in order. */
  static List<JsonNode> fenced(String text) {
    return Extractor.FENCED.all(text).stream()
        .map(EmbeddedJson::whole)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Every object and array that stands in the text and in no other, in order. */
  static List<JsonNode> containers(String text) {
    List<JsonNode> found = new ArrayList<>();
    char[] characters = text.toCharArray();
    int starts = 0;
    int index = 0;
    while (index < characters.length && starts < MOST_STARTS) {
      if (characters[index] != '{' && characters[index] != '[') {
        index++;
        continue;
      }
      starts++;
      index += read(characters, index, found);
    }
    return found;
  }

  /** Reads a value that starts here; says how many characters to move on. */
  private static int read(char[] characters, int start, List<JsonNode> found) {
    try (JsonParser parser =
        READER.getFactory().createParser(characters, start, characters.length - start)) {
      JsonNode value = READER.readTree(parser);
      found.add(value);
      return Math.max(1, (int) parser.currentLocation().getCharOffset());
    } catch (IOException notJson) {
      return 1;
    }
  }
}
