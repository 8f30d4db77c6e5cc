package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;

class PredictionsTest {
  private static final int ROWS = 200;
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 200, 1);

  private static double[][] coins() {
    SplittableRandom random = new SplittableRandom(5);
    double[][] quality = new double[3][ROWS];
    for (double[] column : quality) {
      Arrays.setAll(column, row -> random.nextBoolean() ? 1 : 0);
    }
    return quality;
  }

  /** Knows the second and the third candidate's grades, and nothing of the first. */
  private static Predictions knowing(double[][] quality) {
    Predictions predictions = Predictions.none("knowing", 3, ROWS);
    for (int candidate = 1; candidate < 3; candidate++) {
      predictions.success()[candidate] = quality[candidate];
      Arrays.fill(predictions.costUsd()[candidate], 0.001 * candidate);
    }
    return predictions;
  }

  @Test
  void whoeverIsNotPredictedIsChosenByNoRule() {
    Predictions predictions = knowing(coins());
    RuleSweep sweep = WillingnessSweep.of(predictions.success(), predictions.costUsd());
    for (double willingness : new double[] {0, 1e-6, 1, Double.POSITIVE_INFINITY}) {
      assertThat(sweep.choice(willingness)).doesNotContain(0);
    }
    assertThat(predictions.choice(0, 1)).isPositive();
  }

  @Test
  void whatWasNotPredictedIsNotHeldAgainstCalibration() {
    double[][] quality = coins();
    OutcomeTable table = Tables.of(quality, Tables.flatCosts(ROWS, 0.0001, 0.001, 0.002));
    List<Figure> figures = Figures.of(table, List.of(), List.of(knowing(quality)), SPEC);
    assertThat(figures)
        .filteredOn(figure -> figure.name().equals("Brier"))
        .singleElement()
        .satisfies(figure -> assertThat(figure.value().value()).isZero());
    assertThat(CalibrationBin.of(table, knowing(quality), SPEC))
        .allMatch(bin -> bin.observed().value() == bin.predicted());
  }
}
