package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yardmaster.data.Target;
import org.yardmaster.provenance.CanonicalJson;

/** Function calls as the leaderboard writes them, turned into ours. */
final class BfclCalls {
  private static final Pattern NUMBERED = Pattern.compile("[_ ]\\d+$");

  private BfclCalls() {}

  /**
   * Allowed calls: {@code {"f":{"x":[1,2],"y":["",3]}}}. The empty text among the values says that
   * the argument may be left out. Several calls of one function are told apart by a number after
   * its name. Types come from the functions' definitions; what these require may not be left out.
   *
   * @param language of the functions, as {@code ExpectedCall} names it
   */
  static Target target(JsonNode groundTruth, JsonNode tools, String language) {
    Map<String, JsonNode> defined = new HashMap<>();
    tools.forEach(tool -> defined.put(tool.path("name").asText(), tool.path("parameters")));
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<String, JsonNode> call : groundTruth.properties()) {
      ObjectNode out = calls.addObject();
      String name = name(call.getKey(), defined.keySet());
      JsonNode parameters = defined.getOrDefault(name, JsonNodeFactory.instance.missingNode());
      out.put("name", name)
          .put("language", language)
          .set("types", types(parameters, call.getValue()));
      Set<String> required = new HashSet<>();
      parameters.path("required").forEach(one -> required.add(one.asText()));
      out.set("arguments", call.getValue());
      ArrayNode optional = out.putArray("optional");
      for (Map.Entry<String, JsonNode> argument : call.getValue().properties()) {
        if (mayBeLeftOut(argument.getValue()) && !required.contains(argument.getKey())) {
          optional.add(argument.getKey());
        }
      }
    }
    return new Target.Calls(CanonicalJson.write(calls));
  }

  /** Where only one function is defined, the published names of calls need not be its own. */
  private static String name(String written, Set<String> defined) {
    if (defined.size() == 1) {
      return defined.iterator().next();
    }
    return defined.contains(written) ? written : NUMBERED.matcher(written).replaceFirst("");
  }

  /**
   * Declared types. A list's elements may also be of the type that the published ones have, which
   * is not always the declared one: {@code array<float|integer>}.
   */
  private static ObjectNode types(JsonNode parameters, JsonNode allowed) {
    ObjectNode types = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> parameter : parameters.path("properties").properties()) {
      String type = parameter.getValue().path("type").asText();
      String element = parameter.getValue().path("items").path("type").asText();
      Set<String> elements = new LinkedHashSet<>(Set.of(element));
      allowed
          .path(parameter.getKey())
          .forEach(list -> list.valueStream().limit(1).map(BfclCalls::type).forEach(elements::add));
      types.put(
          parameter.getKey(),
          element.isEmpty() ? type : "%s<%s>".formatted(type, String.join("|", elements)));
    }
    return types;
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "float";
      default -> "dict";
    };
  }

  private static boolean mayBeLeftOut(JsonNode allowed) {
    for (JsonNode value : allowed) {
      if (value.isTextual() && value.textValue().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Calls made: {@code [{"f":"{\"x\":1}"}]}, the arguments as JSON inside a text. Arguments that
   * are no JSON stay the text they are.
   */
  static String made(JsonNode result) {
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    for (JsonNode call : result) {
      for (Map.Entry<String, JsonNode> entry : call.properties()) {
        calls
            .addObject()
            .put("name", entry.getKey())
            .set("arguments", ChatJson.embedded(entry.getValue()));
      }
    }
    return calls.isEmpty() ? "" : CanonicalJson.write(calls);
  }

  /** What some models say among their calls, one text per line. */
  static String said(JsonNode result) {
    return result
        .valueStream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .collect(Collectors.joining("\n"));
  }
}
