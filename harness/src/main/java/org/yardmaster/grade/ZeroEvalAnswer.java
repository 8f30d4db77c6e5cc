package org.yardmaster.grade;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ZeroEval takes for the answer of a text that was asked for JSON with an {@code answer}
 * field: that field of the first complete object; where the object is damaged, what follows the
 * field's name, up to a quote or else to a comma or space; at last a word in a box, which ZeroEval
 * looks for in answers of Llama 3.1 only.
 */
final class ZeroEvalAnswer {
  private static final ObjectReader READER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build().reader();
  private static final Pattern QUOTED = Pattern.compile("\"answer\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern BARE = Pattern.compile("\"answer\"\\s*:\\s*([^,\\s]*)");
  private static final Pattern UNQUOTED_NAME = Pattern.compile("answer\\s*:\\s*([^,\\s]*)");

  private static final Pattern BOXED = Pattern.compile("\\\\boxed\\{(\\w+)\\}");

  private ZeroEvalAnswer() {}

  static Optional<String> of(String text) {
    return firstObject(text)
        .map(object -> object.get("answer"))
        .map(ZeroEvalAnswer::spelling)
        .or(() -> found(QUOTED, text))
        .or(() -> found(BARE, text))
        .or(() -> found(UNQUOTED_NAME, text))
        .or(() -> found(BOXED, text));
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The first stretch with as many closing as opening braces, if it is a JSON object. */
  private static Optional<JsonNode> firstObject(String text) {
    int start = text.indexOf('{');
    int open = 0;
    for (int index = Math.max(start, 0); start >= 0 && index < text.length(); index++) {
      char next = text.charAt(index);
      open += next == '{' ? 1 : next == '}' ? -1 : 0;
      if (open == 0) {
        return parse(text.substring(start, index + 1).replace("\n", ""));
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> parse(String json) {
    try {
      JsonNode value = READER.readTree(json);
      return value.hasNonNull("answer") || value.has("answer")
          ? Optional.of(value)
          : Optional.empty();
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  /** The value as Python spells it. */
  private static String spelling(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue();
      case BOOLEAN -> value.booleanValue() ? "True" : "False";
      case NULL -> "None";
      case ARRAY -> PythonSpelling.of(value);
      case OBJECT -> PythonSpelling.of(value);
      default -> value.asText();
    };
  }
}
