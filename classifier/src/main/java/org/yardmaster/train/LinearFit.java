package org.yardmaster.train;

/**
 * A learned linear function.
 *
 * @param weights by column of the {@link LearningBasis}; empty for a constant
 * @param bias constant term
 * @param provenance who learned it, with which settings
 */
record LinearFit(double[] weights, double bias, String provenance) {

  /** A constant, where there is nothing to learn. */
  static LinearFit constant(double bias, String why) {
    return new LinearFit(new double[0], bias, why);
  }

  double weight(int column) {
    return weights.length == 0 ? 0 : weights[column];
  }
}
