package org.yardmaster.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Column totals of a sample and of its bootstrap replicates. Every statistic that is a function of
 * totals (a mean, a difference, a ratio, a distance to a hull) gets its interval from here, and two
 * statistics from one instance are paired.
 */
public final class Resample {
  private final double[][] groupSums;
  private final double[] point;
  private final double[][] replicates;
  private final double confidence;

  /**
   * Draws all replicates at once.
   *
   * @param groupSums {@code [groups][columns]}, at least one group and one column
   * @param confidence nominal coverage, in (0, 1)
   */
  public Resample(double[][] groupSums, int replicates, long seed, double confidence) {
    this.groupSums = groupSums;
    this.point = ClusterBootstrap.sum(groupSums);
    this.replicates = new ClusterBootstrap(groupSums.length, replicates, seed).totals(groupSums);
    this.confidence = confidence;
  }

  /** Number of independent groups. */
  public int groups() {
    return groupSums.length;
  }

  /** The statistic on the sample itself. */
  public double point(ToDoubleFunction<double[]> statistic) {
    return statistic.applyAsDouble(point);
  }

  /**
   * The statistic on every replicate, in draw order. Where it is undefined (a zero denominator) the
   * point value stands in.
   */
  public double[] replicates(ToDoubleFunction<double[]> statistic) {
    double fallback = point(statistic);
    return Arrays.stream(replicates)
        .mapToDouble(statistic)
        .map(value -> Double.isFinite(value) ? value : fallback)
        .toArray();
  }

  /** A percentile interval (Efron 1979). */
  public Estimate estimate(ToDoubleFunction<double[]> statistic) {
    return Intervals.percentile(
        point(statistic), replicates(statistic), confidence, groups(), method("percentile"));
  }

  /**
   * A bias-corrected and accelerated interval (Efron 1987); the acceleration comes from leaving out
   * one group at a time.
   */
  public Estimate biasCorrected(ToDoubleFunction<double[]> statistic) {
    double value = point(statistic);
    double[] without = new double[groups()];
    double[] totals = new double[point.length];
    for (int group = 0; group < without.length; group++) {
      double[] sums = groupSums[group];
      Arrays.setAll(totals, column -> point[column] - sums[column]);
      double left = statistic.applyAsDouble(totals);
      without[group] = Double.isFinite(left) ? left : value;
    }
    return Intervals.biasCorrected(
        value, replicates(statistic), without, confidence, method("BCa"));
  }

  private String method(String kind) {
    return String.format(Locale.ROOT, "%s bootstrap over groups, %d", kind, replicates.length);
  }
}
