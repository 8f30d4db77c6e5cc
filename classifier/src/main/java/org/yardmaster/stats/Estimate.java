package org.yardmaster.stats;

import static java.util.Objects.requireNonNull;

/**
 * A value with its interval.
 *
 * @param value the point estimate, in the unit of whatever it estimates
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param confidence nominal coverage of the interval, in (0, 1), for instance 0.95
 * @param n how many independent units (groups) it rests on
 * @param method how the interval was made, for instance {@code percentile bootstrap, 10000}
 */
public record Estimate(
    double value, double low, double high, double confidence, int n, String method) {
  public Estimate {
    requireNonNull(method, "method is null");
    if (Double.isNaN(value) || Double.isNaN(low) || Double.isNaN(high)) {
      throw new IllegalArgumentException(
          "Estimate (%s [%s, %s]) has no value.".formatted(value, low, high));
    }
    if (low > high) {
      throw new IllegalArgumentException("Interval [%s, %s] is not ordered.".formatted(low, high));
    }
  }

  /** True when the whole interval lies above the bound. */
  public boolean above(double bound) {
    return low > bound;
  }

  /** True when the whole interval lies below the bound. */
  public boolean below(double bound) {
    return high < bound;
  }
}
