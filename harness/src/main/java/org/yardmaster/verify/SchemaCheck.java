package org.yardmaster.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yardmaster.load.BadInputException;
import org.yardmaster.provenance.Digest;

/**
 * Holds a configuration, in YAML or JSON, against the schema that its consumer publishes: a JSON
 * Schema of any draft, or a Kubernetes custom resource definition, whose schema of the
 * configuration's {@code apiVersion} counts. References to other documents are not fetched.
 *
 * @param schemaDigest SHA-256 of the schema's file, 64 hex digits
 * @param faults where the file is not as the schema says; none when it is valid
 */
public record SchemaCheck(String schemaDigest, List<String> faults) {
  /** Reads JSON as well. */
  private static final YAMLMapper YAML = new YAMLMapper();

  public SchemaCheck {
    faults = List.copyOf(faults);
  }

  /**
   * Checks.
   *
   * @throws BadInputException when one of the files cannot be read, or the definition has no schema
   *     for the configuration's version
   */
  public static SchemaCheck of(Path config, Path schema) {
    String text = read(schema);
    JsonNode root = tree(schema, text);
    JsonNode document = tree(config, read(config));
    JsonNode rules =
        root.path("kind").asText().equals("CustomResourceDefinition")
            ? versioned(schema, root, document.path("apiVersion").asText())
            : root;
    SpecVersion.VersionFlag draft =
        SpecVersionDetector.detectOptionalVersion(rules, false)
            .orElse(SpecVersion.VersionFlag.V202012);
    List<String> faults =
        JsonSchemaFactory.getInstance(draft).getSchema(rules).validate(document).stream()
            .map(ValidationMessage::getMessage)
            .sorted()
            .toList();
    return new SchemaCheck(Digest.sha256Hex(text), faults);
  }

  private static JsonNode versioned(Path file, JsonNode definition, String apiVersion) {
    String group = definition.path("spec").path("group").asText();
    for (JsonNode version : definition.path("spec").path("versions")) {
      if (apiVersion.equals(group + "/" + version.path("name").asText())) {
        return version.path("schema").path("openAPIV3Schema");
      }
    }
    throw new BadInputException(
        file, "no schema for apiVersion %s".formatted(apiVersion), "a version of group " + group);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new BadInputException(file, "no readable text (" + fault + ")", "a file in UTF-8");
    }
  }

  private static JsonNode tree(Path file, String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException fault) {
      throw new BadInputException(
          file, "neither YAML nor JSON (%s)".formatted(fault.getOriginalMessage()), "one of them");
    }
  }
}
