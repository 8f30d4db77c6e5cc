package org.yardmaster.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.outcome.OutcomeTable;

/**
 * One number for how well predictions route, without choosing an operating point: what a prompt
 * yields, in quality units, averaged over what a right answer may be worth. At a worth of w USD,
 * the candidate with the largest expected utility serves and yields its quality less its cost / w.
 * Only prompts count of which every candidate's outcome is known: a choice whose outcome nobody
 * recorded is neither right nor wrong.
 */
final class RoutingValue {
  /** Worth of a right answer, in multiples of the gap between dearest and cheapest candidate. */
  private static final double[] WORTH = {2, 5, 10, 20, 50, 100, 200};

  private RoutingValue() {}

  /** Sum of the yields per group, in the order of first appearance. */
  static double[] byGroup(OutcomeTable table, Predictions predictions) {
    double gap = costGap(table);
    Map<String, Double> groups = new LinkedHashMap<>();
    for (int row = 0; row < table.sampleCount(); row++) {
      double sum = 0;
      for (double worth : complete(table, row) ? WORTH : new double[0]) {
        sum += yielded(table, predictions, row, worth * gap);
      }
      groups.merge(table.samples().get(row).groupId(), sum / WORTH.length, Double::sum);
    }
    return groups.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Prompts per group that count, in the same order.
   *
   * @throws IllegalArgumentException when none does
   */
  static double[] sizes(OutcomeTable table) {
    Map<String, Double> groups = new LinkedHashMap<>();
    for (int row = 0; row < table.sampleCount(); row++) {
      groups.merge(
          table.samples().get(row).groupId(), complete(table, row) ? 1.0 : 0.0, Double::sum);
    }
    double[] sizes = groups.values().stream().mapToDouble(Double::doubleValue).toArray();
    if (Arrays.stream(sizes).sum() == 0) {
      throw new IllegalArgumentException(
          "None of the %,d prompts of %s has the outcomes and costs of all %d candidates, so learners cannot be compared on it.%nMaybe name fewer candidates with --candidates, or replay the missing outcomes."
              .formatted(table.sampleCount(), table.datasetId(), table.candidateCount()));
    }
    return sizes;
  }

  private static boolean complete(OutcomeTable table, int row) {
    return IntStream.range(0, table.candidateCount())
        .noneMatch(
            candidate ->
                Double.isNaN(table.quality(candidate)[row])
                    || Double.isNaN(table.costUsd(candidate)[row]));
  }

  private static double yielded(OutcomeTable table, Predictions predictions, int row, double usd) {
    int choice = predictions.choice(row, usd);
    return table.quality(choice)[row] - table.costUsd(choice)[row] / usd;
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
