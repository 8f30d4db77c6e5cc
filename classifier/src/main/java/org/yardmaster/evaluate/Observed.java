package org.yardmaster.evaluate;

import java.util.Arrays;

/**
 * What prompts came to on which a rule's parameter is chosen.
 *
 * @param quality per choice and prompt, {@code [choices][prompts]}; NaN where missing
 * @param costUsd in USD, same shape; NaN where missing
 * @param strongest index of the best single candidate
 * @param reference quality of that candidate, per prompt
 * @param affordableUsd its mean cost, which no operating point is to exceed
 */
public record Observed(
    double[][] quality,
    double[][] costUsd,
    int strongest,
    double[] reference,
    double affordableUsd) {

  /** Where every choice is one candidate, at its own cost. */
  public static Observed of(double[][] quality, double[][] costUsd) {
    int best = 0;
    for (int index = 1; index < quality.length; index++) {
      if (meanOfPresent(quality[index]) > meanOfPresent(quality[best])) {
        best = index;
      }
    }
    return new Observed(quality, costUsd, best, quality[best], meanOfPresent(costUsd[best]));
  }

  /** The same prompts where a choice costs something else than the candidate alone. */
  public Observed withCosts(double[][] others) {
    return new Observed(quality, others, strongest, reference, affordableUsd);
  }

  private static double meanOfPresent(double[] column) {
    return Arrays.stream(column).filter(value -> !Double.isNaN(value)).average().orElse(0);
  }
}
