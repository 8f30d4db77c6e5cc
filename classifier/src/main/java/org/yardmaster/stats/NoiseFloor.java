package org.yardmaster.stats;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How much labels change when the same candidates answer the same prompts again: differences below
 * this floor are luck. arXiv 2608.23023 reports 5.37 % flips.
 *
 * @param flipRate mean absolute change of quality between two runs
 */
public record NoiseFloor(Estimate flipRate) {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /**
   * Measures it.
   *
   * @param first quality per prompt in one run
   * @param second quality per prompt in another run of the same
   * @param groupOf dense group index per prompt
   */
  public static NoiseFloor measure(
      double[] first,
      double[] second,
      int[] groupOf,
      int groups,
      int replicates,
      long seed,
      double confidence) {
    double[][] sums = new double[groups][2];
    for (int row = 0; row < first.length; row++) {
      sums[groupOf[row]][0]++;
      sums[groupOf[row]][1] += Math.abs(first[row] - second[row]);
    }
    return new NoiseFloor(
        new Resample(sums, replicates, seed, confidence).estimate(totals -> totals[1] / totals[0]));
  }

  /**
   * The difference in mean quality over this many independent prompts that two runs of one and the
   * same policy exceed with probability {@code 1 - confidence} at most.
   */
  public double difference(int prompts) {
    return difference(flipRate.value(), flipRate.confidence(), prompts);
  }

  /** The same for a flip rate that was measured elsewhere. */
  public static double difference(double flipRate, double confidence, int prompts) {
    double reach = NORMAL.inverseCumulativeProbability((1 + confidence) / 2);
    return reach * Math.sqrt(flipRate / prompts);
  }
}
