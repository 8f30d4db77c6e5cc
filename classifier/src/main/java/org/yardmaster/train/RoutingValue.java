package org.yardmaster.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.outcome.OutcomeTable;

/**
 * One number for how well predictions route, without choosing an operating point: what a prompt
 * yields, in quality units, averaged over what a right answer may be worth. At a worth of w USD,
 * the candidate with the largest expected utility serves and yields its quality less its cost / w.
 */
final class RoutingValue {
  /** Worth of a right answer, in multiples of the gap between dearest and cheapest candidate. */
  private static final double[] WORTH = {2, 5, 10, 20, 50, 100, 200};

  private RoutingValue() {}

  /** Sum of the yields per group, in the order of first appearance; ungraded choices yield 0. */
  static double[] byGroup(OutcomeTable table, Predictions predictions) {
    double gap = costGap(table);
    Map<String, Double> groups = new LinkedHashMap<>();
    for (int row = 0; row < table.sampleCount(); row++) {
      double sum = 0;
      for (double worth : WORTH) {
        sum += yielded(table, predictions, row, worth * gap);
      }
      groups.merge(table.samples().get(row).groupId(), sum / WORTH.length, Double::sum);
    }
    return groups.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Prompts per group, in the same order. */
  static double[] sizes(OutcomeTable table) {
    Map<String, Double> groups = new LinkedHashMap<>();
    table.samples().forEach(sample -> groups.merge(sample.groupId(), 1.0, Double::sum));
    return groups.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double yielded(OutcomeTable table, Predictions predictions, int row, double usd) {
    int choice = predictions.choice(row, usd);
    double value = table.quality(choice)[row] - table.costUsd(choice)[row] / usd;
    return Double.isNaN(value) ? 0 : value;
  }

  private static double costGap(OutcomeTable table) {
    double[] means = new double[table.candidateCount()];
    Arrays.setAll(
        means,
        candidate ->
            Arrays.stream(table.costUsd(candidate))
                .filter(usd -> !Double.isNaN(usd))
                .average()
                .orElse(0));
    double gap = Arrays.stream(means).max().orElse(0) - Arrays.stream(means).min().orElse(0);
    return Math.max(gap, 1e-9);
  }
}
