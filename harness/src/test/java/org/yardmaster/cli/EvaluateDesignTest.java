package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateDesignTest {
  private static final int PROMPTS = 400;

  @TempDir static Path folder = Path.of("");
  private static Path database = Path.of("");

  @BeforeAll
  static void create() {
    database = ToyLab.create(folder, PROMPTS, "one", "two");
  }

  private static CommandLineRun design(String name, String datasets, Object... more) {
    Object[] words = {"evaluate", "--db", database, "--json", "--design", name, "--dataset"};
    Object[] all = Arrays.copyOf(words, words.length + 1 + more.length);
    all[words.length] = datasets;
    System.arraycopy(more, 0, all, words.length + 1, more.length);
    return CommandLineRun.of(all);
  }

  @Test
  void everyTaskIsJudgedByWhatTheOthersTaught() {
    JsonNode json = design("leave-one-task-out", "one").json();
    assertThat(json.get("design").asText()).isEqualTo("leave-one-task-out");
    assertThat(json.get("prompts").asInt()).isEqualTo(PROMPTS);
    assertThat(json.get("parts").findValuesAsText("part")).containsExactly("adding", "spelling");
    for (JsonNode part : json.get("parts")) {
      assertThat(part.get("prompts").asInt()).isEqualTo(PROMPTS / 2);
      assertThat(part.get("qualityDifferenceInterval")).hasSize(2);
      assertThat(part.get("verdict").asText()).isNotEmpty();
    }
  }

  @Test
  void partsAreShownBesideTheWhole() {
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate",
            "--db",
            database,
            "--design",
            "leave-one-dataset-out",
            "--dataset",
            "one,two");
    assertThat(run.out())
        .contains("Each held-out part by itself")
        .containsPattern("held out .* verdict +APGR\n")
        .containsPattern("one .* 0\\.\\d{3}\n")
        .containsPattern("two .* 0\\.\\d{3}\n");
    assertThat(design("folds", "one").json().has("parts")).isFalse();
  }

  @Test
  void whatNoPolicyFileCanHoldIsJudgedLikeThePoliciesAre() {
    JsonNode json = design("folds", "one", "--learner", "clusters").json();
    assertThat(json.get("prompts").asInt()).isEqualTo(PROMPTS);
    assertThat(json.get("policies").toString()).contains("yardmaster");
  }

  @Test
  void everyDataSetIsJudgedByWhatTheOthersTaught() {
    JsonNode json = design("leave-one-dataset-out", "one,two").json();
    assertThat(json.get("dataset").asText()).isEqualTo("one+two");
    assertThat(json.get("prompts").asInt()).isEqualTo(2 * PROMPTS);
    assertThat(json.get("parts").findValuesAsText("part")).containsExactly("one", "two");
  }

  @Test
  void onlyTheLastRowsAreJudgedByTime() {
    assertThat(design("time", "one").json().get("prompts").asInt()).isEqualTo(PROMPTS * 3 / 10);
  }

  @Test
  void fewLabelsTeachAndTheOthersAreJudged() {
    JsonNode json = design("folds", "one", "--labels", "150", "--learner", "counters").json();
    assertThat(json.get("prompts").asInt()).isEqualTo(PROMPTS - 150);
    assertThat(json.get("design").asText()).isEqualTo("150 labels, seed 1");
    assertThat(design("time", "one", "--labels", "150").code()).isEqualTo(2);
    assertThat(design("folds", "one", "--auto", "--learner", "counters").code()).isEqualTo(2);
  }

  @Test
  void rulesAreJudgedSideBySideByTheSameExpectations() {
    JsonNode json = design("folds", "one", "--rule", "floor,utility,abstain").json();
    assertThat(json.get("mainPolicy").asText()).isEqualTo("yardmaster:floor");
    assertThat(json.get("policies").findValuesAsText("id"))
        .contains("yardmaster:floor", "yardmaster", "yardmaster:abstain", "same-shares:yardmaster");
    assertThat(json.get("curves").findValuesAsText("id"))
        .contains("yardmaster", "yardmaster:floor", "yardmaster:abstain");
    assertThat(json.get("provenance").get("rule").asText()).isEqualTo("floor,utility,abstain");
    assertThat(json.get("notes").toString()).contains("yardmaster:abstain by itself: ");
    JsonNode alone = design("folds", "one").json();
    assertThat(alone.get("mainPolicy").asText()).isEqualTo("yardmaster");
    assertThat(alone.get("policies").findValuesAsText("id")).doesNotContain("yardmaster:floor");
    JsonNode compared = compare(json.get("runId").asText(), alone.get("runId").asText());
    assertThat(compared.get("prompts").asInt()).isEqualTo(PROMPTS);
    assertThat(compared.get("differences").findValuesAsText("fact")).contains("rule");
    assertThat(design("leave-one-task-out", "one", "--rule", "floor").json().get("parts"))
        .hasSize(2);
  }

  @Test
  void aPolicyFileDecidesByUtilityAlone() {
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate",
            "--db",
            database,
            "--dataset",
            "one",
            "--policy",
            "any.yard",
            "--rule",
            "floor");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("utility rule alone");
    assertThat(design("new-candidate", "one", "--rule", "floor").code()).isEqualTo(2);
  }

  @Test
  void settingsAreChosenInsideEachPart() {
    JsonNode json = design("folds", "one", "--folds", "2", "--auto").json();
    assertThat(json.get("prompts").asInt()).isEqualTo(PROMPTS);
    assertThat(json.get("provenance").get("train").asText()).isEqualTo("chosen for each part");
  }

  @Test
  void anArrivingCandidateIsNotUsedUntilItIsKnown() {
    JsonNode json = design("new-candidate", "one", "--arriving", "dear").json();
    JsonNode stages = json.get("stages");
    JsonNode unknown = stages.get(0);
    JsonNode known = stages.get(stages.size() - 1);
    assertThat(unknown.get("known").asInt()).isZero();
    assertThat(unknown.get("share").asDouble()).isZero();
    assertThat(unknown.get("regret").asDouble()).isGreaterThan(0.1);
    assertThat(known.get("known").asInt()).isEqualTo(PROMPTS);
    assertThat(known.get("regret").asDouble()).isZero();
    assertThat(known.get("share").asDouble()).isPositive();
  }

  @Test
  void runsOverSeveralDataSetsAreComparedWhereBothJudged() {
    String across = design("leave-one-dataset-out", "one,two").json().get("runId").asText();
    String within = design("folds", "one").json().get("runId").asText();
    JsonNode itself = compare(across, across);
    assertThat(itself.get("prompts").asInt()).isEqualTo(2 * PROMPTS);
    assertThat(itself.get("moved").asDouble()).isZero();
    JsonNode mixed = compare(across, within);
    assertThat(mixed.get("prompts").asInt()).isEqualTo(PROMPTS);
    assertThat(mixed.get("differences").findValuesAsText("fact")).contains("dataset", "design");
  }

  private static JsonNode compare(String first, String second) {
    return CommandLineRun.of("evaluate", "compare", first, second, "--db", database, "--json")
        .json();
  }

  @Test
  void arrivalsAreRecordedAndComparedByTheirStages() {
    String cheap =
        design("new-candidate", "one", "--arriving", "cheap").json().get("runId").asText();
    String dear = design("new-candidate", "one", "--arriving", "dear").json().get("runId").asText();
    JsonNode found = compare(cheap, dear);
    assertThat(found.get("differences").findValuesAsText("fact"))
        .contains("arriving", "regret with 0 known");
    assertThat(found.get("sentence").asText()).contains("is an arrival");
  }

  @Test
  void optionsThatNobodyReadsAreWrongUsage() {
    assertThat(design("time", "one", "--folds", "3").messages()).contains("has no folds");
    assertThat(design("time", "one", "--folds", "3").code()).isEqualTo(2);
    assertThat(design("folds", "one", "--policy", "p.yard").code()).isEqualTo(2);
    assertThat(design("new-candidate", "one", "--split", "test").code()).isEqualTo(2);
    CommandLineRun before =
        CommandLineRun.of("evaluate", "--dataset", "one", "plan", "--discordance", "0.2");
    assertThat(before.code()).isEqualTo(2);
    assertThat(before.messages()).contains("--dataset stands before the verb plan");
    assertThat(
            CommandLineRun.of("evaluate", "--dataset", "one", "--policy", "p.yard", "--folds", "3")
                .messages())
        .contains("--folds and --policy");
  }

  @Test
  void valuesOutOfRangeAreWrongUsage() {
    for (String[] option :
        new String[][] {
          {"--margin", "1"},
          {"--margin", "-0.1"},
          {"--margin", "x"},
          {"--folds", "1"},
          {"--width", "0"}
        }) {
      CommandLineRun run = design("folds", "one", option[0], option[1]);
      assertThat(run.code()).as(option[0] + " " + option[1]).isEqualTo(2);
      assertThat(run.messages()).contains(option[0], option[1], "expected");
    }
    assertThat(CommandLineRun.of("evaluate", "plan", "--discordance", "0").code()).isEqualTo(2);
    assertThat(CommandLineRun.of("evaluate", "plan", "--discordance", "0.2", "--power", "1").code())
        .isEqualTo(2);
    assertThat(CommandLineRun.of("decide", "--policy", "p", "--tradeoff", "11", "x").code())
        .isEqualTo(2);
  }

  @Test
  void oneDataSetCannotBeLeftOut() {
    CommandLineRun run = design("leave-one-dataset-out", "one");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("several data sets");
  }

  @Test
  void severalDataSetsNeedTheirDesign() {
    assertThat(design("folds", "one,two").code()).isEqualTo(2);
  }

  @Test
  void anUnknownDesignIsNamedBesideTheKnownOnes() {
    CommandLineRun run = design("guess", "one");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("guess", "leave-one-task-out", "new-candidate");
  }

  @Test
  void runsOfDifferentDesignsAreToldApart() {
    JsonNode folds = design("folds", "two").json();
    JsonNode tasks = design("leave-one-task-out", "two").json();
    JsonNode found =
        CommandLineRun.of(
                "evaluate",
                "compare",
                folds.get("runId").asText(),
                tasks.get("runId").asText().substring(0, 12),
                "--db",
                database,
                "--json")
            .json();
    assertThat(found.get("differences").findValuesAsText("fact")).contains("design");
    assertThat(found.get("prompts").asInt()).isEqualTo(PROMPTS);
    assertThat(found.get("moved").asDouble()).isPositive();
    assertThat(found.get("qualityDifferenceInterval")).hasSize(2);
    assertThat(found.get("sentence").asText())
        .contains(tasks.get("runId").asText().substring(0, 12));
  }

  @Test
  void aRunDiffersInNothingFromItself() {
    String id = design("folds", "one").json().get("runId").asText();
    CommandLineRun run = CommandLineRun.of("evaluate", "compare", id, id, "--db", database);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("nothing differs that matters");
  }

  @Test
  void runsOfDifferentDataSetsAreNotCompared() {
    String one = design("folds", "one").json().get("runId").asText();
    String two = design("folds", "two").json().get("runId").asText();
    CommandLineRun run = CommandLineRun.of("evaluate", "compare", one, two, "--db", database);
    assertThat(run.out()).contains("different data sets");
  }

  @Test
  void anUnknownRunIsNamedBesideTheKnownOnes() {
    String id = design("folds", "one").json().get("runId").asText();
    CommandLineRun run = CommandLineRun.of("evaluate", "compare", "zzz", id, "--db", database);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("zzz", id.substring(0, 12));
  }
}
