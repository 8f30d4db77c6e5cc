package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;

/** Four prompts, worked by hand: the dear candidate is right three times, the cheap one twice. */
class InsightsTest {
  private static final OutcomeTable TABLE =
      Tables.of(new double[][] {{1, 1, 0, 0}, {1, 0, 1, 1}}, Tables.flatCosts(4, 0.001, 0.01));
  private static final Predictions PREDICTIONS =
      new Predictions(
          "learned",
          new double[][] {{0.9, 0.2, 0.1, 0.2}, {0.95, 0.9, 0.9, 0.4}},
          Tables.flatCosts(4, 0.001, 0.01));

  @Test
  void everyPointOfTheLearnedCurveHasTheMixThatLeadsThere() {
    Evaluation evaluation =
        Evaluator.evaluate(
            TABLE,
            List.of(Tables.learned(0, 1, 1, 1)),
            List.of(PREDICTIONS),
            "by hand",
            EvaluationSpec.STANDARD);
    CostQualityCurve curve = evaluation.curves().getFirst();
    List<List<Double>> mixes = CurveMixes.of(TABLE, PREDICTIONS, curve);
    assertThat(mixes).hasSameSizeAs(curve.points());
    for (int point = 0; point < mixes.size(); point++) {
      List<Double> mix = mixes.get(point);
      assertThat(1 * mix.get(0) + 10 * mix.get(1))
          .isCloseTo(curve.points().get(point).usdPer1k(), within(1e-9));
    }
    assertThat(mixes.getFirst()).containsExactly(1.0, 0.0);
    assertThat(mixes.getLast()).containsExactly(0.0, 1.0);
    assertThatThrownBy(() -> CurveMixes.of(TABLE, PREDICTIONS, evaluation.curves().getLast()))
        .hasMessageContaining("was not swept from");
  }

  @Test
  void binsOfPredictionsMeetWhatWasObserved() {
    List<CalibrationBin> bins = CalibrationBin.of(TABLE, PREDICTIONS, EvaluationSpec.STANDARD);
    assertThat(bins).extracting(CalibrationBin::predictions).containsExactly(1, 2, 1, 4);
    CalibrationBin second = bins.get(1);
    assertThat(second.predicted()).isCloseTo(0.2, within(1e-12));
    assertThat(second.observed().value()).isCloseTo(0.5, within(1e-12));
    assertThat(bins.getLast().observed().value()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void theSurestMistakesComeFirstAndNameTheCheapestThatIsRight() {
    List<Regret> regrets = Regret.worst(TABLE, Tables.learned(0, 1, 0, 0), PREDICTIONS, 2);
    assertThat(regrets).extracting(Regret::expected).containsExactly(0.9, 0.2);
    Regret first = regrets.getFirst();
    assertThat(first.sample()).isEqualTo(TABLE.samples().get(1));
    assertThat(first.chosen()).isEqualTo(TABLE.candidates().get(1).id());
    assertThat(first.better()).isEqualTo(TABLE.candidates().get(0).id());
    assertThat(first.lost()).isEqualTo(1);
    assertThat(first.betterCostUsd()).isEqualTo(0.001);
    assertThat(Regret.worst(TABLE, Tables.learned(0, 0, 1, 1), PREDICTIONS, 9)).isEmpty();
  }

  @Test
  void latenciesAreThoseOfTheChosenCalls() {
    OutcomeTable timed =
        new OutcomeTable(
            "timed",
            TABLE.samples(),
            TABLE.candidates(),
            new double[][] {TABLE.quality(0), TABLE.quality(1)},
            Tables.flatCosts(4, 0.001, 0.01),
            new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}},
            Tables.flatCosts(4, Double.NaN, Double.NaN),
            Tables.flatCosts(4, Double.NaN, Double.NaN));
    List<LatencyProfile> profiles = LatencyProfile.of(timed, Tables.learned(0, 0, 1, 1));
    assertThat(profiles).extracting(LatencyProfile::id).containsExactly("learned", "c0", "c1");
    assertThat(profiles.getFirst().seconds()).containsExactly(1.0, 1.0, 2.0, 7.0, 8.0, 8.0);
    assertThat(LatencyProfile.of(TABLE, Tables.learned(0, 0, 1, 1))).isEmpty();
    assertThatThrownBy(() -> new LatencyProfile("one", List.of(1.0)))
        .hasMessageContaining("1 values; expected 6");
  }

  @Test
  void theMainPolicyAndTheReferenceAreFoundAmongThePolicies() {
    Evaluation evaluation =
        Evaluator.evaluate(
            TABLE,
            List.of(Tables.learned(0, 1, 1, 1)),
            List.of(PREDICTIONS),
            "by hand",
            EvaluationSpec.STANDARD);
    assertThat(evaluation.main().map(PolicyResult::kind)).contains(PolicyKind.LEARNED);
    PolicyResult reference = evaluation.referencePolicy().orElseThrow();
    assertThat(reference.qualityDifference().value()).isZero();
    assertThat(evaluation.single(reference)).isTrue();
    assertThat(evaluation.main().map(evaluation::single)).contains(false);
  }
}
