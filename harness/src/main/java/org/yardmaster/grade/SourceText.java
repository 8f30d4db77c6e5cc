package org.yardmaster.grade;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions of Java and JavaScript as they stand in the source text of a call. */
final class SourceText {
  private static final Pattern TYPE_ARGUMENTS = Pattern.compile("<[\\w\\s,.?<>\\[\\]]*>");
  private static final Pattern CREATION = Pattern.compile("new\\s+[\\w.]+\\s*(?:<[^()]*>)?\\s*\\(");

  private SourceText() {}

  /**
   * Where the expression that starts here ends: before a comma or closing bracket of its caller.
   */
  static int end(String text, int start) {
    int open = 0;
    int index = start;
    while (index < text.length()) {
      char next = text.charAt(index);
      if (open == 0 && (next == ',' || closes(next))) {
        return index;
      }
      if (next == '"' || next == '\'' || next == '`') {
        index = afterQuote(text, index);
        continue;
      }
      if (next == '<') {
        Matcher types = TYPE_ARGUMENTS.matcher(text).region(index, text.length());
        if (types.lookingAt()) {
          index = types.end();
          continue;
        }
      }
      open += opens(next) ? 1 : closes(next) ? -1 : 0;
      index++;
    }
    return -1;
  }

  /**
   * What an expression stands for, still as text: a quoted text loses its quotes, a Java object its
   * anonymous body. Empty where it is none of the language: Java knows no bare {@code [} or {@code
   * {}.
   */
  static Optional<String> value(String expression, String language) {
    char first = expression.charAt(0);
    boolean quoted = first == '"' || first == '\'';
    if (quoted && afterQuote(expression, 0) == expression.length() && expression.length() > 1) {
      return Optional.of(expression.substring(1, expression.length() - 1));
    }
    if (!language.equals("java")) {
      return Optional.of(expression);
    }
    if (first == '[' || first == '{') {
      return Optional.empty();
    }
    Matcher creation = CREATION.matcher(expression);
    if (creation.lookingAt()) {
      int end = end(expression, creation.end());
      while (end >= 0 && end < expression.length() && expression.charAt(end) == ',') {
        end = end(expression, end + 1);
      }
      return end < 0 ? Optional.empty() : Optional.of(expression.substring(0, end + 1));
    }
    return Optional.of(expression);
  }

  private static int afterQuote(String text, int start) {
    char quote = text.charAt(start);
    for (int index = start + 1; index < text.length(); index++) {
      if (text.charAt(index) == '\\') {
        index++;
      } else if (text.charAt(index) == quote) {
        return index + 1;
      }
    }
    return text.length();
  }

  private static boolean opens(char sign) {
    return sign == '(' || sign == '[' || sign == '{';
  }

  private static boolean closes(char sign) {
    return sign == ')' || sign == ']' || sign == '}';
  }
}
