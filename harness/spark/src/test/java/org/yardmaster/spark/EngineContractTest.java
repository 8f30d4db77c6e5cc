package org.yardmaster.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.provenance.CanonicalJson;

/** The same commands by both engines leave the same tables, but for the times of recording. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EngineContractTest {
  private static final List<String> TABLES =
      List.of(
          "SELECT * EXCLUDE (recorded_at) FROM outcome ORDER BY outcome_key",
          "SELECT * EXCLUDE (recorded_at) FROM failure ORDER BY outcome_key, fault, fault_message",
          "SELECT * EXCLUDE (graded_at) FROM grade ORDER BY outcome_key, grading",
          "SELECT * FROM candidate ORDER BY candidate_id",
          "SELECT * FROM price ORDER BY ALL");

  @TempDir static Path folder = Path.of("");

  /** Databases of one name go on from each other, with the cluster's folder beside them. */
  private String lab = "free";

  private Path local() {
    return folder.resolve(lab + "-local.duckdb");
  }

  private Path cluster() {
    return folder.resolve(lab + "-cluster.duckdb");
  }

  /** Runs a command by both engines; returns what the cluster told, as JSON. */
  private JsonNode both(String... arguments) throws SQLException {
    LabCommand.run(local(), arguments);
    JsonNode told = LabCommand.onSpark(cluster(), "local[2]", arguments);
    for (String table : TABLES) {
      List<String> found = LabCommand.rows(cluster(), table);
      assertThat(found).as(table).isEqualTo(LabCommand.rows(local(), table));
    }
    return told;
  }

  @Test
  @Order(1)
  void replaysToTheSameTables() throws SQLException {
    LabCommand.run(local(), "import", "builtin");
    LabCommand.run(cluster(), "import", "builtin");

    JsonNode told =
        both("replay", "--dataset", "builtin", "--client", "simulated", "--sample", "150");

    assertThat(told.path("ending").asText()).isEqualTo("COMPLETE");
    assertThat(told.path("done").asInt() + told.path("failed").asInt()).isEqualTo(150 * 8);
    assertThat(LabCommand.rows(cluster(), TABLES.getFirst())).hasSizeGreaterThan(1_000);
  }

  @Test
  @Order(2)
  void goesOnFromWhatIsRecorded() throws SQLException {
    JsonNode told =
        both(
            "replay",
            "--dataset",
            "builtin",
            "--client",
            "simulated",
            "--sample",
            "150",
            "--trials",
            "2");

    assertThat(told.path("recordedBefore").asInt()).isBetween(1_190, 1_200);
    assertThat(told.path("done").asInt()).isBetween(1_190, 1_210);
  }

  @Test
  @Order(3)
  void gradesToTheSameTables() throws SQLException {
    JsonNode told = both("grade", "--dataset", "builtin", "--protocol", "zeroeval");

    assertThat(told.path("graded").asInt()).isGreaterThan(1_000);
    assertThat(told.path("changed").asInt()).isPositive();
  }

  @Test
  @Order(4)
  void judgesAsTheLocalEngineDoes() {
    Path policy = folder.resolve("policy.yard");
    LabCommand.run(local(), "train", "--dataset", "builtin", "--out", policy.toString());
    String[] judge = {"evaluate", "--dataset", "builtin", "--policy", policy.toString()};

    JsonNode told = LabCommand.onSpark(local(), "local[2]", judge);

    JsonNode held =
        CanonicalJson.parse(
            LabCommand.run(
                local(),
                Stream.concat(Stream.of(judge), Stream.of("--json")).toArray(String[]::new)));
    assertThat(told.path("verdictSentence")).isEqualTo(held.path("verdictSentence"));
    assertThat(told.path("policies")).hasSameSizeAs(held.path("policies"));
    for (int index = 0; index < held.path("policies").size(); index++) {
      JsonNode found = told.path("policies").path(index);
      JsonNode expected = held.path("policies").path(index);
      assertThat(found.path("id")).isEqualTo(expected.path("id"));
      for (String number : List.of("/quality", "/qualityInterval/0", "/usdPer1k")) {
        assertThat(found.at(number).isNumber()).isTrue();
        assertThat(found.at(number).asDouble())
            .isCloseTo(expected.at(number).asDouble(), within(1e-9));
      }
    }
  }

  @Test
  @Order(5)
  void stopsAtTheSameCallWhenTheMoneyIsGone() throws SQLException {
    Path recorded = local();
    lab = "paid";
    for (Path fresh : List.of(local(), cluster())) {
      LabCommand.run(fresh, "import", "builtin");
    }

    JsonNode told =
        both(
            "replay",
            "--dataset",
            "builtin",
            "--client",
            "recorded",
            "--from",
            recorded.toString(),
            "--candidates",
            "sim-harbor,sim-swift",
            "--sample",
            "150",
            "--no-shuffle",
            "--max-output-tokens",
            "512",
            "--max-spend",
            "0.02");

    assertThat(told.path("ending").asText()).isEqualTo("SPEND_LIMIT");
    assertThat(told.path("costNanoUsd").asLong()).isBetween(10_000_000L, 20_000_000L);
  }
}
