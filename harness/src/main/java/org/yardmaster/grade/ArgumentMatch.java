package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether an argument of a declared type has one of its allowed values, by the rules of the
 * Berkeley function-calling leaderboard's AST checker of August 2024: the value must be of the
 * declared type, or of the type of the allowed values (the name of a variable where a list is
 * declared); a whole number is no fraction inside a list, though it is one on its own; texts are
 * compared without case, spaces and {@code , . / - _ * ^}, but only down to the elements of a list.
 */
final class ArgumentMatch {
  private static final Pattern IGNORED = Pattern.compile("[ ,./\\-_*^]");
  private static final Pattern REAL =
      Pattern.compile("[-+]?\\d{1,40}(?:\\.\\d{0,40})?(?:e-?\\d{1,3})?");

  /** What a value is, or is declared to be. */
  private enum Kind {
    TEXT,
    WHOLE,
    FRACTION,
    TRUTH,
    LIST,
    OBJECT,
    NOTHING;

    static Optional<Kind> declared(String type) {
      return switch (type) {
        case "string", "String", "char", "any" -> Optional.of(TEXT);
        case "integer", "byte", "short", "long", "Bigint" -> Optional.of(WHOLE);
        case "float", "double" -> Optional.of(FRACTION);
        case "boolean", "Boolean" -> Optional.of(TRUTH);
        case "array", "tuple", "Array", "ArrayList" -> Optional.of(LIST);
        case "dict", "HashMap", "Hashtable" -> Optional.of(OBJECT);
        default -> Optional.empty();
      };
    }

    static Kind of(JsonNode value) {
      return switch (value.getNodeType()) {
        case STRING -> TEXT;
        case BOOLEAN -> TRUTH;
        case ARRAY -> LIST;
        case OBJECT -> OBJECT;
        case NUMBER -> value.isIntegralNumber() ? WHOLE : FRACTION;
        case NULL, MISSING, BINARY, POJO -> NOTHING;
      };
    }
  }

  private ArgumentMatch() {}

  /** Empty when the type is none of those that the leaderboard knows: then it cannot be judged. */
  static Optional<Boolean> judge(String type, List<JsonNode> allowed, JsonNode value) {
    int open = type.indexOf('<');
    String outer = open < 0 ? type : type.substring(0, open);
    List<Kind> inner =
        open < 0
            ? List.of()
            : Stream.of(type.substring(open + 1, type.length() - 1).split("\\|"))
                .flatMap(one -> Kind.declared(one).stream())
                .toList();
    return Kind.declared(outer)
        .map(kind -> judge(kind, inner, allowed, outer.equals("float") ? fraction(value) : value));
  }

  private static boolean judge(
      Kind declared, List<Kind> inner, List<JsonNode> allowed, JsonNode value) {
    Optional<Kind> usual = kindOfAllowed(allowed);
    boolean typed =
        Kind.of(value) == declared && (inner.isEmpty() || elements(inner, allowed, value));
    boolean variable = usual.isPresent() && usual.get() != declared;
    if (!typed) {
      if (Kind.of(value) == declared || usual.isEmpty() || usual.get() != Kind.of(value)) {
        return false;
      }
      variable = true;
    }
    if (variable) {
      return allowed.stream().anyMatch(one -> JsonValues.equal(one, value));
    }
    return switch (declared) {
      case OBJECT -> allowed.stream().anyMatch(one -> sameObject(one, value));
      case LIST -> allowed.stream().anyMatch(one -> sameList(one, value, inner));
      default -> allowed.stream().anyMatch(one -> same(one, value));
    };
  }

  private static Optional<Kind> kindOfAllowed(List<JsonNode> allowed) {
    return allowed.stream().filter(one -> !absent(one)).map(Kind::of).findFirst();
  }

  private static boolean absent(JsonNode allowed) {
    return allowed.isTextual() && allowed.textValue().isEmpty();
  }

  /** Every element is of one of these kinds; an argument that may be left out is not held to it. */
  private static boolean elements(List<Kind> inner, List<JsonNode> allowed, JsonNode value) {
    return allowed.stream().anyMatch(ArgumentMatch::absent)
        || value.valueStream().allMatch(element -> inner.contains(Kind.of(element)));
  }

  private static JsonNode fraction(JsonNode value) {
    if (value.isNumber()) {
      return DecimalNode.valueOf(value.decimalValue());
    }
    return value.isTextual() && REAL.matcher(value.textValue().strip()).matches()
        ? DecimalNode.valueOf(new BigDecimal(value.textValue().strip()))
        : value;
  }

  private static boolean sameList(JsonNode allowed, JsonNode value, List<Kind> inner) {
    if (!allowed.isArray()) {
      return absent(allowed) && value.isEmpty();
    }
    if (allowed.size() != value.size()) {
      return false;
    }
    for (int index = 0; index < allowed.size(); index++) {
      boolean equal =
          inner.contains(Kind.OBJECT)
              ? sameObject(allowed.get(index), value.get(index))
              : same(allowed.get(index), value.get(index));
      if (!equal) {
        return false;
      }
    }
    return true;
  }

  /** As many members, each with one of its allowed values. */
  private static boolean sameObject(JsonNode allowed, JsonNode value) {
    if (!allowed.isObject() || !value.isObject() || allowed.size() != value.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode values = allowed.path(member.getKey());
      boolean right =
          values.isObject()
              ? sameObject(values, member.getValue())
              : values.valueStream().anyMatch(one -> same(one, member.getValue()));
      if (!right) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode allowed, JsonNode value) {
    return allowed.isTextual() && value.isTextual()
        ? standard(allowed.textValue()).equals(standard(value.textValue()))
        : JsonValues.equal(allowed, value);
  }

  /** The form in which texts are compared. */
  static String standard(String text) {
    return IGNORED.matcher(text).replaceAll("").toLowerCase(Locale.ROOT).replace('\'', '"');
  }
}
