package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yardmaster.data.ExpectedCall;

/**
 * Function calls written as code, the way models without a tool interface answer: {@code [f(x=1,
 * y='a'), g(z=[True, None])]}. Arguments are named; values are Python or JSON literals, and
 * whatever is neither stays the text it is. Underscores may be escaped as Markdown wants it.
 */
final class WrittenCalls {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.]*");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:\\d(?:_?\\d){0,59}(?:\\.\\d{0,60})?|\\.\\d{1,60})(?:[eE][-+]?\\d{1,3})?");
  private static final Pattern TWO_WORDS = Pattern.compile("(?!new\\s)[\\w.]+\\s+\\w");
  private static final int DEEPEST = 100;

  /** The text is no list of calls. */
  private static final class NoCalls extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoCalls() {
      super("not a list of calls", null, false, false);
    }
  }

  private final String text;
  private final String language;
  private final boolean strict;
  private int position;
  private int depth;

  private WrittenCalls(String text, String language, boolean strict) {
    this.strict = strict;
    this.text = text;
    this.language = language;
  }

  /** All calls of a text that holds nothing else, but for brackets around them; else none. */
  static List<MadeCall> in(String text) {
    return in(text, ExpectedCall.PYTHON);
  }

  /** The same in another language, where a value is the text of its expression. */
  static List<MadeCall> in(String text, String language) {
    return in(text, language, false);
  }

  /** The same by the letter of the language: Python's true value is {@code True}. */
  static List<MadeCall> strictly(String text, String language) {
    return in(text, language, true);
  }

  private static List<MadeCall> in(String text, String language, boolean strict) {
    try {
      return new WrittenCalls(text.strip().replace("\\_", "_"), language, strict).calls();
    } catch (NoCalls other) {
      return List.of();
    }
  }

  private List<MadeCall> calls() {
    List<MadeCall> calls = new ArrayList<>();
    boolean bracketed = skip('[');
    do {
      calls.add(call());
    } while ((skip(',') || skip(';')) && !atEnd());
    if (bracketed && position < text.length()) {
      require(']');
    }
    spaces();
    if (position < text.length()) {
      throw new NoCalls();
    }
    return calls;
  }

  /** After a trailing comma; the closing bracket itself may be missing. */
  private boolean atEnd() {
    spaces();
    return position >= text.length() || text.charAt(position) == ']';
  }

  private MadeCall call() {
    String name = name();
    ObjectNode arguments = NODES.objectNode();
    require('(');
    while (!skip(')')) {
      String key = name();
      require('=');
      arguments.set(key, language.equals(ExpectedCall.PYTHON) ? value() : source());
      if (!skip(',')) {
        require(')');
        break;
      }
    }
    return new MadeCall(name, arguments);
  }

  private String name() {
    spaces();
    Matcher matcher = NAME.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      throw new NoCalls();
    }
    position = matcher.end();
    return matcher.group();
  }

  private JsonNode value() {
    spaces();
    int start = position;
    if (++depth > DEEPEST) {
      throw new NoCalls();
    }
    JsonNode value = literal();
    depth--;
    spaces();
    if (position < text.length() && ",)]}:".indexOf(text.charAt(position)) >= 0) {
      return value;
    }
    position = start;
    return expression();
  }

  private JsonNode literal() {
    char first = position < text.length() ? text.charAt(position) : ')';
    return switch (first) {
      case '\'', '"' -> string(first);
      case '[' -> list(']');
      case '(' -> list(')');
      case '{' -> dictionary();
      default -> word();
    };
  }

  private JsonNode word() {
    Matcher number = NUMBER.matcher(text).region(position, text.length());
    if (number.lookingAt()) {
      position = number.end();
      return number(number.group());
    }
    String word = name();
    return switch (word) {
      case "True" -> NODES.booleanNode(true);
      case "False" -> NODES.booleanNode(false);
      case "None" -> NODES.nullNode();
      case "true", "false" ->
          strict ? NODES.textNode(word) : NODES.booleanNode(word.equals("true"));
      case "null" -> strict ? NODES.textNode(word) : NODES.nullNode();
      default -> NODES.textNode(word);
    };
  }

  /** A number with a point or an exponent is no whole number, even where its value is one. */
  private static JsonNode number(String written) {
    String digits = written.replace("_", "");
    return digits.matches("[-+]?\\d+")
        ? NODES.numberNode(new BigInteger(digits))
        : DecimalNode.valueOf(new BigDecimal(digits));
  }

  private JsonNode string(char quote) {
    StringBuilder value = new StringBuilder();
    for (position++; position < text.length(); position++) {
      char next = text.charAt(position);
      if (next == quote) {
        position++;
        return NODES.textNode(value.toString());
      }
      if (next == '\\' && position + 1 < text.length()) {
        next = escaped(text.charAt(++position));
      }
      value.append(next);
    }
    throw new NoCalls();
  }

  private static char escaped(char letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> letter;
    };
  }

  private JsonNode list(char end) {
    ArrayNode list = NODES.arrayNode();
    position++;
    while (!skip(end)) {
      list.add(value());
      if (!skip(',')) {
        require(end);
        break;
      }
    }
    return list;
  }

  private JsonNode dictionary() {
    ObjectNode dictionary = NODES.objectNode();
    position++;
    while (!skip('}')) {
      String key = value().asText();
      require(':');
      dictionary.set(key, value());
      if (!skip(',')) {
        require('}');
        break;
      }
    }
    return dictionary;
  }

  /** Anything else, up to the comma or bracket that ends it. */
  private JsonNode expression() {
    int start = position;
    int open = 0;
    for (; position < text.length(); position++) {
      char next = text.charAt(position);
      if (open == 0 && (next == ',' || next == ')' || next == ']' || next == '}')) {
        return NODES.textNode(code(text.substring(start, position).strip()));
      }
      open += next == '(' || next == '[' || next == '{' ? 1 : 0;
      open -= next == ')' || next == ']' || next == '}' ? 1 : 0;
    }
    throw new NoCalls();
  }

  /** The text of an expression up to the comma or bracket that ends it; a quoted text bare. */
  private JsonNode source() {
    spaces();
    int end = SourceText.end(text, position);
    if (end <= position) {
      throw new NoCalls();
    }
    String found = code(text.substring(position, end).strip());
    position = end;
    return NODES.textNode(SourceText.value(found, language).orElseThrow(NoCalls::new));
  }

  /** By the letter, two words in a row are no expression, but after {@code new}. */
  private String code(String expression) {
    if (strict && TWO_WORDS.matcher(expression).lookingAt()) {
      throw new NoCalls();
    }
    return expression;
  }

  private boolean skip(char wanted) {
    spaces();
    boolean there = position < text.length() && text.charAt(position) == wanted;
    position += there ? 1 : 0;
    return there;
  }

  private void require(char wanted) {
    if (!skip(wanted)) {
      throw new NoCalls();
    }
  }

  private void spaces() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }
}
