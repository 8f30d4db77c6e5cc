package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yardmaster.provenance.CanonicalJson;

/**
 * One function call that a {@link Target.Calls} expects.
 *
 * @param arguments allowed values per argument, in the order written
 * @param optional arguments that may be left out; one without an entry in {@code arguments} may
 *     have any value
 * @param types declared types per argument in the words of the function's definition, a list with
 *     the type of its elements as in {@code array<float>}; an argument without one is not checked
 * @param language of the function and of calls written as code: {@code python}, {@code java} or
 *     {@code javascript}
 */
public record ExpectedCall(
    String name,
    Map<String, List<JsonNode>> arguments,
    Set<String> optional,
    Map<String, String> types,
    String language) {
  /** The language of a call that names none. */
  public static final String PYTHON = "python";

  public ExpectedCall {
    requireNonNull(name, "name is null");
    requireNonNull(language, "language is null");
    types = Map.copyOf(types);
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    optional = Collections.unmodifiableSet(new TreeSet<>(optional));
  }

  /**
   * All calls of a target; empty when no function may be called.
   *
   * @throws IllegalArgumentException when the target is not such JSON
   */
  public static List<ExpectedCall> of(Target.Calls target) {
    List<ExpectedCall> calls = new ArrayList<>();
    for (JsonNode call : CanonicalJson.parse(target.canonical())) {
      calls.add(of(call));
    }
    return List.copyOf(calls);
  }

  private static ExpectedCall of(JsonNode call) {
    if (!call.path("name").isTextual()) {
      throw new IllegalArgumentException(
          "Expected call (%s) needs a name, as in {\"name\":\"f\",\"arguments\":{\"x\":[1]}}."
              .formatted(call));
    }
    Map<String, List<JsonNode>> arguments = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> argument : call.path("arguments").properties()) {
      if (!argument.getValue().isArray()) {
        throw new IllegalArgumentException(
            "Argument (%s) of call (%s) needs a list of allowed values, found %s."
                .formatted(argument.getKey(), call.path("name").asText(), argument.getValue()));
      }
      arguments.put(argument.getKey(), List.copyOf(argument.getValue().valueStream().toList()));
    }
    Set<String> optional = new TreeSet<>();
    call.path("optional").forEach(name -> optional.add(name.asText()));
    Map<String, String> types = new LinkedHashMap<>();
    call.path("types")
        .properties()
        .forEach(type -> types.put(type.getKey(), type.getValue().asText()));
    return new ExpectedCall(
        call.path("name").asText(),
        arguments,
        optional,
        types,
        call.path("language").asText(PYTHON));
  }
}
