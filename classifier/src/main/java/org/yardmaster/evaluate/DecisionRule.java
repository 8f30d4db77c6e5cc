package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

/**
 * How expectations become a choice, apart from who made them. Every rule has one parameter that
 * moves it along its own cost-quality curve; what else it needs is fixed.
 */
public sealed interface DecisionRule {

  /** All choices that the rule makes of these expectations. */
  RuleSweep sweep(Predictions predictions);

  /**
   * The value to take where every value from one to another leads to the same choices.
   *
   * @param to infinite where no other choices follow
   */
  double between(double from, double to);

  /**
   * The largest expected utility (RouterBench, arXiv 2403.12031); the parameter is the willingness
   * to pay in USD per unit of quality. It is the only rule that a policy file can hold.
   */
  record Utility() implements DecisionRule {
    @Override
    public RuleSweep sweep(Predictions predictions) {
      return WillingnessSweep.of(predictions.success(), predictions.costUsd());
    }

    /** Half way on a logarithmic scale, on which willingness is spread. */
    @Override
    public double between(double from, double to) {
      if (to == Double.POSITIVE_INFINITY) {
        return 2 * from;
      }
      return from > 0 ? from * Math.sqrt(to / from) : to / 2;
    }
  }

  /**
   * The cheapest candidate whose expected success reaches the floor, which is the parameter; where
   * none does, the likeliest.
   */
  record QualityFloor() implements DecisionRule {
    @Override
    public RuleSweep sweep(Predictions predictions) {
      double[][] success = predictions.success();
      double[][] costUsd = predictions.costUsd();
      return ThresholdSweep.of(
          success,
          row -> WillingnessSweep.cheapest(success, costUsd, row),
          (row, current) -> cheapestAbove(success, costUsd, row, current));
    }

    private static int cheapestAbove(double[][] success, double[][] costUsd, int row, int current) {
      int best = -1;
      for (int index = 0; index < success.length; index++) {
        boolean likelier = success[index][row] > success[current][row];
        if (likelier
            && (best < 0
                || costUsd[index][row] < costUsd[best][row]
                || (costUsd[index][row] == costUsd[best][row]
                    && success[index][row] > success[best][row]))) {
          best = index;
        }
      }
      return best;
    }

    @Override
    public double between(double from, double to) {
      return ThresholdSweep.between(from, to);
    }
  }

  /**
   * The largest expected utility at a fixed willingness to pay, but the strongest single candidate
   * where the rule is unsure: where it expects less success of its choice than the parameter says
   * (Chow's rule for rejection, 1970).
   *
   * @param willingness in USD per unit of quality
   * @param strongest candidate that serves where the rule is unsure
   */
  record Abstain(double willingness, int strongest) implements DecisionRule {
    @Override
    public RuleSweep sweep(Predictions predictions) {
      int[] sure = new Utility().sweep(predictions).choice(willingness);
      return ThresholdSweep.of(
          predictions.success(),
          row -> sure[row],
          (row, current) -> current == strongest ? -1 : strongest);
    }

    @Override
    public double between(double from, double to) {
      return ThresholdSweep.between(from, to);
    }
  }

  /**
   * The first candidate, in their order, whose expected success reaches the parameter, else the
   * last: the order of a cascade.
   */
  record InOrder() implements DecisionRule {
    @Override
    public RuleSweep sweep(Predictions predictions) {
      double[][] success = predictions.success();
      return ThresholdSweep.of(
          success, row -> 0, (row, current) -> following(success, row, current));
    }

    private static int following(double[][] success, int row, int current) {
      int last = success.length - 1;
      for (int index = current + 1; index < last; index++) {
        if (success[index][row] > success[current][row]) {
          return index;
        }
      }
      return current == last ? -1 : last;
    }

    @Override
    public double between(double from, double to) {
      return ThresholdSweep.between(from, to);
    }
  }

  /**
   * A rule at one value of its parameter.
   *
   * @param parameter in the rule's own unit
   */
  record At(DecisionRule rule, double parameter) {
    public At {
      requireNonNull(rule, "rule is null");
    }

    /** The candidate of each prompt. */
    public int[] choice(Predictions predictions) {
      return rule.sweep(predictions).choice(parameter);
    }
  }
}
