package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.CallRateBands;
import org.yardmaster.evaluate.metric.Ranking;
import org.yardmaster.evaluate.metric.StrongShareCurve;
import org.yardmaster.stats.ClusterBootstrap;
import org.yardmaster.stats.Intervals;

/**
 * Figures that rank prompts between two candidates. Each replicate lists its own prompts, so that
 * at most {@value #MOST_REPLICATES} are made.
 */
final class PairFigures {
  private static final int MOST_REPLICATES = 1_000;
  private static final String ROUTE_LLM = "arXiv 2406.18665";
  private static final String ROUTER_X_BENCH = "RouterXBench 2026";

  private record Named(String name, String source) {}

  /** In the order of {@link #values}. */
  private static final List<Named> NAMES =
      List.of(
          new Named("routability", "AUROC of strong better"),
          new Named("APGR compat", ROUTE_LLM),
          new Named("APGR exact", ROUTE_LLM),
          new Named("CPT(20) compat", ROUTE_LLM),
          new Named("CPT(50) compat", ROUTE_LLM),
          new Named("CPT(80) compat", ROUTE_LLM),
          new Named("CPT(20) exact", ROUTE_LLM),
          new Named("CPT(50) exact", ROUTE_LLM),
          new Named("CPT(80) exact", ROUTE_LLM),
          new Named("LPM", ROUTER_X_BENCH),
          new Named("MPM", ROUTER_X_BENCH),
          new Named("HCR", ROUTER_X_BENCH));

  private final Comparison comparison;
  private final String id;
  private final EvaluationSpec spec;
  private final int[] groupOf;
  private final double[] score;
  private final double[] weak;
  private final double[] strong;

  PairFigures(Comparison comparison, Predictions predictions, EvaluationSpec spec) {
    this.comparison = comparison;
    this.id = predictions.id();
    this.spec = spec;
    int better = comparison.meanQuality(1) > comparison.meanQuality(0) ? 1 : 0;
    double[] gap = new double[comparison.rowCount()];
    Arrays.setAll(
        gap, row -> predictions.success()[better][row] - predictions.success()[1 - better][row]);
    // Sorted once, so that sorting every replicate again costs next to nothing.
    int[] order =
        IntStream.range(0, gap.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> -gap[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.groupOf = IntStream.of(order).map(row -> comparison.groupOf()[row]).toArray();
    this.score = pick(gap, order);
    this.weak = pick(comparison.quality()[1 - better], order);
    this.strong = pick(comparison.quality()[better], order);
  }

  List<Figure> all() {
    StrongShareCurve curve = new StrongShareCurve(score, weak, strong);
    double[] points = values(curve.sweep(), score, weak, strong);
    double[][] replicates = replicates(curve, points);
    List<Figure> figures = new ArrayList<>();
    for (int index = 0; index < points.length; index++) {
      if (Double.isFinite(points[index])) {
        figures.add(
            new Figure(
                id,
                NAMES.get(index).name(),
                NAMES.get(index).source(),
                Intervals.percentile(
                    points[index],
                    replicates[index],
                    spec.confidence(),
                    comparison.groups(),
                    "percentile bootstrap over groups, %d".formatted(replicates[index].length))));
      }
    }
    return figures;
  }

  /** {@code [figures][replicates]}; the point stands in where a replicate leaves it undefined. */
  private double[][] replicates(StrongShareCurve curve, double[] points) {
    int count = Math.min(MOST_REPLICATES, spec.replicates());
    ClusterBootstrap bootstrap = new ClusterBootstrap(comparison.groups(), count, spec.seed());
    double[][] replicates = new double[points.length][count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            replicate -> {
              int[] drawn = bootstrap.draw(replicate);
              int[] weights = IntStream.of(groupOf).map(group -> drawn[group]).toArray();
              int[] rows = repeated(weights);
              double[] values =
                  values(
                      curve.sweep(weights),
                      pick(score, rows),
                      pick(weak, rows),
                      pick(strong, rows));
              for (int index = 0; index < points.length; index++) {
                replicates[index][replicate] =
                    Double.isFinite(values[index]) ? values[index] : points[index];
              }
            });
    return replicates;
  }

  private static int[] repeated(int[] weights) {
    int[] rows = new int[Arrays.stream(weights).sum()];
    int at = 0;
    for (int row = 0; row < weights.length; row++) {
      Arrays.fill(rows, at, at + weights[row], row);
      at += weights[row];
    }
    return rows;
  }

  private static double[] pick(double[] column, int[] rows) {
    return IntStream.of(rows).mapToDouble(row -> column[row]).toArray();
  }

  private static double[] values(
      StrongShareCurve.Sweep sweep, double[] score, double[] weak, double[] strong) {
    CallRateBands bands = CallRateBands.of(score, weak, strong);
    return new double[] {
      or(Ranking.routability(score, weak, strong)),
      or(sweep.apgrCompat()),
      or(sweep.apgrExact()),
      sweep.cptCompat(0.2),
      sweep.cptCompat(0.5),
      sweep.cptCompat(0.8),
      or(sweep.cptExact(0.2)),
      or(sweep.cptExact(0.5)),
      or(sweep.cptExact(0.8)),
      bands.lowMean(),
      or(bands.middleMean()),
      or(bands.highSaving())
    };
  }

  /** Undefined counts as not finite, which leaves the figure out. */
  private static double or(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
