package org.yardmaster.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Intervals read off a set of bootstrap replicates. */
public final class Intervals {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Intervals() {}

  /** The central {@code confidence} share of the replicates (Efron 1979). */
  public static Estimate percentile(
      double point, double[] replicates, double confidence, int groups, String method) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    double tail = (1 - confidence) / 2;
    return new Estimate(
        point, quantile(sorted, tail), quantile(sorted, 1 - tail), confidence, groups, method);
  }

  /**
   * The bias-corrected and accelerated interval (Efron 1987). Falls back to the percentile interval
   * where all replicates lie on one side of the point.
   *
   * @param without the statistic with one group left out, for every group
   */
  public static Estimate biasCorrected(
      double point, double[] replicates, double[] without, double confidence, String method) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    double below = Arrays.stream(sorted).filter(value -> value < point).count();
    double equal = Arrays.stream(sorted).filter(value -> value == point).count();
    double share = (below + equal / 2) / sorted.length;
    if (share <= 0 || share >= 1) {
      return percentile(point, replicates, confidence, without.length, method);
    }
    double bias = NORMAL.inverseCumulativeProbability(share);
    double acceleration = acceleration(without);
    double tail = NORMAL.inverseCumulativeProbability((1 - confidence) / 2);
    double low = quantile(sorted, shifted(bias, tail, acceleration));
    double high = quantile(sorted, shifted(bias, -tail, acceleration));
    return new Estimate(
        point, Math.min(low, high), Math.max(low, high), confidence, without.length, method);
  }

  private static double shifted(double bias, double tail, double acceleration) {
    double sum = bias + tail;
    return NORMAL.cumulativeProbability(bias + sum / (1 - acceleration * sum));
  }

  private static double acceleration(double[] without) {
    double mean = Arrays.stream(without).average().orElse(0);
    double squares = Arrays.stream(without).map(value -> Math.pow(mean - value, 2)).sum();
    double cubes = Arrays.stream(without).map(value -> Math.pow(mean - value, 3)).sum();
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  /** The quantile of ascending values, linear between order statistics (Hyndman-Fan type 7). */
  public static double quantile(double[] sorted, double share) {
    double position = (sorted.length - 1) * Math.clamp(share, 0, 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    // Equal neighbours are returned as they are: interpolating could leave their range by rounding.
    return sorted[below] == sorted[above]
        ? sorted[below]
        : sorted[below] + (sorted[above] - sorted[below]) * (position - below);
  }
}
