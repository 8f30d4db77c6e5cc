package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yardmaster.data.Prompt;
import org.yardmaster.provenance.CanonicalJson;

/**
 * A prompt's tools as providers accept them. Definitions come bare ({@code name, description,
 * parameters}) or wrapped as OpenAI wraps them. Providers allow letters, digits, {@code _} and
 * {@code -} in names: other characters become {@code _} on the way out and are restored on the way
 * back. Python's type names, which some benchmarks use, become JSON Schema's.
 */
final class ToolDefinitions {
  private static final int LONGEST_NAME = 64;
  private static final Map<String, String> TYPES =
      Map.of("dict", "object", "float", "number", "tuple", "array", "list", "array");

  /** One tool, its name as sent. */
  record Tool(String name, String description, JsonNode parameters) {}

  private final List<Tool> tools = new ArrayList<>();
  private final Map<String, String> realNames = new HashMap<>();

  private ToolDefinitions() {}

  static ToolDefinitions of(Prompt prompt) {
    ToolDefinitions definitions = new ToolDefinitions();
    if (!prompt.tools().isEmpty()) {
      Set<String> taken = new HashSet<>();
      for (JsonNode given : CanonicalJson.parse(prompt.tools())) {
        JsonNode tool = given.path("function").isObject() ? given.get("function") : given;
        definitions.add(tool, taken);
      }
    }
    return definitions;
  }

  private void add(JsonNode tool, Set<String> taken) {
    String name = WireJson.text(tool, "name");
    String sent = wireName(name, taken);
    realNames.put(sent, name);
    JsonNode schema = tool.path("parameters");
    tools.add(
        new Tool(
            sent,
            WireJson.text(tool, "description"),
            schema.isObject()
                ? jsonSchema(schema)
                : WireJson.object().put("type", "object").set("properties", WireJson.object())));
  }

  private static String wireName(String name, Set<String> taken) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 3));
    String sent = plain.length() <= LONGEST_NAME ? plain : cut;
    for (int number = 2; !taken.add(sent); number++) {
      sent = cut + "_" + number;
    }
    return sent;
  }

  private static JsonNode jsonSchema(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(jsonSchema(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = WireJson.object();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (!field.getKey().equals("type") || !value.isTextual()) {
        object.set(field.getKey(), jsonSchema(value));
      } else if (!value.textValue().equals("any")) {
        object.put("type", TYPES.getOrDefault(value.textValue(), value.textValue()));
      }
    }
    return object;
  }

  boolean isEmpty() {
    return tools.isEmpty();
  }

  List<Tool> tools() {
    return tools;
  }

  /** The name as the prompt has it. */
  String realName(String sent) {
    return realNames.getOrDefault(sent, sent);
  }

  /** Collects calls as {@link org.yardmaster.outcome.Completion.Completed} wants them. */
  final class Calls {
    private final ArrayNode calls = JsonNodeFactory.instance.arrayNode();

    void add(String sentName, JsonNode arguments) {
      calls.addObject().put("name", realName(sentName)).set("arguments", arguments);
    }

    /** Arguments that are no JSON stay the text they are: the model's fault, not the provider's. */
    void add(String sentName, String arguments) {
      JsonNode parsed =
          arguments.isBlank()
              ? WireJson.object()
              : WireJson.any(arguments)
                  .orElseGet(() -> JsonNodeFactory.instance.textNode(arguments));
      add(sentName, parsed);
    }

    /** Canonical JSON; empty when nothing was called. */
    String text() {
      return calls.isEmpty() ? "" : CanonicalJson.write(calls);
    }
  }

  Calls calls() {
    return new Calls();
  }
}
