package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy is chosen, explains itself, grows, and is never judged on what it learned from. */
class PolicyLifeTest {
  private static final int PROMPTS = 400;

  @TempDir static Path folder = Path.of("");
  private static Path database = Path.of("");
  private static Path policy = Path.of("");

  @BeforeAll
  static void train() {
    database = ToyLab.create(folder, PROMPTS, "one", "two");
    ToyLab.copy(database, "one", "again", "again");
    ToyLab.copy(database, "one", "same", "one");
    policy = folder.resolve("one.yard");
    assertThat(trained("one", "--out", policy).code()).isZero();
  }

  private static CommandLineRun trained(String dataset, Object... more) {
    return run(Stream.of("train", "--db", database, "--dataset", dataset), more);
  }

  private static CommandLineRun judged(String dataset, Path file, Object... more) {
    return run(
        Stream.of("evaluate", "--db", database, "--dataset", dataset, "--policy", file, "--json"),
        more);
  }

  private static CommandLineRun run(Stream<Object> words, Object... more) {
    return CommandLineRun.of(Stream.concat(words, Arrays.stream(more)).toArray());
  }

  @Test
  void promptsThatItLearnedFromAreDroppedUnderAnyDataSetId() {
    int unseen = judged("one", policy).json().get("prompts").asInt();
    JsonNode again = judged("again", policy).json();
    assertThat(again.get("prompts").asInt()).isEqualTo(unseen);
    assertThat(again.get("notes").toString())
        .contains("%d of %d prompts are left out".formatted(PROMPTS - unseen, PROMPTS));
    assertThat(judged("two", policy).json().get("prompts").asInt()).isEqualTo(PROMPTS);
  }

  @Test
  void aPolicyThatHasSeenEverythingIsNotJudged() {
    CommandLineRun run = judged("same", policy, "--split", "train");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("has seen all", "same");
  }

  @Test
  void autoPrintsALeaderboardAndTrainsTheSimplest() {
    JsonNode json = trained("one", "--auto", "--out", folder.resolve("auto.yard"), "--json").json();
    JsonNode board = json.get("leaderboard");
    assertThat(board).hasSizeGreaterThan(3);
    assertThat(board.get(0).get("behind").asDouble()).isZero();
    for (JsonNode entry : board) {
      assertThat(entry.get("chosen").asBoolean())
          .isEqualTo(entry.get("settings").equals(json.get("settings")));
    }
    assertThat(folder.resolve("auto.yard")).isRegularFile();
  }

  @Test
  void aLearnerThatNoPolicyFileCanHoldIsJudgedOnly() {
    Path unwritten = folder.resolve("nearest.yard");
    CommandLineRun run = trained("one", "--learner", "nearest", "--out", unwritten);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("evaluate --learner nearest", "logistic");
    assertThat(unwritten).doesNotExist();
    assertThat(trained("one", "--learner", "factors", "--out", unwritten).code()).isZero();
  }

  @Test
  void theLearningCurveWritesNoPolicy() {
    Path unwritten = folder.resolve("unwritten.yard");
    CommandLineRun run = trained("one", "--learning-curve");
    assertThat(run.out()).contains("labelled prompts", "The last doubling");
    assertThat(run.messages()).contains("train: reading outcomes of one");
    CommandLineRun wrong = trained("one", "--learning-curve", "--out", unwritten);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(unwritten).doesNotExist();
    assertThat(trained("one", "--auto", "--learning-curve").code()).isEqualTo(2);
  }

  @Test
  void aCandidateIsAddedAndTheOtherStaysAsItWas() {
    Path small = folder.resolve("small.yard");
    Path grown = folder.resolve("grown.yard");
    assertThat(trained("one", "--candidates", "cheap", "--out", small).code()).isZero();
    JsonNode update = trained("two", "--update", small, "--out", grown, "--json").json();
    assertThat(update.get("added").toString()).isEqualTo("[\"dear\"]");
    JsonNode before = decided(small);
    JsonNode after = decided(grown);
    assertThat(quality(after, "cheap")).isEqualTo(quality(before, "cheap"));
    assertThat(quality(after, "dear")).isPositive();
    assertThat(judged("two", grown).json().get("prompts").asInt()).isLessThan(PROMPTS);
    assertThat(trained("two", "--update", small, "--learner", "factors", "--out", grown).code())
        .isZero();
    assertThat(quality(decided(grown), "cheap")).isEqualTo(quality(before, "cheap"));
  }

  @Test
  void newOutcomesCalibrateAgainOnUnseenPromptsOnly() {
    Path later = folder.resolve("later.yard");
    JsonNode update = trained("two", "--update", policy, "--out", later, "--json").json();
    assertThat(update.get("added")).isEmpty();
    assertThat(update.get("prompts").asInt()).isBetween(PROMPTS / 2, PROMPTS - 1);
    CommandLineRun nothingNew = trained("same", "--update", policy, "--out", later);
    assertThat(nothingNew.code()).isEqualTo(1);
    assertThat(nothingNew.messages()).contains("that the policy has not seen", "at least 30");
  }

  private static JsonNode decided(Path file) {
    return CommandLineRun.of("decide", "--policy", file, "--json", "Spell word frog.").json();
  }

  private static double quality(JsonNode decision, String id) {
    for (JsonNode one : decision.get("ranked")) {
      if (one.get("id").asText().equals(id)) {
        return one.get("quality").asDouble();
      }
    }
    throw new AssertionError("no " + id + " in " + decision);
  }

  @Test
  void aDecisionNamesTheWordsThatPushed() {
    JsonNode json =
        CommandLineRun.of("decide", "--policy", policy, "--explain", "--json", "Spell word seven.")
            .json();
    JsonNode why = json.get("explanations").get(0);
    assertThat(why.get("candidate")).isEqualTo(json.get("choice"));
    double sum = why.get("constant").asDouble();
    for (JsonNode push : why.get("pushes")) {
      sum += push.get("logOdds").asDouble();
    }
    assertThat(sum)
        .isCloseTo(why.get("logOdds").asDouble(), org.assertj.core.api.Assertions.within(1e-9));
    assertThat(why.get("pushes").findValuesAsText("feature")).contains("'Spell'");
    CommandLineRun text =
        CommandLineRun.of("decide", "--policy", policy, "--explain", "Spell word seven.");
    assertThat(text.out()).contains("What speaks for", "'Spell'");
    assertThat(CommandLineRun.of("decide", "--policy", policy, "--jsonl", "x", "y").code())
        .isEqualTo(2);
  }

  @Test
  void aBudgetIsKeptAndWhatCannotBeKeptIsRefused() {
    JsonNode json = judged("two", policy, "--budget-usd-per-1k", "0.005").json();
    JsonNode learned = json.get("policies").get(0);
    for (JsonNode each : json.get("policies")) {
      learned = each.get("id").asText().equals("yardmaster") ? each : learned;
    }
    // Cheap costs 0.001 USD per 1,000 and dear 0.01: the budget allows dear for four in nine.
    assertThat(learned.get("usdPer1k").asDouble()).isBetween(0.0035, 0.0051);
    assertThat(learned.get("note").asText()).contains("budget of 0.005 USD");
    CommandLineRun tight = judged("two", policy, "--budget-usd-per-1k", "0.0005");
    assertThat(tight.code()).isEqualTo(1);
    assertThat(tight.messages()).contains("cannot be kept");
    assertThat(
            CommandLineRun.of(
                    "decide",
                    "--policy",
                    policy,
                    "--budget-usd-per-1k",
                    "0.002",
                    "--tradeoff",
                    "3",
                    "x")
                .code())
        .isEqualTo(2);
    assertThat(
            CommandLineRun.of(
                    "decide",
                    "--policy",
                    policy,
                    "--budget-usd-per-1k",
                    "0.002",
                    "--json",
                    "Spell word seven.")
                .json()
                .get("choice")
                .asText())
        .isEqualTo("cheap");
  }

  @Test
  void aPolicyNamesWhatItListensTo() {
    JsonNode json =
        CommandLineRun.of(
                "evaluate",
                "attribution",
                "--policy",
                policy,
                "--dataset",
                "one",
                "--db",
                database,
                "--json")
            .json();
    assertThat(json.get("features")).hasSize(20);
    assertThat(json.get("features").get(0).get("weight").asDouble())
        .isGreaterThanOrEqualTo(json.get("features").get(1).get("weight").asDouble());
  }

  @Test
  void windowsAreCompared() {
    JsonNode same = drift("--dataset", "one,again");
    assertThat(same.get("features").get(0).get("stabilityIndex").asDouble()).isZero();
    assertThat(same.get("outcomes").findValuesAsText("reading"))
        .containsOnly("cannot be told apart");
    JsonNode cut = drift("--dataset", "one", "--last", "0.25");
    assertThat(cut.get("laterPrompts").asInt()).isEqualTo(PROMPTS / 4);
    assertThat(cut.get("outcomes")).hasSize(2);
    CommandLineRun wrong =
        CommandLineRun.of(
            "evaluate", "drift", "--db", database, "--dataset", "one,two", "--last", "0.5");
    assertThat(wrong.code()).isEqualTo(2);
  }

  private static JsonNode drift(Object... options) {
    return run(Stream.of("evaluate", "drift", "--db", database, "--json"), options).json();
  }
}
