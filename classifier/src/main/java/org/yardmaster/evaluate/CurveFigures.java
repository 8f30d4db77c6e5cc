package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.Aiq;
import org.yardmaster.evaluate.metric.Pareto;
import org.yardmaster.evaluate.metric.RelativeQuality;
import org.yardmaster.stats.Resample;

/**
 * Figures of a whole cost-quality curve: up to {@value #MOST_POINTS} operating points of a sweep,
 * beside the single candidates.
 */
final class CurveFigures {
  private static final int MOST_POINTS = 20;
  private static final String ROUTER_BENCH = "arXiv 2403.12031";
  private static final String LLM_ROUTER_BENCH = "arXiv 2601.07206";

  private final String id;
  private final int singles;
  private final int reference;
  private final Resample resample;
  private final List<Figure> figures = new ArrayList<>();

  CurveFigures(Comparison comparison, Predictions predictions, EvaluationSpec spec) {
    this.id = predictions.id();
    this.singles = comparison.candidateCount();
    this.reference = comparison.reference();
    List<Traffic> traffics = new ArrayList<>();
    for (JudgedPolicy single : Baselines.singles(comparison.means())) {
      traffics.add(Traffic.of(comparison, single));
    }
    RuleSweep sweep = WillingnessSweep.of(predictions.success(), predictions.costUsd());
    for (double willingness : spread(sweep.points(comparison.quality(), comparison.costUsd()))) {
      Assignment choice = new Assignment.Fixed(sweep.choice(willingness));
      traffics.add(Traffic.of(comparison, new JudgedPolicy(id, PolicyKind.LEARNED, choice, "")));
    }
    this.resample = Standings.resample(Standings.sums(comparison, traffics), spec);
  }

  /** Parameters of up to {@value #MOST_POINTS} points at equal distances in the list. */
  static double[] spread(List<RuleSweep.Point> points) {
    int count = Math.min(MOST_POINTS, points.size());
    return IntStream.range(0, count)
        .map(index -> count == 1 ? 0 : index * (points.size() - 1) / (count - 1))
        .mapToDouble(index -> points.get(index).parameter())
        .toArray();
  }

  List<Figure> all() {
    add("AIQ exact", ROUTER_BENCH, totals -> Aiq.exact(costs(totals), qualities(totals)));
    add(
        "AIQ compat",
        ROUTER_BENCH,
        totals -> {
          double highest = DoubleStream.of(allCosts(totals)).max().orElse(0);
          return highest == 0 ? Double.NaN : Aiq.compat(costs(totals), qualities(totals), highest);
        });
    add(
        "hypervolume",
        "Zitzler and Thiele 1998; 1 is free perfection, up to the cost of the reference",
        totals -> {
          double limit = allCosts(totals)[reference];
          return Pareto.hypervolume(costs(totals), qualities(totals), limit) / limit;
        });
    add(
        "PerfGain",
        LLM_ROUTER_BENCH,
        totals -> or(RelativeQuality.perfGain(qualities(totals), allQualities(totals)[reference])));
    add(
        "CostSave",
        LLM_ROUTER_BENCH,
        totals ->
            or(
                RelativeQuality.costSave(
                    costs(totals),
                    qualities(totals),
                    allCosts(totals)[reference],
                    allQualities(totals)[reference])));
    add(
        "ParetoDist",
        LLM_ROUTER_BENCH,
        totals ->
            Pareto.distance(
                costs(totals), qualities(totals), allCosts(totals), allQualities(totals)));
    add(
        "ParetoRatio",
        LLM_ROUTER_BENCH,
        totals ->
            Pareto.ratio(costs(totals), qualities(totals), allCosts(totals), allQualities(totals)));
    return figures;
  }

  private void add(String name, String source, ToDoubleFunction<double[]> statistic) {
    if (Double.isFinite(resample.point(statistic))) {
      figures.add(new Figure(id, name, source, resample.estimate(statistic)));
    }
  }

  private double[] costs(double[] totals) {
    return Arrays.stream(allCosts(totals)).skip(singles).toArray();
  }

  private double[] qualities(double[] totals) {
    return Arrays.stream(allQualities(totals)).skip(singles).toArray();
  }

  private static double[] allCosts(double[] totals) {
    return IntStream.range(0, Standings.policies(totals))
        .mapToDouble(policy -> Standings.usdPer1k(totals, policy))
        .toArray();
  }

  private static double[] allQualities(double[] totals) {
    return IntStream.range(0, Standings.policies(totals))
        .mapToDouble(policy -> Standings.quality(totals, policy))
        .toArray();
  }

  private static double or(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
