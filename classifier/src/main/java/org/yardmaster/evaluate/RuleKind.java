package org.yardmaster.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The rules that a person can ask for by name. */
public enum RuleKind implements RuleFamily {
  /** {@link DecisionRule.Utility}. */
  UTILITY {
    @Override
    public List<DecisionRule> rules(
        ThresholdChoice threshold, Predictions predictions, Observed observed) {
      return List.of(new DecisionRule.Utility());
    }
  },
  /** {@link DecisionRule.QualityFloor}. */
  FLOOR {
    @Override
    public List<DecisionRule> rules(
        ThresholdChoice threshold, Predictions predictions, Observed observed) {
      return List.of(new DecisionRule.QualityFloor());
    }
  },
  /**
   * {@link DecisionRule.Abstain} at the willingness to pay that the utility rule would take, and at
   * some that are spread over its whole curve.
   */
  ABSTAIN {
    @Override
    public List<DecisionRule> rules(
        ThresholdChoice threshold, Predictions predictions, Observed observed) {
      DecisionRule utility = new DecisionRule.Utility();
      double own = threshold.choose(List.of(utility), predictions, observed).parameter();
      List<RuleSweep.Point> points =
          utility.sweep(predictions).points(observed.quality(), observed.costUsd());
      DoubleStream spread =
          IntStream.range(0, WILLINGNESSES)
              .map(index -> (int) ((long) index * (points.size() - 1) / (WILLINGNESSES - 1)))
              .mapToDouble(index -> points.get(index).parameter());
      return DoubleStream.concat(DoubleStream.of(own), spread)
          .distinct()
          .<DecisionRule>mapToObj(
              willingness -> new DecisionRule.Abstain(willingness, observed.strongest()))
          .toList();
    }
  };

  private static final int WILLINGNESSES = 8;

  /** As written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
