package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.StrongShareCurve;
import org.yardmaster.stats.ClusterBootstrap;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Intervals;

/**
 * APGR of predictions over two candidates, in both variants, on the bootstrap replicates of the
 * evaluation. The better candidate on average counts as the strong one, and prompts are ranked by
 * predicted success of the strong minus that of the weak one; predicted costs play no part.
 *
 * @param compat by the published program
 * @param exact over every threshold
 */
record GapRecovery(Estimate compat, Estimate exact) {

  /** Empty unless there are two candidates of different quality. */
  static Optional<GapRecovery> of(
      Comparison comparison, Predictions predictions, EvaluationSpec spec) {
    if (comparison.candidateCount() != 2
        || comparison.meanQuality(0) == comparison.meanQuality(1)) {
      return Optional.empty();
    }
    int strong = comparison.meanQuality(1) > comparison.meanQuality(0) ? 1 : 0;
    double[] strongSuccess = predictions.success()[strong];
    double[] weakSuccess = predictions.success()[1 - strong];
    double[] score = new double[comparison.rowCount()];
    Arrays.setAll(score, row -> strongSuccess[row] - weakSuccess[row]);
    StrongShareCurve curve =
        new StrongShareCurve(score, comparison.quality()[1 - strong], comparison.quality()[strong]);
    return both(comparison, curve, spec);
  }

  private static Optional<GapRecovery> both(
      Comparison comparison, StrongShareCurve curve, EvaluationSpec spec) {
    OptionalDouble compat = curve.sweep().apgrCompat();
    OptionalDouble exact = curve.sweep().apgrExact();
    if (compat.isEmpty() || exact.isEmpty()) {
      return Optional.empty();
    }
    ClusterBootstrap bootstrap =
        new ClusterBootstrap(comparison.groups(), spec.replicates(), spec.seed());
    double[][] replicates = new double[spec.replicates()][];
    IntStream.range(0, replicates.length)
        .parallel()
        .forEach(
            replicate -> {
              int[] drawn = bootstrap.draw(replicate);
              int[] weights =
                  IntStream.of(comparison.groupOf()).map(group -> drawn[group]).toArray();
              StrongShareCurve.Sweep sweep = curve.sweep(weights);
              replicates[replicate] =
                  new double[] {
                    sweep.apgrCompat().orElse(compat.getAsDouble()),
                    sweep.apgrExact().orElse(exact.getAsDouble())
                  };
            });
    Function<Integer, double[]> column =
        index -> Arrays.stream(replicates).mapToDouble(values -> values[index]).toArray();
    return Optional.of(
        new GapRecovery(
            estimate(compat.getAsDouble(), column.apply(0), comparison, spec, "compat"),
            estimate(exact.getAsDouble(), column.apply(1), comparison, spec, "exact")));
  }

  private static Estimate estimate(
      double value,
      double[] replicates,
      Comparison comparison,
      EvaluationSpec spec,
      String variant) {
    return Intervals.percentile(
        value,
        replicates,
        spec.confidence(),
        comparison.groups(),
        "APGR %s, percentile bootstrap over groups, %d".formatted(variant, spec.replicates()));
  }
}
