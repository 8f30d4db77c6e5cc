package org.yardmaster.evaluate;

import java.util.Arrays;

/**
 * The operating point of a rule, chosen on calibration prompts and never reported on them: among
 * all distinct points the cheapest whose quality, less a few standard errors, stays within the
 * margin of the best single candidate. The standard errors guard against the winner's curse: the
 * best of many noisy points is not as good as it looks. Where no point qualifies, the one with the
 * highest such bound is taken.
 *
 * @param margin quality that may be lost, in quality units
 * @param caution how many standard errors of the paired difference are set aside
 */
public record ThresholdChoice(double margin, double caution) {
  /**
   * Half of the percentage point that the verdict allows, two standard errors. Aiming at the whole
   * margin would fail the verdict half of the time, however much data there is.
   */
  public static final ThresholdChoice STANDARD = new ThresholdChoice(0.005, 2);

  /**
   * The willingness to pay in USD per unit of quality.
   *
   * @param predictions for the calibration prompts, {@code [candidates][prompts]}
   * @param quality observed on them, complete
   * @param costUsd observed on them, complete
   */
  public double willingness(Predictions predictions, double[][] quality, double[][] costUsd) {
    WillingnessSweep sweep = new WillingnessSweep(predictions.success(), predictions.costUsd());
    double[] reference = quality[best(quality)];
    double bestBound = Double.NEGATIVE_INFINITY;
    double fallback = 0;
    double cheapest = Double.POSITIVE_INFINITY;
    double chosen = Double.NaN;
    for (WillingnessSweep.Point point : sweep.points(quality, costUsd, reference)) {
      double bound = point.difference() - caution * point.standardError();
      if (bound > bestBound) {
        bestBound = bound;
        fallback = point.willingness();
      }
      if (bound >= -margin && point.usdPer1k() < cheapest) {
        cheapest = point.usdPer1k();
        chosen = point.willingness();
      }
    }
    return Double.isNaN(chosen) ? fallback : chosen;
  }

  private static int best(double[][] quality) {
    int best = 0;
    for (int index = 1; index < quality.length; index++) {
      if (Arrays.stream(quality[index]).sum() > Arrays.stream(quality[best]).sum()) {
        best = index;
      }
    }
    return best;
  }

  /** The choices that a willingness to pay leads to. */
  public static int[] choose(Predictions predictions, double willingness) {
    return new WillingnessSweep(predictions.success(), predictions.costUsd()).choice(willingness);
  }
}
