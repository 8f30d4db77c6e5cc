package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.data.ExpectedCall;

/**
 * Whether a call is one that was expected: every argument has one of its allowed values, none is
 * missing unless optional, none is made up. An argument with a declared type is judged by {@link
 * ArgumentMatch}; one without by its value alone, texts without case, spaces and {@code , . / - _ *
 * ^}, and a number is not a text.
 */
final class CallMatch {
  private CallMatch() {}

  /** What is wrong with a call, if anything. */
  static Optional<String> fault(ExpectedCall expected, MadeCall made) {
    if (!sameName(expected.name(), made.name())) {
      return Optional.of("%s was not called".formatted(expected.name()));
    }
    if (!made.arguments().isObject()) {
      return Optional.of("arguments of %s are no object".formatted(made.name()));
    }
    for (String name : expected.arguments().keySet()) {
      if (!made.arguments().has(name) && !expected.optional().contains(name)) {
        return Optional.of("argument %s is missing".formatted(name));
      }
    }
    for (Map.Entry<String, JsonNode> argument : made.arguments().properties()) {
      Optional<String> fault = argumentFault(expected, argument.getKey(), argument.getValue());
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> argumentFault(
      ExpectedCall expected, String name, JsonNode value) {
    List<JsonNode> allowed = expected.arguments().get(name);
    if (allowed == null) {
      return expected.optional().contains(name)
          ? Optional.empty()
          : Optional.of("argument %s is not known".formatted(name));
    }
    return allowed(expected, name, allowed, value)
        ? Optional.empty()
        : Optional.of("argument %s must not be %s".formatted(name, value));
  }

  private static boolean allowed(
      ExpectedCall expected, String name, List<JsonNode> allowed, JsonNode value) {
    String type = expected.types().getOrDefault(name, "");
    if (type.isEmpty()) {
      return allowed.stream().anyMatch(one -> matches(one, value));
    }
    Optional<JsonNode> read = CodeValue.read(expected.language(), type, value);
    return read.isPresent()
        && ArgumentMatch.judge(type, allowed, read.get())
            .orElseGet(() -> allowed.stream().anyMatch(one -> matches(one, read.get())));
  }

  /** Some providers allow no dot in a function's name and put an underscore instead. */
  private static boolean sameName(String expected, String made) {
    return expected.equals(made) || expected.replace('.', '_').equals(made);
  }

  private static boolean matches(JsonNode allowed, JsonNode value) {
    if (allowed.isTextual() && value.isTextual()) {
      return ArgumentMatch.standard(allowed.textValue())
          .equals(ArgumentMatch.standard(value.textValue()));
    }
    if (allowed.isArray() && value.isArray()) {
      return allowed.size() == value.size() && allMatch(allowed, value);
    }
    if (allowed.isObject() && value.isObject()) {
      return membersMatch(allowed, value);
    }
    return JsonValues.equal(allowed, value);
  }

  private static boolean allMatch(JsonNode allowed, JsonNode value) {
    for (int index = 0; index < allowed.size(); index++) {
      if (!matches(allowed.get(index), value.get(index))) {
        return false;
      }
    }
    return true;
  }

  /** Members of a nested object may list alternatives too; the empty text allows leaving it out. */
  private static boolean membersMatch(JsonNode allowed, JsonNode value) {
    for (Map.Entry<String, JsonNode> member : allowed.properties()) {
      JsonNode found = value.get(member.getKey());
      if (found == null ? !mayBeAbsent(member.getValue()) : !oneOf(member.getValue(), found)) {
        return false;
      }
    }
    return value.propertyStream().allMatch(member -> allowed.has(member.getKey()));
  }

  private static boolean oneOf(JsonNode allowed, JsonNode value) {
    return matches(allowed, value)
        || (allowed.isArray() && allowed.valueStream().anyMatch(one -> matches(one, value)));
  }

  private static boolean mayBeAbsent(JsonNode allowed) {
    return allowed.isArray()
        && allowed.valueStream().anyMatch(one -> one.isTextual() && one.textValue().isEmpty());
  }
}
