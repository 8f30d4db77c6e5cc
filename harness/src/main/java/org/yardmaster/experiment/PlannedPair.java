package org.yardmaster.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.SamplePlan;

/**
 * How two candidates differ on prompts that both answered: what a plan for more prompts needs.
 *
 * @param first the better one by mean quality
 * @param second the other
 * @param prompts that both answered
 * @param discordance mean squared difference in quality, for right/wrong labels the share of
 *     prompts on which they differ, in [0, 1]
 * @param groupSize mean number of prompts per group
 * @param groupCorrelation correlation of differences within a group, in [0, 1]
 * @param simulated whether either candidate is
 */
public record PlannedPair(
    String first,
    String second,
    int prompts,
    double discordance,
    double groupSize,
    double groupCorrelation,
    boolean simulated) {

  /**
   * The best candidate beside the one whose answers differ most from it: no router over these
   * candidates moves more labels than always taking the other one.
   *
   * @throws IllegalArgumentException when there are fewer than two candidates, or none differ
   */
  public static PlannedPair widest(OutcomeTable table) {
    int best =
        IntStream.range(0, table.candidateCount())
            .boxed()
            .max((one, other) -> Double.compare(mean(table, one), mean(table, other)))
            .orElse(0);
    List<PlannedPair> pairs =
        IntStream.range(0, table.candidateCount())
            .filter(index -> index != best)
            .mapToObj(index -> of(table, best, index))
            .filter(pair -> pair.discordance() > 0)
            .toList();
    return pairs.stream()
        .reduce((one, other) -> other.discordance() > one.discordance() ? other : one)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Data set (%s) has %d candidates, none of which differs from the best one in quality; a plan needs two that differ.\nMaybe state a discordance with --discordance 0.2."
                        .formatted(table.datasetId(), table.candidateCount())));
  }

  private static double mean(OutcomeTable table, int candidate) {
    return Arrays.stream(table.quality(candidate))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private static PlannedPair of(OutcomeTable table, int first, int second) {
    int[] rows =
        IntStream.range(0, table.sampleCount())
            .filter(row -> table.present(first, row) && table.present(second, row))
            .toArray();
    double[] difference =
        Arrays.stream(rows)
            .mapToDouble(row -> table.quality(second)[row] - table.quality(first)[row])
            .toArray();
    String[] groups =
        Arrays.stream(rows)
            .mapToObj(row -> table.samples().get(row).groupId())
            .toArray(String[]::new);
    double groupSize =
        rows.length == 0 ? 1 : (double) rows.length / Arrays.stream(groups).distinct().count();
    return new PlannedPair(
        table.candidates().get(first).id(),
        table.candidates().get(second).id(),
        rows.length,
        Arrays.stream(difference).map(each -> each * each).average().orElse(0),
        groupSize,
        correlation(difference, groups, groupSize),
        table.candidates().get(first).simulated() || table.candidates().get(second).simulated());
  }

  /** From the variance of group sums: 1 + (size - 1) * correlation is the design effect. */
  private static double correlation(double[] difference, String[] groups, double groupSize) {
    double mean = Arrays.stream(difference).average().orElse(0);
    TreeMap<String, Double> sums = new TreeMap<>();
    double apart = 0;
    for (int row = 0; row < difference.length; row++) {
      sums.merge(groups[row], difference[row] - mean, Double::sum);
      apart += Math.pow(difference[row] - mean, 2);
    }
    double together = sums.values().stream().mapToDouble(sum -> sum * sum).sum();
    if (groupSize <= 1 || apart == 0) {
      return 0;
    }
    return Math.clamp((together / apart - 1) / (groupSize - 1), 0, 1);
  }

  /** The plan for this pair. */
  public SamplePlan plan(double confidence, double power) {
    return new SamplePlan(discordance, confidence, power, groupSize, groupCorrelation);
  }
}
