package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yardmaster.data.ExpectedCall;

/**
 * Values that calls of Java and JavaScript functions write as source text ({@code 3L}, {@code new
 * int[]{1, 2}}, {@code {a: 1}}), read as the type they are declared to have, as the Berkeley
 * function-calling leaderboard does: what cannot be read as its type stays the text it is.
 */
final class CodeValue {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String WHOLE = "-?\\d{1,60}";
  private static final String FRACTION = "-?\\d{1,60}(?:\\.\\d{1,60})?";
  private static final String SCIENTIFIC = FRACTION + "(?:[eE][+-]?\\d{1,3})?";
  private static final Pattern AS_LIST =
      Pattern.compile("new\\s+ArrayList<\\w*>\\(Arrays\\.asList\\((.+?)\\)\\)");
  private static final Pattern EMPTY_LIST = Pattern.compile("new\\s+ArrayList<\\w*>\\(\\)");
  private static final Pattern JAVA_ARRAY =
      Pattern.compile("new\\s+\\w+\\[\\]\\s*\\{(.*?)\\}", Pattern.DOTALL);
  private static final Pattern EMPTY_MAP = Pattern.compile("new\\s+HashMap<.*?>\\s*\\(\\)");
  private static final Pattern MAP_BODY =
      Pattern.compile(
          "new\\s+HashMap<.*?>\\s*\\(\\)\\s*\\{\\s*\\{?\\s*(.*?)\\s*\\}?\\s*\\}", Pattern.DOTALL);
  private static final Pattern PUT = Pattern.compile("put\\(\"(.*?)\",\\s*(.*?)\\)");
  private static final Pattern NESTED_ARRAY =
      Pattern.compile("(?:new\\s+Array\\(|\\[)\\s*\\[.*?\\]\\s*(?:,\\s*\\[.*?\\]\\s*)*[\\])]");
  private static final Pattern INNER_ARRAY = Pattern.compile("\\[([^\\[]*?)\\]");
  private static final Pattern SCRIPT_ARRAY =
      Pattern.compile("\\[(.*?)\\]|new\\s+Array\\((.*?)\\)");
  private static final Pattern SCRIPT_OBJECT = Pattern.compile("\\{(.*?)\\}");

  private CodeValue() {}

  /** Empty where a Java or JavaScript value is no text: it was not written as asked. */
  static Optional<JsonNode> read(String language, String type, JsonNode value) {
    if (language.equals(ExpectedCall.PYTHON)) {
      return Optional.of(value);
    }
    if (!value.isTextual()) {
      return Optional.empty();
    }
    boolean java = language.equals("java");
    return Optional.of(java ? java(value.textValue(), type) : script(value.textValue(), type));
  }

  private static JsonNode java(String text, String type) {
    return switch (outer(type)) {
      case "byte", "short", "integer" -> whole(text, WHOLE, text);
      case "long" -> whole(text, WHOLE + "[lL]", text.replaceFirst("[lL]$", ""));
      case "float" -> fraction(text, SCIENTIFIC + "[fF]", text.replaceFirst("[fF]$", ""));
      case "double" -> fraction(text, SCIENTIFIC, text);
      case "boolean" -> truth(text);
      case "ArrayList" -> javaList(text, inner(type));
      case "Array" -> javaArray(text, inner(type));
      case "HashMap" -> javaMap(text);
      default -> NODES.textNode(text);
    };
  }

  private static JsonNode script(String text, String type) {
    return switch (outer(type)) {
      case "String" -> NODES.textNode(bare(text));
      case "integer" -> whole(text, WHOLE, text);
      case "float" -> fraction(text, FRACTION, text);
      case "Bigint" -> whole(text, WHOLE + "n", text.replaceFirst("n$", ""));
      case "Boolean" -> truth(text);
      case "array" -> scriptArray(text.strip(), inner(type));
      case "dict" -> scriptObject(text.strip());
      default -> NODES.textNode(text);
    };
  }

  private static String outer(String type) {
    int open = type.indexOf('<');
    return open < 0 ? type : type.substring(0, open);
  }

  /** The declared type of a list's elements, which comes first. */
  private static String inner(String type) {
    int open = type.indexOf('<');
    return open < 0 ? "" : type.substring(open + 1, type.length() - 1).replaceFirst("\\|.*", "");
  }

  private static JsonNode whole(String text, String form, String digits) {
    return text.matches(form) ? NODES.numberNode(new BigInteger(digits)) : NODES.textNode(text);
  }

  private static JsonNode fraction(String text, String form, String digits) {
    return text.matches(form) ? DecimalNode.valueOf(new BigDecimal(digits)) : NODES.textNode(text);
  }

  private static JsonNode truth(String text) {
    return text.equals("true") || text.equals("false")
        ? NODES.booleanNode(text.equals("true"))
        : NODES.textNode(text);
  }

  private static JsonNode javaList(String text, String inner) {
    Matcher filled = AS_LIST.matcher(text);
    if (filled.find()) {
      boolean quoted = inner.equals("String") || inner.equals("char");
      return split(filled.group(1), e -> quoted ? NODES.textNode(cut(e)) : javaElement(e, inner));
    }
    return EMPTY_LIST.matcher(text).find() ? NODES.arrayNode() : NODES.textNode(text);
  }

  private static JsonNode javaArray(String text, String inner) {
    Matcher filled = JAVA_ARRAY.matcher(text);
    return filled.find()
        ? split(filled.group(1), element -> javaElement(element, inner))
        : NODES.textNode(text);
  }

  private static JsonNode javaElement(String text, String type) {
    return type.isEmpty() ? loose(text) : java(text, type);
  }

  private static JsonNode javaMap(String text) {
    Matcher body = MAP_BODY.matcher(text);
    ObjectNode map = NODES.objectNode();
    if (body.find()) {
      Matcher put = PUT.matcher(body.group(1));
      while (put.find()) {
        map.set(put.group(1), loose(put.group(2).strip()));
      }
      return map;
    }
    return EMPTY_MAP.matcher(text).find() ? map : NODES.textNode(text);
  }

  private static JsonNode scriptArray(String text, String inner) {
    if (NESTED_ARRAY.matcher(text).lookingAt()) {
      ArrayNode rows = NODES.arrayNode();
      Matcher row = INNER_ARRAY.matcher(text);
      while (row.find()) {
        rows.add(split(row.group(1), CodeValue::loose));
      }
      return rows;
    }
    Matcher flat = SCRIPT_ARRAY.matcher(text);
    if (!flat.lookingAt()) {
      return NODES.textNode(text);
    }
    String elements = flat.group(1) == null ? flat.group(2) : flat.group(1);
    return split(elements, element -> inner.isEmpty() ? loose(element) : script(element, inner));
  }

  private static JsonNode scriptObject(String text) {
    Matcher members = SCRIPT_OBJECT.matcher(text);
    ObjectNode object = NODES.objectNode();
    if (text.equals("{}")) {
      return object;
    }
    if (!members.lookingAt()) {
      return NODES.textNode(text);
    }
    for (String member : members.group(1).split(",", -1)) {
      String[] sides = member.split(":", -1);
      if (sides.length != 2) {
        return NODES.textNode(text);
      }
      object.set(loose(apart(sides[0])).asText(), loose(apart(sides[1])));
    }
    return object;
  }

  private static String apart(String side) {
    return side.strip().replaceAll("^'+|'+$", "");
  }

  private static ArrayNode split(String elements, Function<String, JsonNode> read) {
    ArrayNode list = NODES.arrayNode();
    for (String element : elements.split(",")) {
      if (!element.isBlank()) {
        list.add(read.apply(element.strip()));
      }
    }
    return list;
  }

  /** A value whose type is not declared. */
  private static JsonNode loose(String written) {
    String text = written.strip();
    if (text.equals("true") || text.equals("false")) {
      return truth(text);
    }
    if (text.matches(WHOLE + "[lL]?")) {
      return NODES.numberNode(new BigInteger(text.replaceFirst("[lL]$", "")));
    }
    if (text.matches(SCIENTIFIC + "[fF]?")) {
      return DecimalNode.valueOf(new BigDecimal(text.replaceFirst("[fF]$", "")));
    }
    return NODES.textNode(bare(text));
  }

  private static String bare(String text) {
    boolean quoted =
        (text.startsWith("\"") && text.endsWith("\""))
            || (text.startsWith("'") && text.endsWith("'"));
    return quoted ? cut(text) : text;
  }

  private static String cut(String text) {
    return text.length() < 2 ? "" : text.substring(1, text.length() - 1);
  }
}
