package org.yardmaster.evaluate.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether predicted probabilities mean what they say.
 *
 * @param brier mean squared difference of prediction and outcome (Brier 1950)
 * @param expectedError expected calibration error: the bins' distances of mean prediction and mean
 *     outcome, weighted by size (Guo et al., arXiv 1706.04599)
 * @param bins those that are not empty, in rising order
 */
public record Reliability(double brier, double expectedError, List<Bin> bins) {
  public Reliability {
    bins = List.copyOf(bins);
  }

  /** Predictions of one range: how many, their mean, and the mean outcome. */
  public record Bin(int count, double predicted, double observed) {}

  /**
   * Equal-width bins over [0, 1].
   *
   * @param predicted in [0, 1]; at least one
   * @param observed quality in [0, 1]
   */
  public static Reliability of(double[] predicted, double[] observed, int binCount) {
    if (predicted.length == 0 || predicted.length != observed.length || binCount < 1) {
      throw new IllegalArgumentException(
          "Predictions (%d) and outcomes (%d) must pair up, in at least one bin (%d)."
              .formatted(predicted.length, observed.length, binCount));
    }
    int[] counts = new int[binCount];
    double[] predictedSums = new double[binCount];
    double[] observedSums = new double[binCount];
    double squares = 0;
    for (int row = 0; row < predicted.length; row++) {
      int bin = Math.clamp((int) (predicted[row] * binCount), 0, binCount - 1);
      counts[bin]++;
      predictedSums[bin] += predicted[row];
      observedSums[bin] += observed[row];
      squares += Math.pow(predicted[row] - observed[row], 2);
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < binCount; bin++) {
      if (counts[bin] > 0) {
        error += Math.abs(predictedSums[bin] - observedSums[bin]);
        bins.add(
            new Bin(
                counts[bin], predictedSums[bin] / counts[bin], observedSums[bin] / counts[bin]));
      }
    }
    return new Reliability(squares / predicted.length, error / predicted.length, bins);
  }
}
