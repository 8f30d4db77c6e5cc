package org.yardmaster.train;

import java.util.Arrays;
import org.yardmaster.decide.WillingnessToPay;

/**
 * Chooses how much a right answer is worth: the willingness to pay whose choices, on calibration
 * prompts, are the cheapest among those that keep the best single candidate's quality and cost no
 * more than it. The cheapest of many is partly luck, so a point must keep that quality by one
 * standard error; where none does, the affordable point that comes nearest is taken.
 */
final class OperatingPoint {
  private static final int STEPS = 120;
  private static final double LOWEST = 0.02;
  private static final double HIGHEST = 2_000;
  private static final double TOLERANCE = 1e-9;

  private OperatingPoint() {}

  /**
   * The rule for a policy.
   *
   * @param success predicted quality, {@code [candidates][prompts]}
   * @param predictedUsd predicted cost, same shape
   * @param quality what was observed, same shape; NaN where missing
   * @param usd what it cost, same shape
   * @param margin quality that may be lost against the best single candidate
   */
  static WillingnessToPay choose(
      double[][] success,
      double[][] predictedUsd,
      double[][] quality,
      double[][] usd,
      double margin) {
    double spread = spread(usd);
    double own = cheapestGoodEnough(success, predictedUsd, quality, usd, margin, spread);
    double[] scale = new double[11];
    scale[0] = Math.max(own, spread * HIGHEST) * 1000;
    for (int step = 1; step < 10; step++) {
      double along = (step - 1) / 8.0;
      scale[step] = spread * 300 * Math.pow(0.3 / 300, along);
    }
    return new WillingnessToPay(own, scale);
  }

  private static double cheapestGoodEnough(
      double[][] success,
      double[][] predictedUsd,
      double[][] quality,
      double[][] usd,
      double margin,
      double spread) {
    int best = bestSingle(quality);
    double affordable = meanOfPresent(usd[best]) * (1 + TOLERANCE);
    double cheapest = Double.POSITIVE_INFINITY;
    double nearest = Double.NEGATIVE_INFINITY;
    double own = spread * HIGHEST;
    for (int step = 0; step <= STEPS; step++) {
      double willingness = spread * LOWEST * Math.pow(HIGHEST / LOWEST, step / (double) STEPS);
      Followed followed = follow(success, predictedUsd, quality, usd, quality[best], willingness);
      if (followed.meanUsd() <= affordable && followed.meanUsd() < cheapest) {
        if (followed.bound() >= -margin) {
          cheapest = followed.meanUsd();
          own = willingness;
        } else if (Double.isInfinite(cheapest) && followed.bound() > nearest) {
          nearest = followed.bound();
          own = willingness;
        }
      }
    }
    return own;
  }

  /** What following the rule gives: quality against the reference, with its error, and cost. */
  private record Followed(double difference, double standardError, double meanUsd) {
    double bound() {
      return difference - standardError;
    }
  }

  /** Follows the rule over the prompts on which both its choice and the reference were graded. */
  private static Followed follow(
      double[][] success,
      double[][] predictedUsd,
      double[][] quality,
      double[][] usd,
      double[] reference,
      double willingness) {
    double sum = 0;
    double squares = 0;
    double cost = 0;
    int n = 0;
    for (int prompt = 0; prompt < success[0].length; prompt++) {
      int choice = argmax(success, predictedUsd, prompt, willingness);
      double difference = quality[choice][prompt] - reference[prompt];
      if (!Double.isNaN(difference)) {
        sum += difference;
        squares += difference * difference;
        cost += usd[choice][prompt];
        n++;
      }
    }
    if (n == 0) {
      return new Followed(Double.NEGATIVE_INFINITY, 0, 0);
    }
    double mean = sum / n;
    double variance = Math.max(0, squares / n - mean * mean);
    return new Followed(mean, Math.sqrt(variance / n), cost / n);
  }

  /** The candidate with the largest expected utility on one prompt; ties go to the earlier. */
  static int argmax(double[][] success, double[][] usd, int prompt, double willingness) {
    int best = 0;
    double bestUtility = Double.NEGATIVE_INFINITY;
    for (int candidate = 0; candidate < success.length; candidate++) {
      double utility = success[candidate][prompt] * willingness - usd[candidate][prompt];
      if (utility > bestUtility) {
        best = candidate;
        bestUtility = utility;
      }
    }
    return best;
  }

  private static int bestSingle(double[][] quality) {
    int best = 0;
    for (int candidate = 1; candidate < quality.length; candidate++) {
      if (meanOfPresent(quality[candidate]) > meanOfPresent(quality[best])) {
        best = candidate;
      }
    }
    return best;
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
