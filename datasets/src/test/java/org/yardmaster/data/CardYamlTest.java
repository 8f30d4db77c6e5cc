package org.yardmaster.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardYamlTest {
  private static final String CARD =
      """
      id: a-1
      title: A title
      source: >
        Somebody,
        somewhere
      licence: MIT
      goodFor: tests
      defects: [few]
      splitRule: by hash
      """;

  private static DatasetCard read(String yaml) {
    return CardYaml.read(
        "test.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsEveryFieldAndFillsDefaults() {
    assertThat(read(CARD))
        .isEqualTo(
            new DatasetCard(
                "a-1",
                "A title",
                "Somebody, somewhere",
                "MIT",
                false,
                "tests",
                List.of(),
                List.of("few"),
                "by hash"));
  }

  @Test
  void readsFromAFileAndNamesItWhenItIsWrong(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("card.yaml");
    Files.writeString(file, CARD + "evaluationOnly: true\n");
    assertThat(CardYaml.read(file).evaluationOnly()).isTrue();
    Files.writeString(file, CARD + "evaluationOnly: maybe\n");
    assertThatThrownBy(() -> CardYaml.read(file))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("found string (\"maybe\") in field (evaluationOnly)")
        .hasMessageContaining("expected true or false");
  }

  @Test
  void saysWhichFieldIsMissingOrUnknown() {
    assertThatThrownBy(() -> read(CARD.replace("licence: MIT\n", "")))
        .hasMessageContaining("Card (test.yaml): found no field (licence)");
    assertThatThrownBy(() -> read(CARD + "license: MIT\n"))
        .hasMessageContaining("found field (license); expected only");
    assertThatThrownBy(() -> read(": [")).hasMessageContaining("Card (test.yaml): not YAML");
    assertThatThrownBy(() -> read("")).hasMessageContaining("expected an object with");
  }
}
