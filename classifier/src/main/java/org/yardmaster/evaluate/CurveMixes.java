package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.outcome.OutcomeTable;

/** Which candidates serve at each point of a learned curve. */
public final class CurveMixes {
  private CurveMixes() {}

  /**
   * For each point of the curve, in its order, the share of prompts per candidate; candidates in
   * the order of the evaluation, in which those that are not compared come last.
   *
   * @param predictions that the curve was swept from, for the whole table
   * @throws IllegalArgumentException when the curve was swept from something else
   */
  public static List<List<Double>> of(
      OutcomeTable table, Predictions predictions, CostQualityCurve curve) {
    Comparison comparison = Comparison.of(table);
    Predictions restricted = comparison.restrict(predictions);
    RuleSweep sweep = WillingnessSweep.of(restricted.success(), restricted.costUsd());
    Map<CurvePoint, Double> willingness = new HashMap<>();
    for (RuleSweep.Point point : sweep.points(comparison.quality(), comparison.costUsd())) {
      willingness.putIfAbsent(new CurvePoint(point.usdPer1k(), point.quality()), point.parameter());
    }
    if (!willingness.keySet().containsAll(curve.points())) {
      throw new IllegalArgumentException(
          "Curve (%s) was not swept from predictions (%s)."
              .formatted(curve.id(), predictions.id()));
    }
    return curve.points().stream()
        .map(
            point ->
                shares(sweep.choice(willingness.getOrDefault(point, 0.0)), table.candidateCount()))
        .toList();
  }

  private static List<Double> shares(int[] choice, int candidates) {
    double[] shares = new double[candidates];
    Arrays.stream(choice).forEach(candidate -> shares[candidate]++);
    return Arrays.stream(shares).map(count -> count / choice.length).boxed().toList();
  }
}
