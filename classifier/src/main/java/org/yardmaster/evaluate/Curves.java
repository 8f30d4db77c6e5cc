package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.ConcaveHull;

/** Cost-quality curves of a comparison. */
final class Curves {
  private static final int MOST_POINTS = 200;

  private Curves() {}

  /**
   * Of what was learned, then of what needs no router.
   *
   * @param predictions swept by the utility rule
   * @param rules swept by other rules
   */
  static List<CostQualityCurve> of(
      Comparison comparison, List<Predictions> predictions, List<RuleCurve> rules) {
    List<CostQualityCurve> curves = new ArrayList<>();
    for (Predictions each : predictions) {
      curves.add(sweep(comparison, each, PolicyKind.LEARNED));
    }
    for (RuleCurve rule : rules) {
      curves.add(drawn(comparison, rule, PolicyKind.LEARNED));
    }
    curves.add(singleCandidates(comparison));
    curves.add(randomMixing(comparison));
    curves.add(sweep(comparison, TaskTable.predictions(comparison), PolicyKind.BASELINE));
    Predictions truth =
        new Predictions(Baselines.ORACLE, comparison.quality(), comparison.costUsd());
    curves.add(sweep(comparison, truth, PolicyKind.ORACLE));
    return curves;
  }

  private static CostQualityCurve sweep(
      Comparison comparison, Predictions predictions, PolicyKind kind) {
    RuleSweep sweep = WillingnessSweep.of(predictions.success(), predictions.costUsd());
    return drawn(comparison, new RuleCurve(predictions.id(), sweep), kind);
  }

  private static CostQualityCurve drawn(Comparison comparison, RuleCurve rule, PolicyKind kind) {
    List<CurvePoint> points =
        rule.sweep().points(comparison.quality(), comparison.costUsd()).stream()
            .map(point -> new CurvePoint(point.usdPer1k(), point.quality()))
            .distinct()
            .sorted(
                Comparator.comparingDouble(CurvePoint::usdPer1k)
                    .thenComparingDouble(CurvePoint::quality))
            .toList();
    return new CostQualityCurve(rule.id(), kind, thinned(points));
  }

  /** First and last always stay. */
  private static List<CurvePoint> thinned(List<CurvePoint> points) {
    if (points.size() <= MOST_POINTS) {
      return points;
    }
    return IntStream.range(0, MOST_POINTS)
        .map(index -> (int) ((long) index * (points.size() - 1) / (MOST_POINTS - 1)))
        .mapToObj(points::get)
        .toList();
  }

  private static CostQualityCurve singleCandidates(Comparison comparison) {
    double[] costs = comparison.meanCosts();
    double[] qualities = comparison.meanQualities();
    List<CurvePoint> points =
        IntStream.of(ConcaveHull.corners(costs, qualities))
            .mapToObj(index -> new CurvePoint(1000 * costs[index], qualities[index]))
            .toList();
    return new CostQualityCurve("single-candidates", PolicyKind.BASELINE, points);
  }

  /** The chord from the cheapest candidate to the reference. */
  private static CostQualityCurve randomMixing(Comparison comparison) {
    List<CurvePoint> points =
        IntStream.of(comparison.cheapest(), comparison.reference())
            .distinct()
            .mapToObj(
                index ->
                    new CurvePoint(
                        1000 * comparison.meanCost(index), comparison.meanQuality(index)))
            .toList();
    return new CostQualityCurve("random-mixing", PolicyKind.BASELINE, points);
  }
}
