package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/**
 * JSON values as Python's {@code str} writes them, for comparison with literals of that language.
 */
final class PythonSpelling {
  private PythonSpelling() {}

  static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> quoted(value.textValue());
      case BOOLEAN -> value.booleanValue() ? "True" : "False";
      case NULL, MISSING -> "None";
      case ARRAY ->
          value.valueStream().map(PythonSpelling::of).collect(Collectors.joining(", ", "[", "]"));
      case OBJECT ->
          value
              .propertyStream()
              .map(member -> quoted(member.getKey()) + ": " + of(member.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> value.asText();
    };
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder written = new StringBuilder().append(quote);
    for (char letter : text.toCharArray()) {
      switch (letter) {
        case '\\' -> written.append("\\\\");
        case '\n' -> written.append("\\n");
        case '\t' -> written.append("\\t");
        case '\r' -> written.append("\\r");
        default -> written.append(letter == quote ? "\\" : "").append(letter);
      }
    }
    return written.append(quote).toString();
  }
}
