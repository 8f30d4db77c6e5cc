package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;

/**
 * L2-regularised logistic regression, one function per head. Tribuo's classifiers learn from
 * classes; the targets here are shares in [0, 1], such as smoothed outcomes and partial grades.
 * Deterministic and convex.
 */
final class LogisticLearner {
  /** Where all targets agree, the log-odds still stay finite: about four. */
  private static final double LEAST_SHARE = 0.018;

  /** Scale of a hint against the words: its weight is hardly held. */
  private static final double HINT = 3;

  private final double cost;

  /**
   * A learner.
   *
   * @param cost weight of the loss against half the squared length of the weights
   */
  LogisticLearner(double cost) {
    this.cost = cost;
  }

  /** Learns the log-odds of several shares from the same rows, from words and counters alone. */
  List<LinearFit> fit(LearningBasis basis, int[] rows, double[][] targets) {
    return fit(basis, rows, targets, TaskHints.NONE);
  }

  /**
   * Learns the log-odds of several shares from the same rows.
   *
   * @param targets {@code [head][table row]} in [0, 1]; NaN where unknown
   * @param hints on the rows
   */
  List<LinearFit> fit(LearningBasis basis, int[] rows, double[][] targets, TaskHints hints) {
    DesignMatrix matrix = DesignMatrix.of(basis, rows);
    DesignMatrix hinted = matrix.with(scaled(hints.unseen()));
    return Arrays.stream(targets)
        .parallel()
        .map(target -> Arrays.stream(rows).mapToDouble(row -> target[row]).toArray())
        .map(target -> fit(hinted, target).folded(basis, matrix, hints))
        .toList();
  }

  private static double[][] scaled(double[][] columns) {
    return Arrays.stream(columns)
        .map(column -> Arrays.stream(column).map(score -> HINT * score).toArray())
        .toArray(double[][]::new);
  }

  private Learned fit(DesignMatrix matrix, double[] target) {
    double share = Arrays.stream(target).filter(value -> !Double.isNaN(value)).average().orElse(0);
    double offset = logOdds(share);
    double[] offsets = new double[target.length];
    Arrays.fill(offsets, offset);
    double[] weights =
        new LogisticProblem(
                matrix, cost, new double[][] {target}, new double[][] {offsets}, new double[] {1})
            .solve();
    weights[matrix.columns()] += offset;
    return new Learned(
        weights,
        "logistic loss on shares, truncated Newton, C %s, %d prompts"
            .formatted(cost, matrix.rows()));
  }

  /**
   * A function of words, counters and hints.
   *
   * @param weights of the columns, then of the hints, then the constant
   */
  private record Learned(double[] weights, String provenance) {
    /** As a function of words and counters. */
    LinearFit folded(LearningBasis basis, DesignMatrix matrix, TaskHints hints) {
      double[] folded = matrix.spread(weights, basis.columns());
      double constant = weights[weights.length - 1];
      for (int task = 0; task < hints.fits().size(); task++) {
        LinearFit hint = hints.fits().get(task);
        double worth = HINT * weights[matrix.columns() + task];
        constant += worth * hint.bias();
        for (int column = 0; column < folded.length; column++) {
          folded[column] += worth * hint.weight(column);
        }
      }
      return new LinearFit(
          folded, constant, "%s, %d task scores".formatted(provenance, hints.fits().size()));
    }
  }

  /** Finite log-odds of any share in [0, 1]. */
  static double logOdds(double share) {
    double clamped = Math.clamp(share, LEAST_SHARE, 1 - LEAST_SHARE);
    return Math.log(clamped / (1 - clamped));
  }
}
