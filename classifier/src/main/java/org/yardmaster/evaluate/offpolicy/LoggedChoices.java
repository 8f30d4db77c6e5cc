package org.yardmaster.evaluate.offpolicy;

import java.util.Arrays;

/**
 * A log in columns, one entry per call: what happened, how likely the serving policy had made it,
 * and how likely the policy in question would make it.
 *
 * @param reward what is averaged: quality in [0, 1], or cost in USD
 * @param propensity probability with which the logged candidate was chosen, in (0, 1]
 * @param target probability with which the policy in question chooses that candidate, in [0, 1]
 * @param groupOf dense index of the independent group (session, user) of each call
 * @param groups number of groups
 */
public record LoggedChoices(
    double[] reward, double[] propensity, double[] target, int[] groupOf, int groups) {
  public LoggedChoices {
    int calls = reward.length;
    if (calls == 0
        || propensity.length != calls
        || target.length != calls
        || groupOf.length != calls) {
      throw new IllegalArgumentException(
          "A log needs calls, and as many propensities (%d), target probabilities (%d) and groups (%d) as rewards (%d)."
              .formatted(propensity.length, target.length, groupOf.length, calls));
    }
    for (int call = 0; call < calls; call++) {
      requireProbabilities(call, reward[call], propensity[call], target[call]);
    }
    if (Arrays.stream(groupOf).anyMatch(group -> group < 0 || group >= groups)) {
      throw new IllegalArgumentException("Group indices must lie in [0, %d).".formatted(groups));
    }
  }

  private static void requireProbabilities(
      int call, double reward, double propensity, double target) {
    boolean fine =
        Double.isFinite(reward) && propensity > 0 && propensity <= 1 && target >= 0 && target <= 1;
    if (!fine) {
      throw new IllegalArgumentException(
          """
          Call %d has reward %s, propensity %s and target probability %s; propensities must lie in \
          (0, 1], the others be known.
          Maybe the serving policy made no random choices: then nothing but itself can be judged.\
          """
              .formatted(call, reward, propensity, target));
    }
  }

  int calls() {
    return reward.length;
  }

  /** How much more often the policy in question would have made this choice. */
  double weight(int call) {
    return target[call] / propensity[call];
  }
}
