package org.yardmaster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** {@code --json}: one JSON object on standard output instead of text for people. */
final class JsonOption {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  boolean wanted;

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String pretty(JsonNode value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A JSON tree can always be written.", fault);
    }
  }
}
