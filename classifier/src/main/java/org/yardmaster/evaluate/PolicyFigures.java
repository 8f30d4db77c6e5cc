package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.yardmaster.evaluate.metric.ArenaScore;
import org.yardmaster.evaluate.metric.Choices;
import org.yardmaster.evaluate.metric.RelativeQuality;
import org.yardmaster.stats.Resample;

/** Figures of one set of choices; all are functions of sums over prompts. */
final class PolicyFigures {
  private static final int COUNT = 0;
  private static final int QUALITY = 1;
  private static final int COST = 2;
  private static final int REFERENCE = 3;
  private static final int ORACLE = 4;
  private static final int UNIFORM = 5;
  private static final int SOLVABLE = 6;
  private static final int OPTIMAL = 7;
  private static final int REACHED = 8;
  private static final int NEEDED = 9;
  private static final int SPENT = 10;
  private static final int SHARES = 11;

  private static final String ARENA = "arXiv 2510.00202";
  private static final String ROUTER_BENCH = "arXiv 2601.07206";
  private static final String ROUTER_EVAL = "arXiv 2503.10657";

  private final Comparison comparison;
  private final String id;
  private final Resample resample;
  private final List<Figure> figures = new ArrayList<>();

  PolicyFigures(Comparison comparison, JudgedPolicy policy, EvaluationSpec spec) {
    this.comparison = comparison;
    this.id = policy.id();
    this.resample =
        new Resample(sums(comparison, policy), spec.replicates(), spec.seed(), spec.confidence());
  }

  private static double[][] sums(Comparison comparison, JudgedPolicy policy) {
    double[][] weights = Traffic.weights(comparison, policy.assignment());
    double[][] sums = new double[comparison.groups()][SHARES + comparison.candidateCount()];
    int[] best =
        WillingnessSweep.of(comparison.quality(), comparison.costUsd())
            .choice(Double.POSITIVE_INFINITY);
    int reference = comparison.reference();
    for (int row = 0; row < comparison.rowCount(); row++) {
      double[] sum = sums[comparison.groupOf()[row]];
      double top = comparison.quality()[best[row]][row];
      double cheapest = comparison.costUsd()[best[row]][row];
      sum[COUNT]++;
      sum[REFERENCE] += comparison.quality()[reference][row];
      sum[ORACLE] += top;
      sum[SOLVABLE] += top > 0 ? 1 : 0;
      for (int candidate = 0; candidate < weights.length; candidate++) {
        double weight = weights[candidate][row];
        double quality = comparison.quality()[candidate][row];
        double cost = comparison.costUsd()[candidate][row];
        boolean right = top > 0 && quality == top;
        sum[UNIFORM] += quality / weights.length;
        sum[QUALITY] += weight * quality;
        sum[COST] += weight * cost;
        sum[SHARES + candidate] += weight;
        sum[REACHED] += top > 0 ? weight * quality : 0;
        sum[OPTIMAL] += right && cost == cheapest ? weight : 0;
        sum[NEEDED] += right ? weight * cheapest : 0;
        sum[SPENT] += right ? weight * cost : 0;
      }
    }
    return sums;
  }

  List<Figure> all() {
    add(
        "Gain@R",
        ROUTER_BENCH,
        totals -> or(RelativeQuality.gainOverRandom(totals[QUALITY], totals[UNIFORM])));
    add(
        "Gain@B",
        ROUTER_BENCH,
        totals -> or(RelativeQuality.gainOverBest(totals[QUALITY], totals[REFERENCE])));
    add(
        "Gap@O",
        ROUTER_BENCH,
        totals -> or(RelativeQuality.gapToOracle(totals[QUALITY], totals[ORACLE])));
    add(
        "V_B",
        ROUTER_EVAL,
        totals -> or(RelativeQuality.ofBest(totals[QUALITY], totals[REFERENCE])));
    add(
        "E_p",
        ROUTER_EVAL,
        totals -> Choices.entropyBits(Arrays.copyOfRange(totals, SHARES, totals.length)));
    add(
        "regret",
        "quality lost to the oracle",
        totals -> (totals[ORACLE] - totals[QUALITY]) / totals[COUNT]);
    add("Opt.Acc", ARENA, totals -> totals[REACHED] / totals[ORACLE]);
    if (comparison.priced()) {
      add("Opt.Sel", ARENA, totals -> totals[OPTIMAL] / totals[SOLVABLE]);
      add("Opt.Cost", ARENA, totals -> totals[NEEDED] / totals[SPENT]);
      add(
          "arena score",
          ARENA,
          totals ->
              ArenaScore.of(totals[QUALITY] / totals[COUNT], 1000 * totals[COST] / totals[COUNT]));
    }
    return figures;
  }

  private void add(String name, String source, ToDoubleFunction<double[]> statistic) {
    if (Double.isFinite(resample.point(statistic))) {
      figures.add(new Figure(id, name, source, resample.estimate(statistic)));
    }
  }

  /** Undefined counts as not finite, which leaves the figure out. */
  private static double or(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
