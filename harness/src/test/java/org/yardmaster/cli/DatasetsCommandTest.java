package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue, what is wrong with data, and costs under other prices. */
class DatasetsCommandTest {
  private static final String MAPPING =
      """
      dataset: support
      prompt: prompt
      split: part
      outcome: {candidate: model, quality: quality, inputTokens: in, outputTokens: out}
      """;

  @TempDir Path folder = Path.of("");

  private Path database() {
    return folder.resolve("lab.duckdb");
  }

  private CommandLineRun run(Object... arguments) {
    return CommandLineRun.of(arguments);
  }

  private void importSupport() throws IOException {
    StringBuilder csv = new StringBuilder("prompt,part,model,quality,in,out\n");
    for (int row = 0; row < 40; row++) {
      for (String model : new String[] {"tiny", "huge"}) {
        int right = row % 3 == 0 || model.equals("huge") ? 1 : 0;
        csv.append(
            "Please answer customer letter number %d about bicycles,train,%s,%d,1000,500%n"
                .formatted(row * 7919, model, right));
      }
    }
    csv.append("\"Please answer customer  LETTER number 0 about bicycles\",test,tiny,1,1000,500\n");
    Files.writeString(folder.resolve("calls.csv"), csv);
    Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    Files.writeString(
        folder.resolve("p.csv"), "model,usd_per_1m_input,usd_per_1m_output\ntiny,1,2\nhuge,10,20");
    assertThat(
            run(
                    "import",
                    "table",
                    folder.resolve("calls.csv"),
                    "--mapping",
                    folder.resolve("mapping.yaml"),
                    "--prices",
                    folder.resolve("p.csv"),
                    "--db",
                    database())
                .messages())
        .isEmpty();
  }

  private static JsonNode entry(JsonNode list, String id) {
    return list.get("datasets")
        .valueStream()
        .filter(one -> one.get("dataset").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCatalogueIsThereWithoutADatabase() {
    JsonNode list = run("datasets", "list", "--db", database(), "--json").json();
    assertThat(entry(list, "builtin").get("stored").asBoolean()).isFalse();
    assertThat(entry(list, "routerarena").get("evaluationOnly").asBoolean()).isTrue();
    assertThat(entry(list, "mmlu-pro").get("downloadBytes").asLong()).isGreaterThan(1_000_000);
    assertThat(run("datasets", "list", "--db", database()).out())
        .contains("routellm-mmlu", "Apache-2.0");
    assertThat(database()).doesNotExist();
  }

  @Test
  void theBuiltInDataSetComesInWithoutAPath() {
    assertThat(run("import", "builtin", "--db", database()).out()).contains("yardmaster replay");
    JsonNode builtin =
        entry(run("datasets", "list", "--db", database(), "--json").json(), "builtin");
    assertThat(builtin.get("prompts").asInt()).isGreaterThan(1_000);
    assertThat(builtin.get("outcomes").asInt()).isZero();
    assertThat(run("import", "bfcl", "--db", database()).code()).isEqualTo(2);
  }

  @Test
  void aCardIsShown() throws IOException {
    importSupport();
    assertThat(run("datasets", "show", "mmlu-pro", "--db", database()).out())
        .contains("contamination", "defects", "split rule", "datasets fetch mmlu-pro");
    assertThat(run("datasets", "show", "support", "--db", database()).out())
        .contains("81 outcomes");
    CommandLineRun unknown = run("datasets", "show", "nope", "--db", database());
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.messages()).contains("nope", "mmlu-pro", "support");
  }

  @Test
  void aLeakOfThePublishedSplitIsFoundAndTrainWarnsOfIt() throws IOException {
    importSupport();
    JsonNode found =
        run("datasets", "validate", "--dataset", "support", "--db", database(), "--json").json();
    assertThat(found.at("/counts/published-split-leak-exact").asInt()).isEqualTo(1);
    assertThat(found.at("/findings/0/examples").size()).isPositive();
    CommandLineRun trained =
        run(
            "train",
            "--dataset",
            "support",
            "--db",
            database(),
            "--out",
            folder.resolve("p.yard"),
            "--json");
    assertThat(trained.json().get("trainPrompts").asInt()).isPositive();
    assertThat(trained.messages()).contains("serious", "support");
  }

  @Test
  void newPricesChangeCostsAndNothingElse() throws IOException {
    importSupport();
    String before = run("evaluate", "--dataset", "support", "--db", database(), "--json").out();
    Files.writeString(
        folder.resolve("map_2026-01-01.json"),
        """
        {"sample_spec": {"input_cost_per_token": 1, "output_cost_per_token": 1},
         "tiny": {"input_cost_per_token": 3e-6, "output_cost_per_token": 0.0000001},
         "other": {"input_cost_per_token": 0, "output_cost_per_token": 0}}
        """);
    JsonNode imported =
        run("prices", "import", folder.resolve("map_2026-01-01.json"), "--db", database(), "--json")
            .json();
    assertThat(imported.get("added").asInt()).isEqualTo(2);
    assertThat(run("prices", "list", "--model", "tiny", "--db", database()).out())
        .contains("2026-01-01", "$3", "map_2026-01-01.json");
    assertThat(run("evaluate", "--dataset", "support", "--db", database(), "--json").out())
        .isEqualTo(before);

    JsonNode repriced =
        run("prices", "reprice", "--dataset", "support", "--db", database(), "--json").json();
    assertThat(repriced.get("priced").asInt()).isEqualTo(81);
    assertThat(repriced.get("usdBefore").asDouble()).isEqualTo(41 * 0.002 + 40 * 0.02);
    assertThat(repriced.get("usdAfter").asDouble()).isEqualTo(41 * 0.00305 + 40 * 0.02);
    assertThat(run("evaluate", "--dataset", "support", "--db", database(), "--json").out())
        .isNotEqualTo(before);

    JsonNode back =
        run(
                "prices",
                "reprice",
                "--dataset",
                "support",
                "--day",
                "2020-01-01",
                "--db",
                database(),
                "--json")
            .json();
    assertThat(back.get("usdAfter")).isEqualTo(repriced.get("usdBefore"));
    assertThat(run("evaluate", "--dataset", "support", "--db", database(), "--json").out())
        .isEqualTo(before);
  }

  @Test
  void aBrokenPriceListIsRefused() throws IOException {
    importSupport();
    Path list = Files.writeString(folder.resolve("broken.json"), "{\"tiny\": {");
    CommandLineRun broken = run("prices", "import", list, "--db", database());
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.messages()).contains("broken.json");
  }
}
