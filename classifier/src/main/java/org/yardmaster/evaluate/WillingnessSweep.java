package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * All choices that predictions lead to as the willingness to pay (USD per unit of quality) rises
 * from nothing: each prompt goes to the candidate with the highest {@code success - cost /
 * willingness}. A prompt changes its candidate only at the corners of its own upper envelope, so
 * one sort of those corners visits every distinct operating point.
 */
final class WillingnessSweep {

  private WillingnessSweep() {}

  static RuleSweep of(double[][] success, double[][] costUsd) {
    int[] start = new int[success[0].length];
    List<RuleSweep.Switch> switches = new ArrayList<>();
    for (int row = 0; row < start.length; row++) {
      int current = cheapest(success, costUsd, row);
      start[row] = current;
      while (current >= 0) {
        current = next(success, costUsd, row, current, switches);
      }
    }
    return new RuleSweep(start, switches);
  }

  /**
   * Where every prompt ends at infinite willingness: the candidate with the highest success, of
   * equals the cheapest, then the first.
   */
  static int best(double[] success, double[] costUsd) {
    int best = 0;
    for (int index = 1; index < success.length; index++) {
      if (success[index] > success[best]
          || (success[index] == success[best] && costUsd[index] < costUsd[best])) {
        best = index;
      }
    }
    return best;
  }

  /** Where every prompt starts: the cheapest candidate, of equals the likeliest. */
  static int cheapest(double[][] success, double[][] costUsd, int row) {
    int best = 0;
    for (int index = 1; index < success.length; index++) {
      if (costUsd[index][row] < costUsd[best][row]
          || (costUsd[index][row] == costUsd[best][row]
              && success[index][row] > success[best][row])) {
        best = index;
      }
    }
    return best;
  }

  private static int next(
      double[][] success,
      double[][] costUsd,
      int row,
      int current,
      List<RuleSweep.Switch> switches) {
    int best = -1;
    double lowest = Double.POSITIVE_INFINITY;
    for (int index = 0; index < success.length; index++) {
      double gain = success[index][row] - success[current][row];
      if (gain > 0) {
        double willingness = (costUsd[index][row] - costUsd[current][row]) / gain;
        if (willingness < lowest
            || (willingness == lowest && success[index][row] > success[best][row])) {
          lowest = willingness;
          best = index;
        }
      }
    }
    if (best >= 0) {
      switches.add(new RuleSweep.Switch(lowest, row, best));
    }
    return best;
  }
}
