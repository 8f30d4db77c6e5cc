package org.yardmaster.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Split;
import org.yardmaster.data.Target;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.OwnPolicy;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.evaluate.PromptRouter;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.train.Progress;

/** A policy of one's own is judged on one split, beside the baselines. */
class OwnPolicyTest {
  private static final int PROMPTS = 400;

  /** The cheap one is right on every second prompt, which says "easy"; the dear one always. */
  private static OutcomeTable table() {
    List<Sample> samples = new ArrayList<>();
    double[][] quality = new double[2][PROMPTS];
    double[][] cost = new double[2][PROMPTS];
    double[][] none = new double[2][PROMPTS];
    for (int row = 0; row < PROMPTS; row++) {
      boolean easy = row % 2 == 0;
      samples.add(
          new Sample(
              "s" + row,
              Prompt.of((easy ? "easy " : "hard ") + row),
              new Target.Labelled(),
              "task",
              "g" + row,
              PublishedSplit.NONE,
              Map.of()));
      quality[0][row] = easy ? 1 : 0;
      quality[1][row] = 1;
      cost[0][row] = 0.001;
      cost[1][row] = 0.01;
    }
    return new OutcomeTable(
        "toy",
        samples,
        List.of(Candidate.recorded("cheap"), Candidate.recorded("dear")),
        quality,
        cost,
        none,
        none,
        none);
  }

  private static Evaluation judged(PromptRouter router) {
    return new EvaluateRun(table(), PriceBook.empty(), EvaluationSpec.STANDARD, Progress.silent())
        .own(List.of(new OwnPolicy("mine", router)), Split.TEST);
  }

  @Test
  void aGoodRuleIsRecommendedOnTheSplitThatWasAskedFor() {
    Evaluation evaluation =
        judged(prompt -> prompt.routingText().startsWith("easy") ? "cheap" : "dear");
    PolicyResult mine =
        evaluation.policies().stream()
            .filter(policy -> policy.kind() == PolicyKind.LEARNED)
            .findFirst()
            .orElseThrow();
    assertThat(evaluation.mainPolicy()).isEqualTo("mine");
    assertThat(evaluation.prompts())
        .isEqualTo(Selection.rows(table(), java.util.Set.of(Split.TEST)).length);
    assertThat(mine.quality().value()).isEqualTo(1);
    assertThat(mine.saving().orElseThrow().value()).isBetween(0.3, 0.6);
    assertThat(evaluation.design()).contains("test split");
  }

  @Test
  void aRuleThatNamesNobodyIsToldWhoThereIs() {
    assertThatThrownBy(() -> judged(prompt -> "gpt-9"))
        .hasMessageContaining("(mine)")
        .hasMessageContaining("(gpt-9)")
        .hasMessageContaining("[cheap, dear]");
  }
}
