package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;

class EvaluatorTest {
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 500, 7);
  private static final double NONE = Double.NaN;

  private static Evaluation evaluate(OutcomeTable table, JudgedPolicy... learned) {
    return Evaluator.evaluate(table, List.of(learned), List.of(), "test", SPEC);
  }

  private static PolicyResult policy(Evaluation evaluation, String id) {
    return evaluation.policies().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Half of the rows need the dear candidate, and the policy knows which. */
  private static OutcomeTable halves(int rows, boolean simulated) {
    double[] cheap = new double[rows];
    double[] dear = new double[rows];
    Arrays.setAll(cheap, row -> row % 2);
    Arrays.fill(dear, 1);
    return Tables.of(
        new double[][] {cheap, dear},
        Tables.flatCosts(rows, 0.001, 0.01),
        row -> "g" + row,
        row -> "task" + row % 2,
        simulated);
  }

  private static JudgedPolicy knowing(int rows) {
    return Tables.learned(IntStream.range(0, rows).map(row -> 1 - row % 2).toArray());
  }

  @Test
  void routesWhenAPolicyKeepsQualityForLess() {
    Evaluation evaluation = evaluate(halves(400, false), knowing(400));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.ROUTE);
    assertThat(evaluation.verdictSentence()).startsWith("Route: ").contains("saving of 45.0 %");
    PolicyResult learned = policy(evaluation, "learned");
    assertThat(learned.saving().orElseThrow().value()).isCloseTo(0.45, within(1e-12));
    assertThat(learned.usdPer1k().orElseThrow().value()).isCloseTo(5.5, within(1e-12));
    assertThat(learned.shares()).containsExactly(0.5, 0.5);
    assertThat(evaluation.reference()).isEqualTo("c1");
    assertThat(evaluation.mainPolicy()).isEqualTo("learned");
  }

  @Test
  void neverSpeaksOfSavingWhenSimulated() {
    Evaluation evaluation = evaluate(halves(400, true), knowing(400));
    assertThat(evaluation.simulated()).isTrue();
    assertThat(evaluation.verdictSentence())
        .contains("simulated reduction")
        .doesNotContainIgnoringCase("saving");
  }

  @Test
  void listsEveryBaseline() {
    Evaluation evaluation = evaluate(halves(400, false), knowing(400));
    assertThat(evaluation.policies())
        .extracting(PolicyResult::id)
        .containsExactly(
            "single:c0",
            "single:c1",
            "cheapest",
            "random-mix",
            "task-table",
            "oracle",
            "learned",
            "same-shares:learned");
    // Within one point of 1.0, mixing 0.5 and 1.0: 98 % go to the dear one.
    assertThat(policy(evaluation, "random-mix").shares().get(1)).isCloseTo(0.98, within(1e-12));
    // Tasks tell which half a prompt is in, so the table is perfect.
    assertThat(policy(evaluation, "task-table").quality().value()).isEqualTo(1);
    assertThat(policy(evaluation, "oracle").usdPer1k().orElseThrow().value())
        .isCloseTo(5.5, within(1e-12));
  }

  @Test
  void doesNotRouteByCoin() {
    SplittableRandom random = new SplittableRandom(3);
    int rows = 20_000;
    int[] coin = IntStream.range(0, rows).map(row -> random.nextInt(2)).toArray();
    Evaluation evaluation = evaluate(halves(rows, false), Tables.learned(coin));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.DO_NOT_ROUTE);
    assertThat(evaluation.verdictSentence()).contains("quality is not kept");
  }

  @Test
  void doesNotRouteWhenTheBestIsTheCheapest() {
    double[] best = IntStream.range(0, 500).mapToDouble(row -> row % 3 == 0 ? 0 : 1).toArray();
    double[] worse = IntStream.range(0, 500).mapToDouble(row -> row % 2).toArray();
    OutcomeTable table =
        Tables.of(new double[][] {best, worse}, Tables.flatCosts(500, 0.001, 0.01));
    Evaluation evaluation = evaluate(table, Tables.learned(new int[500]));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.DO_NOT_ROUTE);
  }

  @Test
  void asksForMoreDataBelowTheFloor() {
    Evaluation evaluation = evaluate(halves(60, false), knowing(60));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(evaluation.verdictSentence()).contains("60 groups").contains("at least 100");
  }

  @Test
  void comparesOnRowsThatAllPricedCandidatesAnswered() {
    double[][] quality = {{1, 0, NONE, 1}, {1, 1, 1, 1}, {0, NONE, 0, 0}};
    double[][] costs = {{1, 1, NONE, 1}, {2, 2, 2, 2}, {NONE, NONE, NONE, NONE}};
    Evaluation evaluation = evaluate(Tables.of(quality, costs), Tables.learned(0, 1, 1, 0));
    assertThat(evaluation.prompts()).isEqualTo(3);
    assertThat(evaluation.coverage()).isCloseTo(10.0 / 12, within(1e-12));
    assertThat(evaluation.notes())
        .anyMatch(note -> note.contains("want of a price: c2"))
        .anyMatch(note -> note.contains("1 of 4 prompts are left out"));
    assertThat(evaluation.candidates())
        .extracting(CandidateResult::id)
        .containsExactly("c0", "c1", "c2");
    assertThat(evaluation.candidates().get(2).usdPer1k()).isEmpty();
    assertThat(evaluation.candidates().get(2).coverage()).isEqualTo(0.75);
    assertThat(policy(evaluation, "learned").shares()).hasSize(3);
  }

  @Test
  void refusesAPolicyThatUsesAnUnpricedCandidate() {
    double[][] quality = {{1, 0}, {1, 1}};
    double[][] costs = {{1, 1}, {NONE, 2}};
    assertThatThrownBy(() -> evaluate(Tables.of(quality, costs), Tables.learned(0, 1)))
        .hasMessageContaining("Policy (learned)")
        .hasMessageContaining("(c1)");
  }

  @Test
  void judgesQualityAloneWithoutAnyPrice() {
    double[][] quality = {{1, 0, 0}, {1, 1, 0}};
    double[][] costs = {{NONE, NONE, NONE}, {NONE, NONE, NONE}};
    Predictions predictions =
        new Predictions("learned", new double[][] {{1, 0, 0}, {1, 1, 0}}, costs);
    Evaluation evaluation =
        Evaluator.evaluate(
            Tables.of(quality, costs),
            List.of(Tables.learned(0, 1, 0)),
            List.of(predictions),
            "test",
            SPEC);
    assertThat(evaluation.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(evaluation.verdictSentence()).contains("no candidate has a price");
    assertThat(policy(evaluation, "learned").saving()).isEmpty();
    assertThat(policy(evaluation, "learned").apgr()).isPresent();
    assertThat(evaluation.curves()).isEmpty();
  }

  @Test
  void answersPlainlyForOneCandidate() {
    OutcomeTable table = Tables.of(new double[][] {{1, 0, 1}}, Tables.flatCosts(3, 0.001));
    Evaluation evaluation = evaluate(table, Tables.learned(0, 0, 0));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.DO_NOT_ROUTE);
    assertThat(evaluation.verdictSentence()).contains("only one candidate (c0)");
  }

  @Test
  void hasNoSavingAgainstAFreeReference() {
    OutcomeTable table = Tables.of(new double[][] {{1, 0}, {1, 1}}, Tables.flatCosts(2, 0.001, 0));
    Evaluation evaluation = evaluate(table, Tables.learned(0, 1));
    assertThat(evaluation.verdict()).isEqualTo(Verdict.DO_NOT_ROUTE);
    assertThat(evaluation.verdictSentence()).contains("costs nothing");
    assertThat(policy(evaluation, "learned").saving()).isEmpty();
  }

  @Test
  void takesTheCheaperOfEquallyGoodReferences() {
    OutcomeTable table =
        Tables.of(new double[][] {{1, 0}, {0, 1}}, Tables.flatCosts(2, 0.02, 0.01));
    assertThat(evaluate(table, Tables.learned(0, 1)).reference()).isEqualTo("c1");
  }

  @Test
  void saysWhichPromptsAreMissingWhenNoneIsShared() {
    double[][] quality = {{1, NONE}, {NONE, 1}};
    assertThatThrownBy(
            () -> evaluate(Tables.of(quality, Tables.flatCosts(2, 1, 1)), Tables.learned(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no prompt that all 2 compared candidates answered");
  }

  @Test
  void drawsCurvesThatRiseFromTheCheapestToTheBest() {
    int rows = 400;
    OutcomeTable table = halves(rows, false);
    Predictions truth =
        new Predictions(
            "learned",
            new double[][] {table.quality(0), table.quality(1)},
            new double[][] {table.costUsd(0), table.costUsd(1)});
    Evaluation evaluation =
        Evaluator.evaluate(table, List.of(knowing(rows)), List.of(truth), "test", SPEC);
    assertThat(evaluation.curves())
        .extracting(CostQualityCurve::id)
        .containsExactly("learned", "single-candidates", "random-mixing", "task-table", "oracle");
    List<CurvePoint> points = evaluation.curves().getFirst().points();
    assertThat(points).hasSize(2);
    assertThat(points.getFirst().quality()).isEqualTo(0.5);
    assertThat(points.getLast().usdPer1k()).isCloseTo(5.5, within(1e-9));
    // One threshold that recovers the whole gap at half the calls: 0.25 + 0.5.
    assertThat(policy(evaluation, "learned").apgr()).isPresent();
    assertThat(evaluation.notes()).anyMatch(note -> note.contains("0.7500 ["));
  }

  @Test
  void givesTasksTheirOwnMeansAndShares() {
    Evaluation evaluation = evaluate(halves(400, false), knowing(400));
    TaskResult first = evaluation.tasks().getFirst();
    assertThat(first.task()).isEqualTo("task0");
    assertThat(first.prompts()).isEqualTo(200);
    assertThat(first.quality()).containsExactly(0.0, 1.0);
    assertThat(first.policyShares().get(1)).isCloseTo(1, within(1e-9));
    assertThat(first.usdPer1k().get(0)).isCloseTo(1, within(1e-9));
  }
}
