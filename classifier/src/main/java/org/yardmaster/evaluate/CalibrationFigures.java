package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/** Whether predicted success means what it says, over all candidates together. */
final class CalibrationFigures {
  private static final int BINS = 10;
  private static final int SQUARES = 1;
  private static final int FIRST_BIN = 2;

  private final String id;
  private final Resample resample;

  CalibrationFigures(Comparison comparison, Predictions predictions, EvaluationSpec spec) {
    this.id = predictions.id();
    double[][] sums = new double[comparison.groups()][FIRST_BIN + BINS];
    for (int candidate = 0; candidate < comparison.candidateCount(); candidate++) {
      for (int row = 0; row < comparison.rowCount(); row++) {
        if (!predictions.predicted(candidate, row)) {
          continue;
        }
        double predicted = predictions.success()[candidate][row];
        double error = predicted - comparison.quality()[candidate][row];
        int bin = Math.clamp((int) (predicted * BINS), 0, BINS - 1);
        double[] sum = sums[comparison.groupOf()[row]];
        sum[0]++;
        sum[SQUARES] += error * error;
        sum[FIRST_BIN + bin] += error;
      }
    }
    this.resample = new Resample(sums, spec.replicates(), spec.seed(), spec.confidence());
  }

  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            id, "Brier", "Brier 1950", resample.estimate(totals -> totals[SQUARES] / totals[0])));
    figures.add(new Figure(id, "ECE", "arXiv 1706.04599", expectedError()));
    return figures;
  }

  /** Resampling only adds error to absolute values, so the interval is widened to the point. */
  private Estimate expectedError() {
    Estimate raw = resample.estimate(CalibrationFigures::expectedError);
    return new Estimate(
        raw.value(),
        Math.min(raw.value(), raw.low()),
        Math.max(raw.value(), raw.high()),
        raw.confidence(),
        raw.n(),
        raw.method() + ", widened to the point");
  }

  private static double expectedError(double[] totals) {
    double sum = 0;
    for (int column = FIRST_BIN; column < totals.length; column++) {
      sum += Math.abs(totals[column]);
    }
    return sum / totals[0];
  }
}
