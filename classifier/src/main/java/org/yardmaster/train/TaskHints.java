package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Linear scores of the task types, which success is learned from beside words and counters. What a
 * candidate achieves depends on the task first, and weights that are held small blur tasks into
 * each other; the more so, the fewer of a task's outcomes are known. Here the weights that tell
 * tasks apart are learned from every prompt once, and each candidate needs one more weight per
 * task. The result stays one linear function per candidate, so deciding pays nothing for it.
 *
 * <p>A score that has seen its own row is too good, so those that success is learned from come from
 * fits without the row's part (stacked generalisation: Wolpert, 1992). Where those cannot tell the
 * tasks apart, there are no hints.
 *
 * @param fits learned from all rows, {@code [task]}
 * @param unseen by the fits that did not see the row, {@code [task][row]}
 */
record TaskHints(List<LinearFit> fits, double[][] unseen) {
  static final int PARTS = 3;

  /** Scores that name fewer tasks rightly are noise that every candidate pays for. */
  private static final double READABLE = 0.9;

  /** Weight of the squared error against half the squared length of the weights. */
  private static final double COST = 1;

  /** No task is told apart. */
  static final TaskHints NONE = new TaskHints(List.of(), new double[0][]);

  /**
   * Learns the scores; {@link #NONE} where they name the task of fewer than nine in ten rows.
   *
   * @param membership {@code [task][table row]}, 1 for the row's own task
   * @param partOf a table row; rows of a group share it
   */
  static TaskHints of(
      LearningBasis basis, int[] rows, double[][] membership, IntUnaryOperator partOf) {
    DesignMatrix matrix = DesignMatrix.of(basis, rows);
    int[] part = Arrays.stream(rows).map(partOf).toArray();
    double[][] unseen = new double[membership.length][rows.length];
    LinearFit[] fits = new LinearFit[membership.length];
    IntStream.range(0, membership.length * (PARTS + 1))
        .parallel()
        .forEach(
            at -> {
              int task = at / (PARTS + 1);
              int held = at % (PARTS + 1);
              double[] member =
                  Arrays.stream(rows).mapToDouble(row -> membership[task][row]).toArray();
              Score score = fit(matrix, member, without(part, held));
              if (held == PARTS) {
                fits[task] = score.fit(basis, matrix);
              } else {
                score.fill(matrix, part, held, unseen[task]);
              }
            });
    return read(rows, membership, unseen) < READABLE ? NONE : new TaskHints(List.of(fits), unseen);
  }

  /** For how many of the rows the highest score is that of their own task, in [0, 1]. */
  private static double read(int[] rows, double[][] membership, double[][] unseen) {
    int right = 0;
    for (int at = 0; at < rows.length; at++) {
      int best = -1;
      for (int task = 0; task < unseen.length; task++) {
        best = best < 0 || unseen[task][at] > unseen[best][at] ? task : best;
      }
      right += best >= 0 && membership[best][rows[at]] == 1 ? 1 : 0;
    }
    return right / (double) rows.length;
  }

  /** All rows but those of one part, or of none where there is no such part. */
  private static boolean[] without(int[] part, int held) {
    boolean[] taken = new boolean[part.length];
    for (int row = 0; row < part.length; row++) {
      taken[row] = part[row] != held;
    }
    return taken;
  }

  private static Score fit(DesignMatrix matrix, double[] membership, boolean[] taken) {
    double mean =
        IntStream.range(0, taken.length)
            .filter(row -> taken[row])
            .mapToDouble(row -> membership[row])
            .average()
            .orElse(0);
    double[] target = Arrays.stream(membership).map(value -> value - mean).toArray();
    return new Score(new RidgeProblem(matrix, COST, taken).solve(target), mean);
  }

  /** A score by the columns of the matrix. */
  private record Score(double[] weights, double mean) {
    void fill(DesignMatrix matrix, int[] part, int held, double[] unseen) {
      for (int row = 0; row < part.length; row++) {
        if (part[row] == held) {
          unseen[row] = mean + matrix.times(row, weights);
        }
      }
    }

    LinearFit fit(LearningBasis basis, DesignMatrix matrix) {
      return new LinearFit(matrix.spread(weights, basis.columns()), mean, "task");
    }
  }
}
