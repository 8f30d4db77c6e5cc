package org.yardmaster.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.yardmaster.provenance.CanonicalJson;

/** Tool definitions in the OpenAI style, and calls as targets, both as canonical JSON. */
final class ToolCatalogue {
  private ToolCatalogue() {}

  /** Definitions from lines {@code name | description | parameter:type …}. */
  static String definitions(List<String> lines) {
    ArrayNode tools = JsonNodeFactory.instance.arrayNode();
    for (String line : lines) {
      String[] parts = line.split(" \\| ");
      ObjectNode function =
          tools.addObject().put("type", "function").putObject("function").put("name", parts[0]);
      function.put("description", parts[1]);
      ObjectNode schema = function.putObject("parameters").put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = schema.putArray("required");
      for (String parameter : parts[2].split(" ")) {
        String[] pair = parameter.split(":");
        required.add(pair[0]);
        describe(properties.putObject(pair[0]), pair[1]);
      }
    }
    return CanonicalJson.write(tools);
  }

  private static void describe(ObjectNode property, String type) {
    if (!type.contains("|")) {
      property.put("type", type);
      return;
    }
    ArrayNode values = property.put("type", "string").putArray("enum");
    for (String value : type.split("\\|")) {
      values.add(value);
    }
  }

  static String name(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  /** A call with exactly one allowed value per argument. */
  record Call(String name, Map<String, ?> arguments) {}

  /** The target form of calls. */
  static String calls(List<Call> calls) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Call call : calls) {
      ObjectNode node = array.addObject().put("name", call.name());
      ObjectNode arguments = node.putObject("arguments");
      call.arguments()
          .forEach(
              (name, value) ->
                  arguments.putArray(name).add(CanonicalJson.MAPPER.valueToTree(value)));
      node.putArray("optional");
    }
    return CanonicalJson.write(array);
  }
}
