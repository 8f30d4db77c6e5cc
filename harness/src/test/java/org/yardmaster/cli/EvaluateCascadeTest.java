package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure of {@link CascadeLab} can be worked out by hand. */
class EvaluateCascadeTest {
  @TempDir static Path folder = Path.of("");
  private static Path database = Path.of("");
  private static JsonNode choices = JsonNodeFactory.instance.objectNode();

  @BeforeAll
  static void create() {
    database = CascadeLab.create(folder);
    choices = cascade("choices", "format,length,expected", "--json").json();
  }

  private static CommandLineRun cascade(String dataset, String accept, String... more) {
    Object[] words = {
      "evaluate",
      "cascade",
      "--db",
      database,
      "--dataset",
      dataset,
      "--first",
      "small",
      "--then",
      "big",
      "--accept",
      accept,
      "--learner",
      "counters",
      "--folds",
      "2"
    };
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return CommandLineRun.of(all);
  }

  private static JsonNode policy(JsonNode json, String id) {
    for (JsonNode policy : json.get("policies")) {
      if (policy.get("id").asText().equals(id)) {
        return policy;
      }
    }
    throw new AssertionError("no policy " + id + " in " + json.get("policies"));
  }

  private static void assertReaches(
      JsonNode policy, double quality, double usdPer1k, double p95Seconds) {
    assertThat(policy.get("quality").asDouble()).isCloseTo(quality, offset(1e-9));
    assertThat(policy.get("usdPer1k").asDouble()).isCloseTo(usdPer1k, offset(1e-9));
    assertThat(policy.get("p95Seconds").asDouble()).isCloseTo(p95Seconds, offset(1e-9));
  }

  @Test
  void anAnswerWithoutTheAskedFormAsksTheNextAndBothArePaid() {
    JsonNode json = choices;
    // Right: two of four of small, and big where small named no option.
    assertReaches(policy(json, "cascade:format"), 0.75, 0.001 + 0.25 * 0.010, 4);
    // The bound asks big where small is wrong; big is right there.
    assertReaches(policy(json, "cascade:oracle"), 1, 0.001 + 0.5 * 0.010, 4);
    assertThat(policy(json, "cascade:oracle").get("kind").asText()).isEqualTo("oracle");
    assertReaches(policy(json, "single:big"), 11.0 / 12, 0.010, 3);
    assertReaches(policy(json, "single:small"), 0.5, 0.001, 1);
    assertThat(json.get("mainPolicy").asText()).isEqualTo("cascade:format");
    assertThat(json.get("reference").asText()).isEqualTo("big");
    assertThat(json.get("verdict").asText()).isEqualTo("do-not-route");
    assertThat(json.get("provenance").get("cascade").asText()).isEqualTo("small > big");
    assertThat(policy(json, "cascade:format").get("note").asText())
        .contains("comes to big for 25.0 %");
  }

  @Test
  void aBoundOnTheLengthIsChosenOnOtherFolds() {
    assertReaches(policy(choices, "cascade:length"), 1, 0.001 + 0.5 * 0.010, 4);
    assertThat(choices.get("notes").toString())
        .contains("cascade:length by itself: Route: ", "cascade:length is better than yardmaster");
  }

  @Test
  void whoIsNotExpectedToSucceedIsNotAsked() {
    JsonNode expected = policy(choices, "cascade:expected");
    // The prompts say nothing, so nobody is passed over for a part of them at a profit.
    assertThat(expected.get("usdPer1k").asDouble()).isLessThanOrEqualTo(0.010 + 1e-9);
    assertThat(expected.get("p95Seconds").asDouble()).isLessThanOrEqualTo(3);
  }

  @Test
  void aJudgeIsPaidForEveryAnswerThatItSaw() {
    JsonNode json = cascade("labelled", "judge:referee", "--json").json();
    assertReaches(policy(json, "cascade:judge:referee"), 1, 0.001 + 0.0005 + 0.5 * 0.010, 4.5);
  }

  @Test
  void samplesOfOneCandidateThatAgreeAreAllPaid(@TempDir Path own) {
    Path repeated = CascadeLab.create(own);
    CascadeLab.repeat(repeated);
    JsonNode json =
        CommandLineRun.of(
                "evaluate",
                "cascade",
                "--db",
                repeated,
                "--dataset",
                "choices",
                "--first",
                "small",
                "--then",
                "big",
                "--accept",
                "agreement,format",
                "--learner",
                "counters",
                "--json")
            .json();
    assertReaches(policy(json, "cascade:agreement"), 1, 2 * 0.001 + 0.5 * 0.010, 5);
    assertThat(json.get("notes").toString()).contains("cascade:format by itself: ");
  }

  @Test
  void whatATestCannotSeeIsRefusedWithWhatIsMissing() {
    assertThat(cascade("choices", "agreement").messages())
        .contains("two or more recorded answers of small", "--trials");
    assertThat(cascade("unpublished", "length").messages()).contains("published labels only");
    assertThat(cascade("labelled", "format").messages()).contains("what kind of answer");
    assertThat(cascade("choices", "judge:referee").messages())
        .contains("No calls of a judge about choices");
    assertThat(cascade("labelled", "judge:nobody").messages())
        .contains("Judge (nobody) has not scored the answer of small");
    assertThat(cascade("choices", "agreement").code()).isEqualTo(1);
  }

  @Test
  void wrongUseIsToldBeforeAnythingIsRead() {
    CommandLineRun unknown = cascade("choices", "hope");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.messages()).contains("(hope)", "judge:NAME");
    assertThat(cascade("choices", "format,format").code()).isEqualTo(2);
    assertThat(cascade("choices", "format", "--then", "small").messages())
        .contains("asks every candidate once");
  }

  @Test
  void cascadesAreRecordedAndComparedByTheirFactsOnly() {
    String first = choices.get("runId").asText();
    CommandLineRun run = cascade("choices", "format");
    assertThat(run.out())
        .contains("cascade:oracle", "note: cascade:format takes", "note: cascade:format is");
    String second = run.out().substring(run.out().lastIndexOf("run: ") + 5).strip();
    CommandLineRun both = CommandLineRun.of("evaluate", "compare", first, second, "--db", database);
    assertThat(both.out()).contains("accept", "is a cascade");
  }
}
