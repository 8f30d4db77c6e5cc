package org.yardmaster.train;

import java.util.Arrays;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.ThresholdChoice;

/**
 * The rule of a policy: how much a right answer is worth by default, and at each step of the
 * caller's cost-quality trade-off (0 pays for quality only, 10 for hardly any).
 */
final class OperatingPoint {
  private static final double QUALITY_ONLY = 2_000_000;
  private static final double DEAREST = 300;
  private static final double CHEAPEST = 0.3;

  private OperatingPoint() {}

  /**
   * The rule that calibration prompts support.
   *
   * @param predictions for the calibration prompts, {@code [candidates][prompts]}
   * @param quality what was observed, same shape; NaN where missing
   * @param usd what it cost, same shape; NaN where missing
   */
  static WillingnessToPay choose(
      ThresholdChoice threshold, Predictions predictions, double[][] quality, double[][] usd) {
    double spread = spread(usd);
    double own = threshold.willingness(predictions, quality, usd);
    double[] scale = new double[11];
    scale[0] = Math.max(own * 1000, spread * QUALITY_ONLY);
    for (int step = 1; step <= 9; step++) {
      scale[step] = spread * DEAREST * Math.pow(CHEAPEST / DEAREST, (step - 1) / 8.0);
    }
    return new WillingnessToPay(own, scale);
  }

  private static double spread(double[][] usd) {
    double[] means = Arrays.stream(usd).mapToDouble(OperatingPoint::meanOfPresent).toArray();
    double most = Arrays.stream(means).max().orElse(0);
    double least = Arrays.stream(means).min().orElse(0);
    return Math.max(most - least, Math.max(most * 1e-3, 1e-9));
  }

  private static double meanOfPresent(double[] column) {
    return Arrays.stream(column).filter(value -> !Double.isNaN(value)).average().orElse(0);
  }
}
