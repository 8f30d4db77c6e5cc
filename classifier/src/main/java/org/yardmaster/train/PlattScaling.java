package org.yardmaster.train;

import org.yardmaster.decide.Calibration;

/**
 * Fits a {@link Calibration} by Newton's method on the log-likelihood, with a weak prior towards
 * the identity. Accepts qualities between 0 and 1. (Platt, 1999.)
 */
final class PlattScaling {
  private static final int STEPS = 50;
  private static final double PRIOR = 2.0;
  private static final double LEAST_SLOPE = 0.05;

  private PlattScaling() {}

  static Calibration fit(double[] scores, double[] quality) {
    double slope = 1;
    double intercept = 0;
    for (int step = 0; step < STEPS; step++) {
      double[] sums = {PRIOR * (slope - 1), PRIOR * intercept, PRIOR, 0, PRIOR};
      for (int row = 0; row < scores.length; row++) {
        double p = new Calibration(slope, intercept).probability(scores[row]);
        accumulate(scores[row], p - quality[row], p * (1 - p), sums);
      }
      double determinant = sums[2] * sums[4] - sums[3] * sums[3];
      double slopeStep = (sums[4] * sums[0] - sums[3] * sums[1]) / determinant;
      double interceptStep = (sums[2] * sums[1] - sums[3] * sums[0]) / determinant;
      slope -= Math.clamp(slopeStep, -1, 1);
      intercept -= Math.clamp(interceptStep, -1, 1);
    }
    return slope >= LEAST_SLOPE
        ? new Calibration(slope, intercept)
        : flattest(scores, quality, new Calibration(LEAST_SLOPE, 0));
  }

  /** Scores that order prompts the wrong way round get the least slope and the right mean. */
  private static Calibration flattest(double[] scores, double[] quality, Calibration start) {
    double intercept = start.intercept();
    for (int step = 0; step < STEPS; step++) {
      double error = PRIOR * intercept;
      double weight = PRIOR;
      for (int row = 0; row < scores.length; row++) {
        double p = new Calibration(start.slope(), intercept).probability(scores[row]);
        error += p - quality[row];
        weight += p * (1 - p);
      }
      intercept -= Math.clamp(error / weight, -1, 1);
    }
    return new Calibration(start.slope(), intercept);
  }

  private static void accumulate(double score, double error, double weight, double[] sums) {
    sums[0] += error * score;
    sums[1] += error;
    sums[2] += weight * score * score;
    sums[3] += weight * score;
    sums[4] += weight;
  }
}
