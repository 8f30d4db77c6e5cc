package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yardmaster.stats.Estimate;

class JudgementTest {
  private static final Estimate KEPT = estimate(-0.004, 0.004, 1_000);
  private static final Estimate SAVES = estimate(0.2, 0.3, 1_000);
  private static final Estimate BETTER = estimate(0.01, 0.03, 1_000);

  private static Estimate estimate(double low, double high, int groups) {
    return new Estimate((low + high) / 2, low, high, 0.95, groups, "test");
  }

  private static Judgement judge(Estimate difference, Estimate saving, Estimate advantage) {
    return judge(difference, Optional.of(saving), advantage, false);
  }

  private static Judgement judge(
      Estimate difference, Optional<Estimate> saving, Estimate advantage, boolean simulated) {
    return Judgement.of(
        new Judgement.Findings(
            "policy", "best", simulated, 3, 2_000, difference, saving, advantage, Optional.of(0.1)),
        0.01);
  }

  @Test
  void routesOnlyWhenAllThreeAnswersAreYes() {
    Judgement judgement = judge(KEPT, SAVES, BETTER);
    assertThat(judgement.verdict()).isEqualTo(Verdict.ROUTE);
    assertThat(judgement.sentence())
        .contains("a saving of 25.0 % [20.0, 30.0]")
        .contains("quality difference of +0.00 points [-0.40, +0.40]")
        .contains("a mix of its quality brings 10.0 %")
        .contains("2,000 prompts, 1,000 groups");
  }

  @Test
  void doesNotRouteOnOneClearNo() {
    assertThat(judge(estimate(-0.03, -0.02, 1_000), SAVES, BETTER).verdict())
        .isEqualTo(Verdict.DO_NOT_ROUTE);
    assertThat(judge(KEPT, estimate(-0.01, 0.01, 1_000), BETTER).verdict())
        .isEqualTo(Verdict.DO_NOT_ROUTE);
    Judgement mixed = judge(KEPT, SAVES, estimate(-0.004, 0.003, 1_000));
    assertThat(mixed.verdict()).isEqualTo(Verdict.DO_NOT_ROUTE);
    assertThat(mixed.sentence())
        .startsWith("Do not route: it is not better than mixing candidates by coin.");
  }

  @Test
  void asksForMoreDataWhenAnIntervalIsTooWideToTell() {
    Judgement wide = judge(estimate(-0.03, 0.03, 1_000), SAVES, BETTER);
    assertThat(wide.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(wide.sentence())
        .startsWith("Not enough data to tell whether quality is kept within the margin.");
    assertThat(judge(KEPT, estimate(-0.1, 0.4, 1_000), BETTER).verdict())
        .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(judge(estimate(-0.03, 0.03, 1_000), SAVES, estimate(-0.03, 0.03, 1_000)).sentence())
        .startsWith(
            "Not enough data to tell whether quality is kept within the margin, and whether it is"
                + " better than mixing candidates by coin.");
  }

  @Test
  void prefersAClearNoToAnOpenQuestion() {
    assertThat(judge(estimate(-0.03, 0.03, 1_000), estimate(-0.3, -0.2, 1_000), BETTER).verdict())
        .isEqualTo(Verdict.DO_NOT_ROUTE);
  }

  @Test
  void trustsNoIntervalOfFewGroups() {
    assertThat(judge(estimate(-0.004, 0.004, 99), SAVES, BETTER).verdict())
        .isEqualTo(Verdict.NOT_ENOUGH_DATA);
  }

  @Test
  void callsASimulatedDifferenceBySimulationOnly() {
    Judgement judgement = judge(KEPT, Optional.of(SAVES), BETTER, true);
    assertThat(judgement.verdict()).isEqualTo(Verdict.ROUTE);
    assertThat(judgement.sentence())
        .startsWith("Route (simulated candidates only)")
        .contains("simulated reduction of 25.0 %")
        .doesNotContainIgnoringCase("saving");
  }

  @Test
  void takesTheCheapestPointThatCalibrationSupports() {
    // Scores rank the 400 prompts; the dear candidate alone is right on the first 200 of them.
    int rows = 400;
    double[][] success = new double[2][rows];
    double[][] quality = new double[2][rows];
    for (int row = 0; row < rows; row++) {
      success[1][row] = 1 - row / (double) rows;
      quality[0][row] = row < rows / 2 ? 0 : 1;
      quality[1][row] = 1;
    }
    double[][] costUsd = Tables.flatCosts(rows, 0.001, 0.01);
    Predictions predictions = new Predictions("test", success, costUsd);
    double exact = new ThresholdChoice(0, 0).willingness(predictions, quality, costUsd);
    assertThat(dear(predictions, exact)).isEqualTo(rows / 2);
    double lenient = new ThresholdChoice(0.05, 0).willingness(predictions, quality, costUsd);
    // Twenty wrong answers in 400 are the five points that may be lost, but not quite reached.
    assertThat(dear(predictions, lenient)).isBetween(rows / 2 - 20L, rows / 2 - 19L);
    double cautious = new ThresholdChoice(0.05, 2).willingness(predictions, quality, costUsd);
    assertThat(dear(predictions, cautious)).isBetween(rows / 2 - 18L, (long) rows / 2);
  }

  private static long dear(Predictions predictions, double willingness) {
    return Arrays.stream(ThresholdChoice.choose(predictions, willingness))
        .filter(candidate -> candidate == 1)
        .count();
  }
}
