package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * L2-regularised logistic regression, one function per head. Tribuo's classifiers learn from
 * classes; the targets here are shares in [0, 1], such as smoothed outcomes and partial grades.
 * Deterministic and convex.
 */
final class LogisticLearner {
  /** Where all targets agree, the log-odds still stay finite: about four. */
  private static final double LEAST_SHARE = 0.018;

  private final double cost;

  /**
   * A learner.
   *
   * @param cost weight of the loss against half the squared length of the weights
   */
  LogisticLearner(double cost) {
    this.cost = cost;
  }

  /**
   * Learns the log-odds of several shares from the same rows.
   *
   * @param targets {@code [head][table row]} in [0, 1]; NaN where unknown
   */
  List<LinearFit> fit(LearningBasis basis, int[] rows, double[][] targets) {
    DesignMatrix matrix = DesignMatrix.of(basis, rows);
    return IntStream.range(0, targets.length)
        .parallel()
        .mapToObj(
            head ->
                fit(
                    basis,
                    matrix,
                    Arrays.stream(rows).mapToDouble(row -> targets[head][row]).toArray()))
        .toList();
  }

  private LinearFit fit(LearningBasis basis, DesignMatrix matrix, double[] target) {
    double share = Arrays.stream(target).filter(value -> !Double.isNaN(value)).average().orElse(0);
    double offset = logOdds(share);
    double[] offsets = new double[target.length];
    Arrays.fill(offsets, offset);
    double[] learned =
        new LogisticProblem(
                matrix, cost, new double[][] {target}, new double[][] {offsets}, new double[] {1})
            .solve();
    double[] weights = new double[basis.columns()];
    for (int index = 0; index < matrix.columns(); index++) {
      weights[matrix.columnOf(index)] = learned[index];
    }
    return new LinearFit(
        weights,
        offset + learned[matrix.columns()],
        "logistic loss on shares, truncated Newton, C %s, %d prompts"
            .formatted(cost, matrix.rows()));
  }

  /** Finite log-odds of any share in [0, 1]. */
  static double logOdds(double share) {
    double clamped = Math.clamp(share, LEAST_SHARE, 1 - LEAST_SHARE);
    return Math.log(clamped / (1 - clamped));
  }
}
