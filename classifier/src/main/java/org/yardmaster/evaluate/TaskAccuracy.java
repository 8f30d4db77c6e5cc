package org.yardmaster.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/** How often the task type that is read from a text is the label: budgets per task rest on it. */
public final class TaskAccuracy {
  private TaskAccuracy() {}

  /**
   * One sentence with an interval over groups, beside always naming the commonest type.
   *
   * @param predicted by row of the table; an empty text where nothing was predicted
   * @return empty where nothing was predicted, or all labels are the same
   */
  public static Optional<String> note(
      OutcomeTable table, List<String> predicted, EvaluationSpec spec) {
    Map<String, Long> labels =
        table.samples().stream()
            .collect(Collectors.groupingBy(Sample::task, Collectors.counting()));
    if (labels.size() < 2 || predicted.stream().allMatch(String::isEmpty)) {
      return Optional.empty();
    }
    Map.Entry<String, Long> commonest =
        labels.entrySet().stream()
            .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .orElseThrow();
    Estimate right = right(table, predicted, spec);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Task types read from the text are right for %.1f %% of the prompts [%.1f, %.1f];"
                + " always the commonest of %d (%s) would be for %.1f %%.",
            100 * right.value(),
            100 * right.low(),
            100 * right.high(),
            labels.size(),
            commonest.getKey(),
            100.0 * commonest.getValue() / table.sampleCount()));
  }

  private static Estimate right(OutcomeTable table, List<String> predicted, EvaluationSpec spec) {
    Map<String, double[]> groups = new LinkedHashMap<>();
    for (int row = 0; row < table.sampleCount(); row++) {
      Sample sample = table.samples().get(row);
      double[] sums = groups.computeIfAbsent(sample.groupId(), group -> new double[2]);
      sums[0] += sample.task().equals(predicted.get(row)) ? 1 : 0;
      sums[1]++;
    }
    return new Resample(
            groups.values().toArray(double[][]::new),
            spec.replicates(),
            spec.seed(),
            spec.confidence())
        .estimate(totals -> totals[0] / totals[1]);
  }
}
