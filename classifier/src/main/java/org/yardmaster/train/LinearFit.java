package org.yardmaster.train;

import java.util.Map;

/**
 * A linear function that Tribuo learned.
 *
 * @param weights by feature name; a feature that training never saw has weight 0
 * @param bias constant term
 * @param provenance Tribuo's own record of trainer and data
 */
record LinearFit(Map<String, Double> weights, double bias, String provenance) {
  LinearFit {
    weights = Map.copyOf(weights);
  }

  /** A constant, where there is nothing to learn. */
  static LinearFit constant(double bias, String why) {
    return new LinearFit(Map.of(), bias, why);
  }

  double weight(String feature) {
    return weights.getOrDefault(feature, 0.0);
  }
}
