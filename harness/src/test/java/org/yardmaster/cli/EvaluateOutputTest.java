package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.provenance.CanonicalJson;

/** Everything that one evaluation hands out. */
class EvaluateOutputTest {
  @TempDir static Path folder = Path.of("");
  private static CommandLineRun run = new CommandLineRun(-1, "", "");
  private static Path csv = Path.of("");
  private static Path predictions = Path.of("");

  @BeforeAll
  static void evaluate() {
    csv = folder.resolve("csv");
    predictions = folder.resolve("predictions.json");
    Path database = ToyLab.create(folder, 400);
    run =
        CommandLineRun.of(
            "evaluate",
            "--dataset",
            ToyLab.ID,
            "--db",
            database,
            "--json",
            "--figures",
            "--csv",
            csv,
            "--routerarena",
            predictions);
  }

  @Test
  void figuresCarryIntervalsAroundTheirValues() {
    JsonNode figures = run.json().get("figures");
    assertThat(figures).hasSizeGreaterThan(15);
    assertThat(figures.findValuesAsText("name")).contains("Gain@B", "APGR exact", "AIQ exact");
    for (JsonNode figure : figures) {
      assertThat(figure.get("value").isNumber()).as(figure.toString()).isTrue();
      assertThat(figure.get("valueInterval").get(0).asDouble())
          .isLessThanOrEqualTo(figure.get("valueInterval").get(1).asDouble());
    }
  }

  @Test
  void everyBaselineIsARivalAndCorrectionNeverHelps() {
    JsonNode rivals = run.json().get("rivals");
    assertThat(rivals.findValuesAsText("baseline"))
        .contains("single:cheap", "single:dear", "random-mix", "task-table")
        .doesNotContain("oracle");
    for (JsonNode rival : rivals) {
      assertThat(rival.get("adjusted").asDouble())
          .isGreaterThanOrEqualTo(rival.get("pValue").asDouble())
          .isLessThanOrEqualTo(1);
    }
    JsonNode cheap = rivals.get(0);
    assertThat(cheap.get("baseline").asText()).isEqualTo("single:cheap");
    assertThat(cheap.get("qualityDifference").asDouble()).isGreaterThan(0.2);
    assertThat(cheap.get("adjusted").asDouble()).isLessThan(0.01);
  }

  @Test
  void repeatedCallsTellTheNoiseFloor() {
    Path database = ToyLab.create(folder, 200, "twice");
    ToyLab.repeat(database, "twice");
    JsonNode json =
        CommandLineRun.of("evaluate", "--dataset", "twice", "--db", database, "--json").json();
    assertThat(json.get("notes").toString()).containsPattern("Noise floor: 4\\d\\.\\d % of");
    assertThat(run.json().get("notes").toString()).doesNotContain("Noise floor");
  }

  @Test
  void pricesAreVariedForEveryCandidate() {
    assertThat(run.json().get("priceSensitivity").findValuesAsText("candidate"))
        .contains("cheap", "dear");
  }

  @Test
  void theRunIsNamedAndSaysWhereItCameFrom() {
    JsonNode json = run.json();
    assertThat(json.get("runId").asText()).matches("[0-9a-f]{64}");
    assertThat(json.get("provenance").get("outcomes digest").asText()).matches("[0-9a-f]{64}");
    assertThat(json.get("provenance").get("design").asText()).isEqualTo("5-fold out-of-fold");
  }

  @Test
  void everyCsvLineCarriesTheRun() throws IOException {
    String id = run.json().get("runId").asText();
    for (String table : new String[] {"candidates", "policies", "tasks", "figures"}) {
      assertThat(Files.readAllLines(csv.resolve(table + ".csv")).stream().skip(1))
          .as(table)
          .isNotEmpty()
          .allMatch(line -> line.contains(id));
    }
    assertThat(CanonicalJson.parse(Files.readString(csv.resolve("run.json"))).get("runId").asText())
        .isEqualTo(id);
  }

  @Test
  void predictionsNameAKnownCandidateForEveryPrompt() throws IOException {
    JsonNode list = CanonicalJson.parse(Files.readString(predictions));
    assertThat(list).hasSize(400);
    for (JsonNode one : list) {
      assertThat(one.get("prediction").asText()).isIn("cheap", "dear");
      assertThat(one.get("generated_result").isNull()).isTrue();
      assertThat(one.get("global index").asText()).startsWith("toy-");
    }
    assertThat(folder.resolve("predictions.json.run.json")).isRegularFile();
  }

  @Test
  void everyKeyIsDocumented() throws IOException {
    Path documentation =
        Path.of(System.getProperty("yardmaster.root"), "reports", "EVALUATION-JSON.md");
    Set<String> keys = new TreeSet<>();
    collect(run.json(), keys);
    String text = Files.readString(documentation);
    assertThat(keys).hasSizeGreaterThan(30).allMatch(key -> text.contains("`" + key + "`"));
  }

  private static void collect(JsonNode node, Set<String> keys) {
    node.properties().forEach(entry -> keys.add(entry.getKey()));
    node.forEach(child -> collect(child, keys));
  }

  @Test
  void unknownLatenciesTakeNoColumn() {
    CommandLineRun text =
        CommandLineRun.of(
            "evaluate", "--dataset", ToyLab.ID, "--db", folder.resolve("toy.duckdb"), "--figures");
    assertThat(text.out())
        .doesNotContain("p50")
        .contains("Gain@B", "price times", "run: " + run.json().get("runId").asText());
  }
}
