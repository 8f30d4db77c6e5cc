package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.ConcaveHull;
import org.yardmaster.evaluate.metric.ZeroRouter;
import org.yardmaster.stats.Intervals;
import org.yardmaster.stats.Resample;

/**
 * What a predictor saves at 99 and 100 % of the best single candidate's quality, read off its
 * curve: the cheapest coin mix of two of its operating points, or of one and that candidate, that
 * is so good. Beside it the same for the single candidates and for the task table, which knows the
 * label. Each curve picks its points with hindsight, in every replicate anew, so these figures
 * compare curves; what an operating point that was chosen beforehand saves is the policy's own row.
 * What hindsight alone is worth is told by the same curve with its expectations shuffled among the
 * prompts: of two candidates even that lies above their mix.
 */
final class SavingFigures {
  private static final double[] LEVELS = {0.99, 1};
  private static final String SOURCE =
      "cheapest mix of operating points (hull of arXiv 2403.12031)";
  private static final String MIX = "random-mix";
  private static final int SHUFFLES = 200;

  private final int reference;
  private final String word;
  private final Map<String, int[]> columns = new LinkedHashMap<>();
  private final Comparison comparison;
  private final List<Predictions> learned;
  private final EvaluationSpec spec;
  private final Resample resample;

  SavingFigures(Comparison comparison, List<Predictions> predictions, EvaluationSpec spec) {
    this.comparison = comparison;
    this.spec = spec;
    this.reference = comparison.reference();
    this.word = comparison.table().simulated() ? "simulated reduction" : "saving";
    this.learned = List.copyOf(predictions);
    List<Traffic> traffics = new ArrayList<>();
    for (JudgedPolicy single : Baselines.singles(comparison.means())) {
      traffics.add(Traffic.of(comparison, single));
    }
    columns.put(MIX, IntStream.range(0, traffics.size()).toArray());
    List<Predictions> swept = new ArrayList<>(predictions);
    swept.add(TaskTable.predictions(comparison));
    for (Predictions each : swept) {
      int first = traffics.size();
      traffics.addAll(hull(comparison, each));
      columns.put(
          each.id(),
          IntStream.concat(IntStream.of(reference), IntStream.range(first, traffics.size()))
              .toArray());
    }
    this.resample = Standings.resample(Standings.sums(comparison, traffics), spec);
  }

  /** The corners of the curve's hull, and some points between them that replicates may prefer. */
  private static List<Traffic> hull(Comparison comparison, Predictions predictions) {
    RuleSweep sweep = WillingnessSweep.of(predictions.success(), predictions.costUsd());
    List<RuleSweep.Point> points = sweep.points(comparison.quality(), comparison.costUsd());
    int[] corners =
        ConcaveHull.corners(
            points.stream().mapToDouble(RuleSweep.Point::usdPer1k).toArray(),
            points.stream().mapToDouble(RuleSweep.Point::quality).toArray());
    return DoubleStream.concat(
            IntStream.of(corners).mapToDouble(index -> points.get(index).parameter()),
            DoubleStream.of(CurveFigures.spread(points)))
        .distinct()
        .mapToObj(sweep::choice)
        .map(Assignment.Fixed::new)
        .map(choice -> new JudgedPolicy(predictions.id(), PolicyKind.LEARNED, choice, ""))
        .map(policy -> Traffic.of(comparison, policy))
        .toList();
  }

  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    for (double level : LEVELS) {
      String name = "%s at %.0f %%".formatted(word, 100 * level);
      for (String id : columns.keySet()) {
        figures.add(figure(id, name, totals -> saving(totals, id, level)));
      }
      for (Predictions each : learned) {
        String id = each.id();
        for (String rival : List.of(MIX, TaskTable.ID)) {
          figures.add(
              figure(
                  id,
                  name + " above " + rival,
                  totals -> saving(totals, id, level) - saving(totals, rival, level)));
        }
      }
    }
    learned.forEach(each -> figures.addAll(hindsight(each)));
    return figures;
  }

  /** As "above random-mix", by expectations that know nothing of the prompt they stand at. */
  private List<Figure> hindsight(Predictions predictions) {
    double[] mixed =
        Arrays.stream(LEVELS)
            .map(level -> resample.point(totals -> saving(totals, MIX, level)))
            .toArray();
    double[][] above = new double[LEVELS.length][SHUFFLES];
    SplittableRandom random = new SplittableRandom(spec.seed());
    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      ShuffledCurve curve = ShuffledCurve.of(comparison, predictions, random);
      for (int level = 0; level < LEVELS.length; level++) {
        above[level][shuffle] = curve.saving(LEVELS[level]) - mixed[level];
      }
    }
    return IntStream.range(0, LEVELS.length)
        .mapToObj(
            level ->
                new Figure(
                    predictions.id(),
                    "%s at %.0f %% above random-mix, shuffled".formatted(word, 100 * LEVELS[level]),
                    SOURCE,
                    Intervals.percentile(
                        median(above[level]),
                        above[level],
                        spec.confidence(),
                        comparison.groups(),
                        "%d shuffles of what was expected among the prompts".formatted(SHUFFLES))))
        .toList();
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }

  private Figure figure(String id, String name, ToDoubleFunction<double[]> statistic) {
    return new Figure(id, name, SOURCE, resample.estimate(statistic));
  }

  /** Relative to the cost of the reference, which is always so good. */
  private double saving(double[] totals, String id, double level) {
    int[] policies = columns.getOrDefault(id, new int[0]);
    double[] costs =
        Arrays.stream(policies).mapToDouble(of -> Standings.usdPer1k(totals, of)).toArray();
    double[] qualities =
        Arrays.stream(policies).mapToDouble(of -> Standings.quality(totals, of)).toArray();
    Optional<ZeroRouter.Mix> mix =
        ZeroRouter.cheapestFor(costs, qualities, level * Standings.quality(totals, reference));
    double full = Standings.usdPer1k(totals, reference);
    return full == 0 ? Double.NaN : 1 - mix.orElseThrow().cost() / full;
  }
}
