package org.yardmaster.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.PairedTest;
import org.yardmaster.stats.Resample;

/**
 * Two policies on the same prompts, paired.
 *
 * @param quality of the second minus that of the first
 * @param costChange cost of the second / cost of the first - 1; empty without prices or when the
 *     first costs nothing
 * @param pValue two-sided, that both are equally good (sign flips over groups)
 * @param moved share of prompts that go to another candidate; empty when a policy is a random mix
 *     or a cascade
 * @param sentence what differs, and whether it matters
 */
public record PolicyComparison(
    Estimate quality,
    Optional<Estimate> costChange,
    double pValue,
    Optional<Double> moved,
    String sentence) {
  private static final int PERMUTATIONS = 9_999;

  /** Compares on the rows that {@link Evaluator#evaluate} would use. */
  public static PolicyComparison of(
      OutcomeTable table, JudgedPolicy first, JudgedPolicy second, EvaluationSpec spec) {
    Comparison comparison = Comparison.of(table);
    return of(comparison, comparison.restrict(first), comparison.restrict(second), spec);
  }

  /** Compares policies that choose for the comparison's rows. */
  static PolicyComparison of(
      Comparison comparison, JudgedPolicy first, JudgedPolicy second, EvaluationSpec spec) {
    Traffic before = Traffic.of(comparison, first);
    Traffic after = Traffic.of(comparison, second);
    double[][] sums = new double[comparison.groups()][5];
    double[] differences = new double[comparison.groups()];
    for (int row = 0; row < comparison.rowCount(); row++) {
      int group = comparison.groupOf()[row];
      double[] sum = sums[group];
      sum[0]++;
      sum[1] += before.quality()[row];
      sum[2] += after.quality()[row];
      sum[3] += before.costUsd()[row];
      sum[4] += after.costUsd()[row];
      differences[group] += after.quality()[row] - before.quality()[row];
    }
    Resample resample = new Resample(sums, spec.replicates(), spec.seed(), spec.confidence());
    Estimate quality = resample.estimate(totals -> (totals[2] - totals[1]) / totals[0]);
    boolean priced = comparison.priced() && resample.point(totals -> totals[3]) > 0;
    Optional<Estimate> cost =
        priced
            ? Optional.of(resample.estimate(totals -> totals[4] / totals[3] - 1))
            : Optional.empty();
    double pValue = PairedTest.signFlip(differences, PERMUTATIONS, spec.seed());
    return new PolicyComparison(
        quality,
        cost,
        pValue,
        moved(before.policy().assignment(), after.policy().assignment()),
        sentence(first.id(), second.id(), quality, cost, spec.margin()));
  }

  private static Optional<Double> moved(Assignment first, Assignment second) {
    if (first instanceof Assignment.Fixed before && second instanceof Assignment.Fixed after) {
      int[] from = before.choice();
      int[] to = after.choice();
      int moved = 0;
      for (int row = 0; row < from.length; row++) {
        moved += from[row] == to[row] ? 0 : 1;
      }
      return Optional.of((double) moved / from.length);
    }
    return Optional.empty();
  }

  private static String sentence(
      String first, String second, Estimate quality, Optional<Estimate> cost, double margin) {
    List<String> found =
        List.of(
            quality.above(0)
                ? "is better than"
                : quality.below(0) ? "is worse than" : "cannot be told in quality from",
            quality.low() > -margin && quality.high() < margin
                ? "a difference that does not matter within the margin"
                : "a difference that may matter");
    String costs =
        cost.map(
                change ->
                    String.format(
                        Locale.ROOT,
                        "; its cost changes by %+.1f %% [%+.1f, %+.1f]",
                        100 * change.value(),
                        100 * change.low(),
                        100 * change.high()))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%s %s %s (%+.2f points [%+.2f, %+.2f], %s)%s.",
        second,
        found.getFirst(),
        first,
        100 * quality.value(),
        100 * quality.low(),
        100 * quality.high(),
        found.getLast(),
        costs);
  }
}
