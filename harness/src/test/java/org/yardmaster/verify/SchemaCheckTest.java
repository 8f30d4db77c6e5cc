package org.yardmaster.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.load.BadInputException;

class SchemaCheckTest {
  private static final String SCHEMA =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["models"], "additionalProperties": false,
       "properties": {"models": {"type": "array", "items": {"type": "string"}}}}
      """;

  private static final String DEFINITION =
      """
      kind: CustomResourceDefinition
      spec:
        group: example.org
        versions:
          - name: v1
            schema:
              openAPIV3Schema:
                type: object
                properties: {spec: {type: object, required: [rules]}}
      """;

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aConfigurationThatKeepsItsSchemaIsValidInYamlAndInJson() throws IOException {
    Path schema = file("schema.json", SCHEMA);
    assertThat(SchemaCheck.of(file("a.yaml", "models: [small, large]"), schema).faults()).isEmpty();
    assertThat(SchemaCheck.of(file("a.json", "{\"models\": []}"), schema).faults()).isEmpty();
  }

  @Test
  void everyBreachIsNamedWithItsPlace() throws IOException {
    SchemaCheck check =
        SchemaCheck.of(file("a.yaml", "models: [1]\nother: x"), file("s.json", SCHEMA));
    assertThat(check.faults()).hasSize(2);
    assertThat(String.join(" ", check.faults())).contains("$.models[0]").contains("other");
  }

  @Test
  void ofACustomResourceDefinitionTheVersionOfTheResourceCounts() throws IOException {
    Path definition = file("crd.yaml", DEFINITION);
    assertThat(
            SchemaCheck.of(
                    file("r.yaml", "apiVersion: example.org/v1\nspec: {rules: []}"), definition)
                .faults())
        .isEmpty();
    assertThat(
            SchemaCheck.of(file("q.yaml", "apiVersion: example.org/v1\nspec: {}"), definition)
                .faults())
        .hasSize(1);
    Path other = file("p.yaml", "apiVersion: example.org/v2\nspec: {}");
    assertThatThrownBy(() -> SchemaCheck.of(other, definition))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no schema for apiVersion example.org/v2");
  }
}
