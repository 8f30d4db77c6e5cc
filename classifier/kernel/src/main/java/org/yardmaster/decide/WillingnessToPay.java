package org.yardmaster.decide;

/**
 * The rule of expected utility: the candidate with the largest {@code success * willingness - cost}
 * serves (RouterBench, arXiv 2403.12031). One number, in USD per right answer, moves along the
 * whole cost-quality curve.
 *
 * @param ownUsd the operating point that training chose on what was expected of prompts by weights
 *     that saw neither them nor their groups (cross-fitting)
 * @param scaleUsd willingness at each {@code cost_quality_tradeoff} 0 to 10, falling
 */
public record WillingnessToPay(double ownUsd, double[] scaleUsd) {
  public WillingnessToPay {
    if (scaleUsd.length != 11) {
      throw new IllegalArgumentException("A tradeoff scale has 11 steps, 0 to 10.");
    }
    for (int step = 1; step < scaleUsd.length; step++) {
      if (!(scaleUsd[step] <= scaleUsd[step - 1]) || scaleUsd[step] < 0) {
        throw new IllegalArgumentException("A tradeoff scale falls from 0 to 10.");
      }
    }
    if (!(ownUsd >= 0)) {
      throw new IllegalArgumentException("Willingness (%s USD) is negative.".formatted(ownUsd));
    }
  }

  /** USD per right answer for a preference; steps in between are interpolated. */
  public double usd(Constraints constraints) {
    double step = constraints.costQualityTradeoff();
    if (step < 0) {
      return ownUsd;
    }
    int lower = (int) step;
    return lower == 10
        ? scaleUsd[10]
        : scaleUsd[lower] + (step - lower) * (scaleUsd[lower + 1] - scaleUsd[lower]);
  }

  /**
   * The best permitted candidate, or -1 when the constraints permit none. Ties go to the earlier.
   */
  public int choose(Forecast forecast, boolean[] permitted, double usd) {
    int best = -1;
    double bestUtility = Double.NEGATIVE_INFINITY;
    for (int candidate = 0; candidate < permitted.length; candidate++) {
      double utility = forecast.success()[candidate] * usd - forecast.costUsd()[candidate];
      if (permitted[candidate] && utility > bestUtility) {
        best = candidate;
        bestUtility = utility;
      }
    }
    return best;
  }
}
