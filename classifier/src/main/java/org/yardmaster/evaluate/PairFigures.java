package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.CallRateBands;
import org.yardmaster.evaluate.metric.Ranking;
import org.yardmaster.evaluate.metric.StrongShareCurve;
import org.yardmaster.stats.ClusterBootstrap;
import org.yardmaster.stats.Intervals;

/**
 * Figures that rank prompts between two candidates. Each replicate sorts its own prompts, so that
 * at most {@value #MOST_REPLICATES} are made.
 */
final class PairFigures {
  private static final int MOST_REPLICATES = 1_000;
  private static final String ROUTE_LLM = "arXiv 2406.18665";
  private static final String ROUTER_X_BENCH = "RouterXBench 2026";

  /** A figure of the prompts in these columns; empty where it is undefined. */
  private interface Statistic {
    OptionalDouble of(double[] score, double[] weak, double[] strong);
  }

  private record Named(String name, String source, Statistic statistic) {}

  private static final List<Named> ALL =
      List.of(
          new Named("routability", "AUROC of strong better", Ranking::routability),
          new Named(
              "APGR compat",
              ROUTE_LLM,
              (score, weak, strong) -> sweep(score, weak, strong).apgrCompat()),
          new Named(
              "APGR exact",
              ROUTE_LLM,
              (score, weak, strong) -> sweep(score, weak, strong).apgrExact()),
          compat(20),
          compat(50),
          compat(80),
          exact(20),
          exact(50),
          exact(80),
          new Named(
              "LPM",
              ROUTER_X_BENCH,
              (score, weak, strong) ->
                  OptionalDouble.of(CallRateBands.of(score, weak, strong).lowMean())),
          new Named(
              "MPM",
              ROUTER_X_BENCH,
              (score, weak, strong) -> CallRateBands.of(score, weak, strong).middleMean()),
          new Named(
              "HCR",
              ROUTER_X_BENCH,
              (score, weak, strong) -> CallRateBands.of(score, weak, strong).highSaving()));

  private PairFigures() {}

  private static StrongShareCurve.Sweep sweep(double[] score, double[] weak, double[] strong) {
    return new StrongShareCurve(score, weak, strong).sweep();
  }

  private static Named compat(int percent) {
    return new Named(
        "CPT(%d) compat".formatted(percent),
        ROUTE_LLM,
        (score, weak, strong) ->
            OptionalDouble.of(sweep(score, weak, strong).cptCompat(percent / 100.0)));
  }

  private static Named exact(int percent) {
    return new Named(
        "CPT(%d) exact".formatted(percent),
        ROUTE_LLM,
        (score, weak, strong) -> sweep(score, weak, strong).cptExact(percent / 100.0));
  }

  static List<Figure> all(Comparison comparison, Predictions predictions, EvaluationSpec spec) {
    int strong = comparison.meanQuality(1) > comparison.meanQuality(0) ? 1 : 0;
    double[] score = new double[comparison.rowCount()];
    Arrays.setAll(
        score, row -> predictions.success()[strong][row] - predictions.success()[1 - strong][row]);
    double[][] columns = {score, comparison.quality()[1 - strong], comparison.quality()[strong]};
    double[] points = values(columns);
    double[][] replicates = replicates(comparison, columns, points, spec);
    List<Figure> figures = new ArrayList<>();
    for (int index = 0; index < ALL.size(); index++) {
      if (Double.isFinite(points[index])) {
        figures.add(
            new Figure(
                predictions.id(),
                ALL.get(index).name(),
                ALL.get(index).source(),
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
  private static double[][] replicates(
      Comparison comparison, double[][] columns, double[] points, EvaluationSpec spec) {
    int count = Math.min(MOST_REPLICATES, spec.replicates());
    ClusterBootstrap bootstrap = new ClusterBootstrap(comparison.groups(), count, spec.seed());
    double[][] replicates = new double[points.length][count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            replicate -> {
              int[] rows = rows(comparison, bootstrap.draw(replicate));
              double[] values = values(pick(columns, rows));
              for (int index = 0; index < points.length; index++) {
                replicates[index][replicate] =
                    Double.isFinite(values[index]) ? values[index] : points[index];
              }
            });
    return replicates;
  }

  private static int[] rows(Comparison comparison, int[] drawn) {
    return IntStream.range(0, comparison.rowCount())
        .flatMap(row -> IntStream.generate(() -> row).limit(drawn[comparison.groupOf()[row]]))
        .toArray();
  }

  private static double[][] pick(double[][] columns, int[] rows) {
    return Arrays.stream(columns)
        .map(column -> IntStream.of(rows).mapToDouble(row -> column[row]).toArray())
        .toArray(double[][]::new);
  }

  private static double[] values(double[][] columns) {
    return ALL.stream()
        .mapToDouble(
            named -> named.statistic().of(columns[0], columns[1], columns[2]).orElse(Double.NaN))
        .toArray();
  }
}
