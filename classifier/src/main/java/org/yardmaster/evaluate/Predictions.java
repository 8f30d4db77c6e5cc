package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * What a predictor expected of every candidate on every prompt, made without seeing that prompt's
 * outcomes. Rules are swept over it for free.
 *
 * @param id the predictor's name
 * @param success expected quality in [0, 1], {@code [candidates][prompts]}
 * @param costUsd expected cost in USD per call, {@code [candidates][prompts]}; infinite where
 *     nothing was predicted, so that no rule chooses that candidate
 */
public record Predictions(String id, double[][] success, double[][] costUsd) {
  public Predictions {
    requireNonNull(id, "id is null");
    requireNonNull(success, "success is null");
    requireNonNull(costUsd, "costUsd is null");
  }

  /** Predictions that expect nothing of any candidate yet, so that each column can be set. */
  public static Predictions none(String id, int candidates, int prompts) {
    double[][] costUsd = new double[candidates][prompts];
    for (double[] column : costUsd) {
      Arrays.fill(column, Double.POSITIVE_INFINITY);
    }
    return new Predictions(id, new double[candidates][prompts], costUsd);
  }

  /** Whether anything was expected of a candidate on a prompt. */
  boolean predicted(int candidate, int prompt) {
    return Double.isFinite(costUsd[candidate][prompt]);
  }

  /**
   * The candidate with the largest expected utility on one prompt; ties go to the earlier.
   *
   * @param willingness to pay, in USD per unit of quality
   */
  public int choice(int prompt, double willingness) {
    int best = 0;
    double bestUtility = Double.NEGATIVE_INFINITY;
    for (int candidate = 0; candidate < success.length; candidate++) {
      double utility = success[candidate][prompt] * willingness - costUsd[candidate][prompt];
      if (utility > bestUtility) {
        best = candidate;
        bestUtility = utility;
      }
    }
    return best;
  }
}
