package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All choices that predictions lead to as the willingness to pay (USD per unit of quality) rises
 * from nothing: each prompt goes to the candidate with the highest {@code success - cost /
 * willingness}. A prompt changes its candidate only at the corners of its own upper envelope, so
 * one sort of those corners visits every distinct operating point.
 */
final class WillingnessSweep {

  /** At this willingness and above, a prompt goes to another candidate. */
  private record Switch(double willingness, int row, int candidate) {}

  /**
   * One operating point.
   *
   * @param willingness lowest willingness to pay that leads here, USD per unit of quality
   * @param usdPer1k mean actual cost in USD per 1,000 prompts
   * @param quality mean actual quality
   * @param difference mean actual quality minus that of a reference
   * @param standardError of the difference, prompts taken as independent
   * @param prompts how many have an outcome of both the choice and the reference; all means are
   *     over them, and NaN where there is none
   */
  record Point(
      double willingness,
      double usdPer1k,
      double quality,
      double difference,
      double standardError,
      int prompts) {}

  private final int[] start;
  private final List<Switch> switches = new ArrayList<>();

  WillingnessSweep(double[][] success, double[][] costUsd) {
    int rows = success[0].length;
    start = new int[rows];
    for (int row = 0; row < rows; row++) {
      int current = cheapest(success, costUsd, row);
      start[row] = current;
      while (current >= 0) {
        current = next(success, costUsd, row, current);
      }
    }
    switches.sort(Comparator.comparingDouble(Switch::willingness));
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

  private static int cheapest(double[][] success, double[][] costUsd, int row) {
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

  private int next(double[][] success, double[][] costUsd, int row, int current) {
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
      switches.add(new Switch(lowest, row, best));
    }
    return best;
  }

  /** Every distinct operating point in order of rising willingness, with its actual outcome. */
  List<Point> points(double[][] quality, double[][] costUsd) {
    return points(quality, costUsd, new double[start.length]);
  }

  /** The same, compared with a reference's quality per prompt. */
  List<Point> points(double[][] quality, double[][] costUsd, double[] reference) {
    int[] choice = start.clone();
    Tally tally = new Tally();
    for (int row = 0; row < choice.length; row++) {
      tally.add(quality[choice[row]][row], costUsd[choice[row]][row], reference[row], 1);
    }
    List<Point> points = new ArrayList<>();
    points.add(tally.point(0));
    for (int index = 0; index < switches.size(); index++) {
      Switch change = switches.get(index);
      int row = change.row();
      tally.add(quality[choice[row]][row], costUsd[choice[row]][row], reference[row], -1);
      choice[row] = change.candidate();
      tally.add(quality[choice[row]][row], costUsd[choice[row]][row], reference[row], 1);
      boolean last = index + 1 == switches.size();
      if (last || switches.get(index + 1).willingness() > change.willingness()) {
        points.add(tally.point(change.willingness()));
      }
    }
    return points;
  }

  /** Sums over prompts that are updated as single prompts change their candidate. */
  private static final class Tally {
    private double quality;
    private double cost;
    private double difference;
    private double squares;
    private int prompts;

    void add(double rowQuality, double rowCost, double reference, int sign) {
      double gap = rowQuality - reference;
      if (Double.isNaN(gap) || Double.isNaN(rowCost)) {
        return;
      }
      prompts += sign;
      quality += sign * rowQuality;
      cost += sign * rowCost;
      difference += sign * gap;
      squares += sign * gap * gap;
    }

    Point point(double willingness) {
      double mean = difference / prompts;
      double variance = Math.max(0, squares / prompts - mean * mean);
      return new Point(
          willingness,
          // Adding and taking away again may leave a hair below nothing.
          1000 * Math.max(0, cost) / prompts,
          Math.max(0, quality) / prompts,
          mean,
          Math.sqrt(variance / prompts),
          prompts);
    }
  }

  /** The choice at one willingness to pay; infinity asks for the best, whatever it costs. */
  int[] choice(double willingness) {
    int[] choice = start.clone();
    for (Switch change : switches) {
      if (change.willingness() > willingness) {
        break;
      }
      choice[change.row()] = change.candidate();
    }
    return choice;
  }
}
