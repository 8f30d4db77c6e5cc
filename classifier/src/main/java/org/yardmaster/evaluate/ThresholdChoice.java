package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * The operating point of a rule, chosen on calibration prompts and never reported on them: among
 * all distinct points that cost no more than the best single candidate, the cheapest whose quality,
 * less a few standard errors, stays within the margin of that candidate's. The standard errors
 * guard against the winner's curse: the best of many noisy points is not as good as it looks. Where
 * no point qualifies, the one with the highest such bound is taken.
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

  private static final double TOLERANCE = 1e-9;

  /** For people and provenance. */
  @Override
  public String toString() {
    return "operating point within %s of the best less %s standard errors"
        .formatted(margin, caution);
  }

  /**
   * The willingness to pay in USD per unit of quality; half way, on a logarithmic scale, from the
   * lowest that leads to the chosen point to the lowest that leads to the next.
   *
   * @param predictions for the calibration prompts, {@code [candidates][prompts]}
   * @param quality observed on them, NaN where missing
   * @param costUsd observed on them, NaN where missing
   */
  public double willingness(Predictions predictions, double[][] quality, double[][] costUsd) {
    WillingnessSweep sweep = new WillingnessSweep(predictions.success(), predictions.costUsd());
    int best = best(quality);
    List<WillingnessSweep.Point> points = sweep.points(quality, costUsd, quality[best]);
    double affordable = 1000 * meanOfPresent(costUsd[best]) * (1 + TOLERANCE);
    int chosen = chosen(points, affordable);
    return between(points, chosen < 0 ? chosen(points, Double.POSITIVE_INFINITY) : chosen);
  }

  /** The index of the point to take, or -1 where none is affordable. */
  private int chosen(List<WillingnessSweep.Point> points, double affordable) {
    int nearest = -1;
    int cheapest = -1;
    for (int index = 0; index < points.size(); index++) {
      WillingnessSweep.Point point = points.get(index);
      if (point.prompts() > 0 && point.usdPer1k() <= affordable) {
        if (nearest < 0 || bound(point) > bound(points.get(nearest))) {
          nearest = index;
        }
        if (bound(point) >= -margin
            && (cheapest < 0 || point.usdPer1k() < points.get(cheapest).usdPer1k())) {
          cheapest = index;
        }
      }
    }
    return cheapest < 0 ? nearest : cheapest;
  }

  private double bound(WillingnessSweep.Point point) {
    return point.difference() - caution * point.standardError();
  }

  private static double between(List<WillingnessSweep.Point> points, int index) {
    if (index < 0) {
      return 0;
    }
    double from = points.get(index).willingness();
    if (index + 1 == points.size()) {
      return 2 * from;
    }
    double to = points.get(index + 1).willingness();
    return from > 0 ? from * Math.sqrt(to / from) : to / 2;
  }

  private static int best(double[][] quality) {
    int best = 0;
    for (int index = 1; index < quality.length; index++) {
      if (meanOfPresent(quality[index]) > meanOfPresent(quality[best])) {
        best = index;
      }
    }
    return best;
  }

  private static double meanOfPresent(double[] column) {
    return Arrays.stream(column).filter(value -> !Double.isNaN(value)).average().orElse(0);
  }

  /** The choices that a willingness to pay leads to. */
  public static int[] choose(Predictions predictions, double willingness) {
    return new WillingnessSweep(predictions.success(), predictions.costUsd()).choice(willingness);
  }
}
