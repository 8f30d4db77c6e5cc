package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yardmaster.data.Target;
import org.yardmaster.provenance.CanonicalJson;

/** Function calls as the leaderboard writes them, turned into ours. */
final class BfclCalls {
  private static final Pattern NUMBERED = Pattern.compile("[_ ]\\d+$");

  private BfclCalls() {}

  /**
   * Allowed calls: {@code {"f":{"x":[1,2],"y":["",3]}}}. The empty text among the values says that
   * the argument may be left out. Several calls of one function are told apart by a number after
   * its name.
   */
  static Target target(JsonNode groundTruth, JsonNode tools) {
    Set<String> defined = new HashSet<>();
    tools.forEach(tool -> defined.add(tool.path("name").asText()));
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<String, JsonNode> call : groundTruth.properties()) {
      ObjectNode out = calls.addObject();
      String name = call.getKey();
      out.put("name", defined.contains(name) ? name : NUMBERED.matcher(name).replaceFirst(""));
      out.set("arguments", call.getValue());
      ArrayNode optional = out.putArray("optional");
      for (Map.Entry<String, JsonNode> argument : call.getValue().properties()) {
        if (mayBeLeftOut(argument.getValue())) {
          optional.add(argument.getKey());
        }
      }
    }
    return new Target.Calls(CanonicalJson.write(calls));
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
}
