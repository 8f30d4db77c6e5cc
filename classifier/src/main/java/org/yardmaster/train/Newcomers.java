package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;

/**
 * Success of candidates that join a policy, from few outcomes: the policy's own scores already tell
 * what is hard, so a newcomer gets an intercept and its slopes on the few positions that those
 * scores span, held towards the slopes that the others have (see {@link FactorLearner}). The result
 * is a linear function of the same features as the others'. On prompts that the policy itself has
 * learned from, its scores know the others' outcomes, so slopes come out somewhat too steep.
 */
final class Newcomers {
  private static final int MOST_POSITIONS = 2;

  private final Policy policy;
  private final OutcomeTable table;
  private final TaskTeacher teacher;

  /** Scores by own candidate and table row, and their means. */
  private final double[][] score;

  private final double[] mean;

  /** How much each position takes of each own candidate's score, less its mean. */
  private final double[][] share;

  private final double[][] position;
  private final double[] usual;

  /**
   * Reads what the policy expects of every prompt.
   *
   * @param table outcomes of the newcomers
   */
  Newcomers(Policy policy, OutcomeTable table, TrainSpec spec) {
    this.policy = policy;
    this.table = table;
    this.teacher = new TaskTeacher(table, spec.teacherShare());
    int[] all = IntStream.range(0, table.sampleCount()).toArray();
    this.score =
        Arrays.stream(Calibrator.raw(policy, table, all).success())
            .map(column -> Arrays.stream(column).map(Calibrator::logit).toArray())
            .toArray(double[][]::new);
    this.mean = Arrays.stream(score).mapToDouble(Newcomers::mean).toArray();
    int own = score.length;
    double[][] axes = PrincipalAxes.of(score, mean, Math.min(MOST_POSITIONS, own));
    this.share = new double[axes.length][];
    this.position = new double[axes.length][];
    this.usual = new double[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      double[] direction = axes[axis];
      double[] along =
          Arrays.stream(all).mapToDouble(row -> product(direction, row) / own).toArray();
      double width =
          Math.sqrt(Arrays.stream(along).map(value -> value * value).average().orElse(0));
      double unit = width == 0 ? 1 : width;
      share[axis] = Arrays.stream(direction).map(value -> value / own / unit).toArray();
      position[axis] = Arrays.stream(along).map(value -> value / unit).toArray();
      usual[axis] = mean(direction) * width;
    }
  }

  private double product(double[] direction, int row) {
    return IntStream.range(0, direction.length)
        .mapToDouble(own -> direction[own] * (score[own][row] - mean[own]))
        .sum();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /**
   * The newcomers' own policy with success learned in this way.
   *
   * @param alone the newcomers' policy as learned without the others, for costs and latencies
   */
  Policy joining(Policy alone, int[] learnable, TrainSpec spec) {
    return Calibrator.fit(
            CrossFit.run(table, learnable, rows -> Forecaster.of(learned(alone, rows), table)),
            table,
            learnable,
            spec.threshold())
        .applied(learned(alone, learnable));
  }

  private Policy learned(Policy alone, int[] rows) {
    List<CandidateCurve> curves =
        IntStream.range(0, table.candidateCount())
            .mapToObj(candidate -> curve(candidate, rows))
            .toList();
    Map<String, String> provenance = new TreeMap<>(alone.provenance());
    provenance.put(
        "learner",
        "intercept and %d slopes on the scores of %d known candidates, %d prompts"
            .formatted(usual.length, mean.length, rows.length));
    return new Policy(
        alone.schema(),
        alone.candidates(),
        List.of(),
        heads(curves),
        alone.tokens(),
        alone.rule(),
        provenance);
  }

  private CandidateCurve curve(int candidate, int[] rows) {
    int[] known = Arrays.stream(rows).filter(row -> table.present(candidate, row)).toArray();
    double[] smoothed = teacher.targets(candidate, known);
    double[] target = Arrays.stream(known).mapToDouble(row -> smoothed[row]).toArray();
    double[][] seen =
        Arrays.stream(position)
            .map(column -> Arrays.stream(known).mapToDouble(row -> column[row]).toArray())
            .toArray(double[][]::new);
    double others = 1 / (1 + Math.exp(-mean(mean)));
    return CandidateCurve.fit(seen, usual, target, CandidateCurve.share(target, others));
  }

  /** Sums of the policy's own functions. */
  private Heads heads(List<CandidateCurve> curves) {
    Heads own = policy.words();
    short[] words = own.wordWeights();
    short[] counters = own.counterWeights();
    return HeadsBuilder.build(
        curves.size(),
        policy.schema().buckets(),
        head -> {
          double[] part = parts(curves.get(head));
          double bias = curves.get(head).intercept();
          for (int one = 0; one < part.length; one++) {
            bias += part[one] * (own.bias()[one] - mean[one]);
          }
          return new HeadsBuilder.Function(
              sums(words, own.heads(), own.wordScale(), part),
              sums(counters, own.heads(), own.counterScale(), part),
              bias);
        });
  }

  /** What a newcomer takes of each own candidate's score. */
  private double[] parts(CandidateCurve curve) {
    double[] parts = new double[mean.length];
    for (int axis = 0; axis < share.length; axis++) {
      for (int own = 0; own < parts.length; own++) {
        parts[own] += curve.slope()[axis] * share[axis][own];
      }
    }
    return parts;
  }

  private static double[] sums(short[] weights, int heads, double[] scale, double[] parts) {
    double[] sums = new double[weights.length / heads];
    for (int row = 0; row < sums.length; row++) {
      for (int own = 0; own < parts.length; own++) {
        sums[row] += parts[own] * scale[own] * weights[row * heads + own];
      }
    }
    return sums;
  }
}
