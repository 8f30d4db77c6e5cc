package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.ConjugateGradient;
import org.apache.commons.math3.linear.RealLinearOperator;
import org.apache.commons.math3.linear.RealVector;

/**
 * L2-regularised logistic regression by truncated Newton steps (Lin, Weng, Keerthi, JMLR 9, 2008).
 * Tribuo's classifiers learn from classes; the targets here are shares in [0, 1], such as smoothed
 * outcomes and partial grades. Deterministic and convex.
 */
final class LogisticLearner {
  private static final int MOST_STEPS = 30;
  private static final int MOST_HALVINGS = 20;
  private static final int MOST_INNER_STEPS = 10_000;

  /** The gradient's length, relative to that at the start, at which the search ends. */
  private static final double TOLERANCE = 0.003;

  private static final double INNER_TOLERANCE = 0.1;
  private static final double SUFFICIENT_DECREASE = 1e-4;

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
    double clamped = Math.clamp(share, LEAST_SHARE, 1 - LEAST_SHARE);
    double offset = Math.log(clamped / (1 - clamped));
    double[] learned = new Problem(matrix, target, offset).solve();
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

  /** One head: weights per column, and behind them the constant term's. */
  private final class Problem {
    private final DesignMatrix matrix;
    private final double[] target;
    private final double offset;
    private final int size;

    Problem(DesignMatrix matrix, double[] target, double offset) {
      this.matrix = matrix;
      this.target = target;
      this.offset = offset;
      this.size = matrix.columns() + 1;
    }

    double[] solve() {
      double[] weights = new double[size];
      double[] scores = scores(weights);
      double loss = loss(weights, scores);
      double first = 0;
      for (int step = 0; step < MOST_STEPS; step++) {
        RealVector gradient = gradient(weights, scores);
        first = Math.max(first, gradient.getNorm());
        if (gradient.getNorm() <= TOLERANCE * first) {
          break;
        }
        RealVector direction = direction(gradient, scores);
        double slope = gradient.dotProduct(direction);
        double length = 1;
        double[] next = moved(weights, direction, length);
        double[] nextScores = scores(next);
        for (int halving = 0;
            halving < MOST_HALVINGS
                && loss(next, nextScores) > loss + SUFFICIENT_DECREASE * length * slope;
            halving++) {
          length /= 2;
          next = moved(weights, direction, length);
          nextScores = scores(next);
        }
        weights = next;
        scores = nextScores;
        loss = loss(weights, scores);
      }
      return weights;
    }

    private double[] moved(double[] weights, RealVector direction, double length) {
      double[] next = weights.clone();
      Arrays.setAll(next, index -> next[index] + length * direction.getEntry(index));
      return next;
    }

    /** Linear scores by row; NaN where the target is unknown. */
    private double[] scores(double[] weights) {
      double[] scores = new double[target.length];
      for (int row = 0; row < scores.length; row++) {
        scores[row] =
            Double.isNaN(target[row])
                ? Double.NaN
                : offset + weights[size - 1] + matrix.times(row, weights);
      }
      return scores;
    }

    private double loss(double[] weights, double[] scores) {
      double sum = 0;
      for (int row = 0; row < scores.length; row++) {
        if (!Double.isNaN(scores[row])) {
          double score = scores[row];
          sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target[row] * score;
        }
      }
      double squares = 0;
      for (double weight : weights) {
        squares += weight * weight;
      }
      return cost * sum + squares / 2;
    }

    private RealVector gradient(double[] weights, double[] scores) {
      double[] gradient = weights.clone();
      for (int row = 0; row < scores.length; row++) {
        if (!Double.isNaN(scores[row])) {
          add(row, cost * (probability(scores[row]) - target[row]), gradient);
        }
      }
      return new ArrayRealVector(gradient, false);
    }

    private void add(int row, double factor, double[] vector) {
      matrix.add(row, factor, vector);
      vector[size - 1] += factor;
    }

    /** About where the quadratic approximation is lowest. */
    private RealVector direction(RealVector gradient, double[] scores) {
      double[] curvature = new double[scores.length];
      for (int row = 0; row < scores.length; row++) {
        double p = probability(scores[row]);
        curvature[row] = Double.isNaN(p) ? 0 : cost * p * (1 - p);
      }
      return new ConjugateGradient(MOST_INNER_STEPS, INNER_TOLERANCE, false)
          .solve(new Curvature(curvature), gradient.mapMultiply(-1));
    }

    private static double probability(double score) {
      return 1 / (1 + Math.exp(-score));
    }

    /** The matrix of second derivatives, as what it does to a vector. */
    private final class Curvature extends RealLinearOperator {
      private final double[] curvature;

      Curvature(double[] curvature) {
        this.curvature = curvature;
      }

      @Override
      public int getRowDimension() {
        return size;
      }

      @Override
      public int getColumnDimension() {
        return size;
      }

      @Override
      public RealVector operate(RealVector vector) {
        double[] given = vector.toArray();
        double[] result = given.clone();
        for (int row = 0; row < curvature.length; row++) {
          if (curvature[row] > 0) {
            add(row, curvature[row] * (matrix.times(row, given) + given[size - 1]), result);
          }
        }
        return new ArrayRealVector(result, false);
      }
    }
  }
}
