package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** Rules that leave a candidate as soon as what is expected of it lies below a threshold. */
final class ThresholdSweep {
  private ThresholdSweep() {}

  /**
   * Follows each prompt from its first candidate to its last one as the threshold rises.
   *
   * @param success expected, {@code [candidates][prompts]}
   * @param first candidate of a row
   * @param next the candidate after another one of a row, or -1
   */
  static RuleSweep of(double[][] success, IntUnaryOperator first, IntBinaryOperator next) {
    int[] start = new int[success[0].length];
    List<RuleSweep.Switch> switches = new ArrayList<>();
    for (int row = 0; row < start.length; row++) {
      int current = first.applyAsInt(row);
      start[row] = current;
      for (int to; (to = next.applyAsInt(row, current)) >= 0; current = to) {
        // A candidate still serves at the threshold that it just reaches.
        switches.add(new RuleSweep.Switch(Math.nextUp(success[current][row]), row, to));
      }
    }
    return new RuleSweep(start, switches);
  }

  /** A threshold between two that lead to different choices. */
  static double between(double from, double to) {
    return to == Double.POSITIVE_INFINITY
        ? from
        : Math.min(from + (to - from) / 2, Math.nextDown(to));
  }
}
