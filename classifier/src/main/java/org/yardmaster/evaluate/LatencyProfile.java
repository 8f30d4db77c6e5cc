package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.yardmaster.outcome.OutcomeTable;

/**
 * How long answers take.
 *
 * @param id of a policy or candidate
 * @param seconds at each of {@link #LEVELS}, not falling
 */
public record LatencyProfile(String id, List<Double> seconds) {
  /** Shares of answers that do not take longer. */
  public static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95, 0.99);

  public LatencyProfile {
    requireNonNull(id, "id is null");
    seconds = List.copyOf(seconds);
    if (seconds.size() != LEVELS.size()) {
      throw new IllegalArgumentException(
          "Latency profile (%s) has %d values; expected %d."
              .formatted(id, seconds.size(), LEVELS.size()));
    }
  }

  /**
   * The policy, then every compared candidate, on the rows that {@link Evaluator#evaluate} uses;
   * without those whose answers were not all timed.
   *
   * @param policy choices for the whole table
   */
  public static List<LatencyProfile> of(OutcomeTable table, JudgedPolicy policy) {
    Comparison comparison = Comparison.of(table);
    List<LatencyProfile> profiles = new ArrayList<>();
    add(
        profiles,
        policy.id(),
        comparison,
        Traffic.weights(comparison, comparison.restrict(policy).assignment()));
    for (int candidate = 0; candidate < comparison.candidateCount(); candidate++) {
      double[][] weights = new double[comparison.candidateCount()][comparison.rowCount()];
      Arrays.fill(weights[candidate], 1);
      add(profiles, comparison.candidateId(candidate), comparison, weights);
    }
    return profiles;
  }

  private static void add(
      List<LatencyProfile> profiles, String id, Comparison comparison, double[][] weights) {
    LatencyMix mix = new LatencyMix();
    boolean timed = true;
    for (int candidate = 0; candidate < weights.length; candidate++) {
      int index = comparison.candidates()[candidate];
      timed &= unused(weights[candidate]) || comparison.table().timed(index);
      mix.add(comparison.table().latencySeconds(index), comparison.rows(), weights[candidate]);
    }
    if (timed) {
      profiles.add(
          new LatencyProfile(
              id, LEVELS.stream().map(level -> mix.percentile(level).orElseThrow()).toList()));
    }
  }

  private static boolean unused(double[] weights) {
    return DoubleStream.of(weights).allMatch(weight -> weight == 0);
  }
}
