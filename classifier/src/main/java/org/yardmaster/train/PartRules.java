package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import org.yardmaster.evaluate.DecisionRule;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.RuleFamily;
import org.yardmaster.evaluate.RuleSweep;
import org.yardmaster.evaluate.ThresholdChoice;

/**
 * What decision rules choose for the rows that each part holds out: the rule's parameter rests on
 * cross-fitted expectations of the other rows alone. Parts may be set from several threads.
 */
final class PartRules {
  private final List<RuleFamily> families;
  private final Part[][] chosen;

  /** What one rule makes of one part, in the part's order. */
  private record Part(int[] choice, RuleSweep sweep) {}

  PartRules(List<RuleFamily> families, int parts) {
    this.families = List.copyOf(families);
    this.chosen = new Part[families.size()][parts];
  }

  /**
   * Chooses for one part.
   *
   * @param held what is expected of the rows held out
   */
  void choose(
      int part, ThresholdChoice threshold, Calibrator.Trained trained, Calibrator.Forecasts held) {
    Predictions expected = new Predictions("held out", held.success(), held.costUsd());
    for (int family = 0; family < families.size(); family++) {
      DecisionRule.At point =
          threshold.choose(
              families.get(family).rules(threshold, trained.unseen(), trained.observed()),
              trained.unseen(),
              trained.observed());
      RuleSweep sweep = point.rule().sweep(expected);
      chosen[family][part] = new Part(sweep.choice(point.parameter()), sweep);
    }
  }

  /**
   * What each rule chose, in the order of the rules.
   *
   * @param rows of the table
   * @param partRows the rows that each part held out
   */
  List<OutOfFold.Ruled> ruled(int rows, List<int[]> partRows) {
    return Arrays.stream(chosen).map(parts -> ruled(parts, rows, partRows)).toList();
  }

  private static OutOfFold.Ruled ruled(Part[] parts, int rows, List<int[]> partRows) {
    int[] choice = new int[rows];
    for (int part = 0; part < parts.length; part++) {
      int[] own = partRows.get(part);
      for (int at = 0; at < own.length; at++) {
        choice[own[at]] = parts[part].choice()[at];
      }
    }
    return new OutOfFold.Ruled(
        choice, RuleSweep.merged(rows, partRows, Arrays.stream(parts).map(Part::sweep).toList()));
  }
}
