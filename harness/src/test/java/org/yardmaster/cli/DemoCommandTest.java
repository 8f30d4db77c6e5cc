package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path, once, and everything a newcomer would ask of its results. */
class DemoCommandTest {
  @TempDir static Path folder = Path.of("");
  private static CommandLineRun demo = new CommandLineRun(-1, "", "");

  @BeforeAll
  static void runTheDemo() {
    demo = CommandLineRun.of("demo", "--out", folder, "--json");
  }

  @Test
  void tellsWhereEverythingLies() {
    JsonNode json = demo.json();
    assertThat(Path.of(json.get("report").asText())).isRegularFile();
    assertThat(Path.of(json.get("database").asText())).isRegularFile();
    assertThat(Path.of(json.get("policy").asText())).isRegularFile();
    assertThat(json.properties().stream().map(entry -> entry.getKey()).toList())
        .endsWith("report", "database", "policy");
    assertThat(json.get("simulated").asBoolean()).isTrue();
    assertThat(demo.messages()).contains("1/5", "5/5");
  }

  @Test
  void neverCallsASimulatedDifferenceASaving() throws IOException {
    JsonNode json = demo.json();
    Path report = Path.of(json.get("report").asText());
    assertThat(demo.out()).doesNotContainIgnoringCase("saving");
    String title = Files.readString(report).replaceFirst("(?s)^.*?<title>(.*?)</title>.*", "$1");
    assertThat(title.length()).isLessThan(200);
    assertThat(title).contains("simulated");
    assertThat(Files.readString(report.resolveSibling("report.json")))
        .contains("simulatedReduction")
        .doesNotContain("\"saving\"");
  }

  @Test
  void theSameDemoAgainCallsNobodyTwice() {
    CommandLineRun again =
        CommandLineRun.of(
            "replay", "--dataset", "builtin", "--db", folder.resolve("lab.duckdb"), "--json");
    JsonNode json = again.json();
    assertThat(json.get("done").asInt()).isZero();
    assertThat(json.get("recordedBefore").asInt()).isGreaterThan(10_000);
  }

  @Test
  void evaluatingThePolicyAgainGivesTheSameFigures() {
    JsonNode json = demo.json();
    JsonNode evaluation =
        CommandLineRun.of(
                "evaluate",
                "--dataset",
                "builtin",
                "--policy",
                json.get("policy").asText(),
                "--db",
                json.get("database").asText(),
                "--json")
            .json();
    assertThat(evaluation.get("verdict")).isEqualTo(json.get("verdict"));
    assertThat(evaluation.get("prompts")).isEqualTo(json.get("prompts"));
    JsonNode learned = evaluation.get("policies").findParents("simulatedReduction").getLast();
    assertThat(learned).isNotNull();
    assertThat(evaluation.toString()).doesNotContain("\"saving\"");
    assertThat(evaluation.get("simulated").asBoolean()).isTrue();
  }

  @Test
  void statusCountsWhatIsThere() {
    JsonNode json =
        CommandLineRun.of("status", "--db", folder.resolve("lab.duckdb"), "--json").json();
    JsonNode builtin = json.get("datasets").get(0);
    assertThat(builtin.get("dataset").asText()).isEqualTo("builtin");
    assertThat(builtin.get("simulated").asBoolean()).isTrue();
    assertThat(builtin.get("prompts").asInt()).isGreaterThanOrEqualTo(1200);
    assertThat(builtin.get("candidates").asInt()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void aDecisionNamesChoiceAlternativesAndReason() {
    JsonNode json =
        CommandLineRun.of(
                "decide", "--policy", folder.resolve("policy.yard"), "--json", "What is 17 * 23?")
            .json();
    assertThat(json.get("ranked")).hasSizeGreaterThanOrEqualTo(5);
    assertThat(json.get("ranked").get(0).get("id")).isEqualTo(json.get("choice"));
    assertThat(json.get("reason").asText()).isNotEmpty();
    assertThat(json.get("bestDecisionNanos").asLong()).isPositive();
  }

  @Test
  void aTighterPreferenceNeverCostsMore() {
    double quality = cost("0");
    double cheap = cost("10");
    assertThat(cheap).isLessThan(quality);
  }

  private static double cost(String tradeoff) {
    return CommandLineRun.of(
            "decide",
            "--policy",
            folder.resolve("policy.yard"),
            "--tradeoff",
            tradeoff,
            "--json",
            "Write a haiku about rain on a tin roof.")
        .json()
        .get("ranked")
        .get(0)
        .get("costUsd")
        .asDouble();
  }

  @Test
  void gradingAgainChangesNothing() {
    JsonNode json =
        CommandLineRun.of(
                "grade", "--dataset", "builtin", "--db", folder.resolve("lab.duckdb"), "--json")
            .json();
    assertThat(json.get("changed").asInt()).isZero();
    assertThat(json.get("graded").asInt()).isGreaterThan(10_000);
  }

  @Test
  void trainingTwiceGivesTheSameBytes() throws IOException {
    Path first = folder.resolve("first.yard");
    Path second = folder.resolve("second.yard");
    for (Path out : new Path[] {first, second}) {
      assertThat(
              CommandLineRun.of(
                      "train",
                      "--dataset",
                      "builtin",
                      "--db",
                      folder.resolve("lab.duckdb"),
                      "--out",
                      out)
                  .code())
          .isZero();
    }
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }
}
