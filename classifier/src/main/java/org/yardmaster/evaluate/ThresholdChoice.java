package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operating point of a rule, chosen on calibration prompts and never reported on them: among
 * all distinct points that cost no more than the best single candidate, the cheapest whose quality,
 * less a few standard errors, stays within the margin of that candidate's. The standard errors
 * guard against the winner's curse: the best of many noisy points is not as good as it looks. Where
 * no point qualifies, the one with the highest such bound is taken.
 *
 * @param margin quality that may be lost, in quality units
 * @param caution how many standard errors of the paired difference are set aside
 */
public record ThresholdChoice(double margin, double caution) {
  /**
   * Half of the percentage point that the verdict allows, two standard errors. Aiming at the whole
   * margin would fail the verdict half of the time, however much data there is.
   */
  public static final ThresholdChoice STANDARD = new ThresholdChoice(0.005, 2);

  private static final double TOLERANCE = 1e-9;

  /** For people and provenance. */
  @Override
  public String toString() {
    return "operating point within %s of the best less %s standard errors"
        .formatted(margin, caution);
  }

  /** One operating point of one of several rules. */
  private record Found(DecisionRule rule, List<RuleSweep.Point> points, int index) {
    RuleSweep.Point point() {
      return points.get(index);
    }

    double parameter() {
      boolean last = index + 1 == points.size();
      return rule.between(
          point().parameter(), last ? Double.POSITIVE_INFINITY : points.get(index + 1).parameter());
    }
  }

  /**
   * The rule and its operating point, among all points of all rules; the parameter lies half way
   * from the lowest that leads to the chosen point to the lowest that leads to the next.
   *
   * @param rules at least one
   * @param predictions for the calibration prompts, {@code [choices][prompts]}
   * @param observed on them
   */
  public DecisionRule.At choose(
      List<DecisionRule> rules, Predictions predictions, Observed observed) {
    List<Found> all = new ArrayList<>();
    for (DecisionRule rule : rules) {
      List<RuleSweep.Point> points =
          rule.sweep(predictions)
              .points(observed.quality(), observed.costUsd(), observed.reference());
      for (int index = 0; index < points.size(); index++) {
        all.add(new Found(rule, points, index));
      }
    }
    double affordable = 1000 * observed.affordableUsd() * (1 + TOLERANCE);
    return chosen(all, affordable)
        .or(() -> chosen(all, Double.POSITIVE_INFINITY))
        .map(found -> new DecisionRule.At(found.rule(), found.parameter()))
        .orElseGet(() -> new DecisionRule.At(rules.getFirst(), 0));
  }

  /**
   * The willingness to pay of the utility rule, in USD per unit of quality.
   *
   * @param predictions for the calibration prompts, {@code [candidates][prompts]}
   * @param quality observed on them, NaN where missing
   * @param costUsd observed on them, NaN where missing
   */
  public double willingness(Predictions predictions, double[][] quality, double[][] costUsd) {
    return choose(List.of(new DecisionRule.Utility()), predictions, Observed.of(quality, costUsd))
        .parameter();
  }

  /** The point to take; empty where none is affordable. */
  private Optional<Found> chosen(List<Found> all, double affordable) {
    Optional<Found> nearest = Optional.empty();
    Optional<Found> cheapest = Optional.empty();
    for (Found found : all) {
      RuleSweep.Point point = found.point();
      if (point.prompts() > 0 && point.usdPer1k() <= affordable) {
        if (nearest.isEmpty() || bound(point) > bound(nearest.get().point())) {
          nearest = Optional.of(found);
        }
        if (bound(point) >= -margin
            && (cheapest.isEmpty() || point.usdPer1k() < cheapest.get().point().usdPer1k())) {
          cheapest = Optional.of(found);
        }
      }
    }
    return cheapest.isPresent() ? cheapest : nearest;
  }

  private double bound(RuleSweep.Point point) {
    return point.difference() - caution * point.standardError();
  }

  /** The choices that a willingness to pay leads to. */
  public static int[] choose(Predictions predictions, double willingness) {
    return WillingnessSweep.of(predictions.success(), predictions.costUsd()).choice(willingness);
  }
}
