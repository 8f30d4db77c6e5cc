package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/**
 * Predictions of about the same height, of all compared candidates together.
 *
 * @param predicted their mean, in [0, 1]
 * @param observed mean quality of the answers they were made for
 * @param predictions how many there are
 */
public record CalibrationBin(double predicted, Estimate observed, int predictions) {
  private static final int BINS = 10;
  private static final int COLUMNS = 3;

  public CalibrationBin {
    requireNonNull(observed, "observed is null");
  }

  /**
   * Ten bins of equal width in order of prediction, without the empty ones; on the rows that {@link
   * Evaluator#evaluate} uses.
   *
   * @param predictions for the whole table
   */
  public static List<CalibrationBin> of(
      OutcomeTable table, Predictions predictions, EvaluationSpec spec) {
    Comparison comparison = Comparison.of(table);
    Predictions restricted = comparison.restrict(predictions);
    double[][] sums = new double[comparison.groups()][COLUMNS * BINS];
    for (int candidate = 0; candidate < comparison.candidateCount(); candidate++) {
      for (int row = 0; row < comparison.rowCount(); row++) {
        if (!restricted.predicted(candidate, row)) {
          continue;
        }
        double predicted = restricted.success()[candidate][row];
        int at = COLUMNS * Math.clamp((int) (predicted * BINS), 0, BINS - 1);
        double[] sum = sums[comparison.groupOf()[row]];
        sum[at]++;
        sum[at + 1] += predicted;
        sum[at + 2] += comparison.quality()[candidate][row];
      }
    }
    Resample resample = new Resample(sums, spec.replicates(), spec.seed(), spec.confidence());
    List<CalibrationBin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int at = COLUMNS * bin;
      int predicted = (int) resample.point(totals -> totals[at]);
      if (predicted > 0) {
        bins.add(
            new CalibrationBin(
                resample.point(totals -> totals[at + 1] / totals[at]),
                resample.estimate(totals -> totals[at + 2] / totals[at]),
                predicted));
      }
    }
    return bins;
  }
}
