package org.yardmaster.decide;

/**
 * Platt scaling: the probability of a score s is {@code 1 / (1 + exp(-(slope * s + intercept)))}.
 */
public record Calibration(double slope, double intercept) {
  /** The score is taken for log-odds as it is. */
  public static final Calibration IDENTITY = new Calibration(1, 0);

  public double probability(double score) {
    return 1 / (1 + Exponential.of(-(slope * score + intercept)));
  }
}
