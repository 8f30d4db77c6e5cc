package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.OutcomeTable;

/**
 * A prompt on which another candidate would have done better than the one that a policy chose.
 *
 * @param chosen id of the policy's choice
 * @param expected quality that was predicted for it, in [0, 1]
 * @param quality that it reached
 * @param better id of the cheapest among the best candidates
 * @param betterQuality that this one reached
 * @param costUsd of the choice; 0 in a table without prices
 * @param betterCostUsd of the better one; 0 in a table without prices
 */
public record Regret(
    Sample sample,
    String chosen,
    double expected,
    double quality,
    String better,
    double betterQuality,
    double costUsd,
    double betterCostUsd) {
  public Regret {
    requireNonNull(sample, "sample is null");
    requireNonNull(chosen, "chosen is null");
    requireNonNull(better, "better is null");
  }

  /** Quality that was lost, in [0, 1]. */
  public double lost() {
    return betterQuality - quality;
  }

  /**
   * The most quality lost first; of equals the surest mistake, then the smaller sample id.
   *
   * @param policy choices for the whole table
   * @param predictions for the whole table
   * @param most how many to list
   */
  public static List<Regret> worst(
      OutcomeTable table, JudgedPolicy policy, Predictions predictions, int most) {
    Comparison comparison = Comparison.of(table);
    double[][] weights = Traffic.weights(comparison, comparison.restrict(policy).assignment());
    double[][] expected = comparison.restrict(predictions).success();
    int[] best =
        WillingnessSweep.of(comparison.quality(), comparison.costUsd())
            .choice(Double.POSITIVE_INFINITY);
    return IntStream.range(0, comparison.rowCount())
        .mapToObj(row -> of(comparison, expected, row, chosen(weights, row), best[row]))
        .filter(regret -> regret.lost() > 0)
        .sorted(
            Comparator.comparingDouble((Regret regret) -> -regret.lost())
                .thenComparingDouble(regret -> -regret.expected())
                .thenComparing(regret -> regret.sample().id()))
        .limit(most)
        .toList();
  }

  /** The candidate with the largest weight: of a fixed choice, the chosen one. */
  private static int chosen(double[][] weights, int row) {
    return IntStream.range(0, weights.length)
        .boxed()
        .max(Comparator.comparingDouble(candidate -> weights[candidate][row]))
        .orElseThrow();
  }

  private static Regret of(
      Comparison comparison, double[][] expected, int row, int chosen, int best) {
    return new Regret(
        comparison.samples().get(row),
        comparison.candidateId(chosen),
        expected[chosen][row],
        comparison.quality()[chosen][row],
        comparison.candidateId(best),
        comparison.quality()[best][row],
        comparison.costUsd()[chosen][row],
        comparison.costUsd()[best][row]);
  }
}
