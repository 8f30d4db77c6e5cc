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
   */
  record Point(double willingness, double usdPer1k, double quality) {}

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
    int[] choice = start.clone();
    double qualitySum = 0;
    double costSum = 0;
    for (int row = 0; row < choice.length; row++) {
      qualitySum += quality[choice[row]][row];
      costSum += costUsd[choice[row]][row];
    }
    List<Point> points = new ArrayList<>();
    points.add(point(0, costSum, qualitySum));
    for (int index = 0; index < switches.size(); index++) {
      Switch change = switches.get(index);
      int row = change.row();
      qualitySum += quality[change.candidate()][row] - quality[choice[row]][row];
      costSum += costUsd[change.candidate()][row] - costUsd[choice[row]][row];
      choice[row] = change.candidate();
      boolean last = index + 1 == switches.size();
      if (last || switches.get(index + 1).willingness() > change.willingness()) {
        points.add(point(change.willingness(), costSum, qualitySum));
      }
    }
    return points;
  }

  private Point point(double willingness, double costSum, double qualitySum) {
    return new Point(willingness, 1000 * costSum / start.length, qualitySum / start.length);
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
