package org.yardmaster.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.stream.Collectors;

/** Configuration trees as text. */
final class GatewayFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private GatewayFile() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** YAML under a comment that says where it came from. */
  static ExportFile yaml(Map<String, String> origin, JsonNode tree) {
    try {
      return ExportFile.only(comment(origin) + YAML.writeValueAsString(tree));
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A tree can always be written.", fault);
    }
  }

  /** JSON, indented. JSON has no comments, so the origin must be in the tree. */
  static ExportFile json(JsonNode tree) {
    return ExportFile.only(pretty(tree));
  }

  static String pretty(JsonNode tree) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A tree can always be written.", fault);
    }
  }

  /** The origin where JSON has no place of its own for it. */
  static ObjectNode facts(Map<String, String> origin) {
    ObjectNode facts = object();
    origin.forEach(facts::put);
    return facts;
  }

  static String comment(Map<String, String> origin) {
    return origin.entrySet().stream()
        .map(fact -> "# %s: %s%n".formatted(fact.getKey(), Origin.oneLine(fact.getValue())))
        .collect(Collectors.joining());
  }
}
