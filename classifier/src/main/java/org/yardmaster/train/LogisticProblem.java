package org.yardmaster.train;

import java.util.Arrays;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.ConjugateGradient;
import org.apache.commons.math3.linear.RealLinearOperator;
import org.apache.commons.math3.linear.RealVector;

/**
 * One linear function of the rows behind several heads, by L2-regularised logistic loss: the
 * log-odds of head h on row i are {@code offset[h][i] + slope[h] * (constant + weights . row i)}.
 * Truncated Newton steps (Lin, Weng, Keerthi, JMLR 9, 2008); deterministic and convex.
 */
final class LogisticProblem {
  private static final int MOST_STEPS = 30;
  private static final int MOST_HALVINGS = 20;
  private static final int MOST_INNER_STEPS = 10_000;

  /** The gradient's length, relative to that at the start, at which the search ends. */
  private static final double TOLERANCE = 0.003;

  private static final double INNER_TOLERANCE = 0.1;
  private static final double SUFFICIENT_DECREASE = 1e-4;

  private final DesignMatrix matrix;
  private final double cost;
  private final double[][] target;
  private final double[][] offset;
  private final double[] slope;
  private final int size;

  /**
   * A problem.
   *
   * @param cost weight of the loss against half the squared length of the weights
   * @param target {@code [heads][rows]} in [0, 1]; NaN where unknown
   * @param offset {@code [heads][rows]}, in log-odds
   * @param slope by head
   */
  LogisticProblem(
      DesignMatrix matrix, double cost, double[][] target, double[][] offset, double[] slope) {
    this.matrix = matrix;
    this.cost = cost;
    this.target = target;
    this.offset = offset;
    this.slope = slope;
    this.size = matrix.columns() + 1;
  }

  /** Weights by the matrix's columns, and behind them the constant. */
  double[] solve() {
    double[] weights = new double[size];
    double[][] scores = scores(weights);
    double loss = loss(weights, scores);
    double first = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      RealVector gradient = gradient(weights, scores);
      first = Math.max(first, gradient.getNorm());
      if (gradient.getNorm() <= TOLERANCE * first) {
        break;
      }
      RealVector direction = direction(gradient, scores);
      double descent = gradient.dotProduct(direction);
      double length = 1;
      double[] next = moved(weights, direction, length);
      double[][] nextScores = scores(next);
      for (int halving = 0;
          halving < MOST_HALVINGS
              && loss(next, nextScores) > loss + SUFFICIENT_DECREASE * length * descent;
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

  private static double[] moved(double[] weights, RealVector direction, double length) {
    double[] next = weights.clone();
    Arrays.setAll(next, index -> next[index] + length * direction.getEntry(index));
    return next;
  }

  /** Log-odds by head and row; NaN where the target is unknown. */
  private double[][] scores(double[] weights) {
    double[][] scores = new double[target.length][matrix.rows()];
    for (int row = 0; row < matrix.rows(); row++) {
      double product = matrix.times(row, weights);
      for (int head = 0; head < scores.length; head++) {
        scores[head][row] =
            Double.isNaN(target[head][row])
                ? Double.NaN
                : offset[head][row] + slope[head] * weights[size - 1] + slope[head] * product;
      }
    }
    return scores;
  }

  private double loss(double[] weights, double[][] scores) {
    double sum = 0;
    for (int head = 0; head < scores.length; head++) {
      for (int row = 0; row < scores[head].length; row++) {
        double score = scores[head][row];
        if (!Double.isNaN(score)) {
          sum +=
              Math.max(score, 0)
                  + Math.log1p(Math.exp(-Math.abs(score)))
                  - target[head][row] * score;
        }
      }
    }
    double squares = 0;
    for (double weight : weights) {
      squares += weight * weight;
    }
    return cost * sum + squares / 2;
  }

  private RealVector gradient(double[] weights, double[][] scores) {
    double[] gradient = weights.clone();
    for (int row = 0; row < matrix.rows(); row++) {
      double factor = 0;
      for (int head = 0; head < scores.length; head++) {
        if (!Double.isNaN(scores[head][row])) {
          factor += cost * slope[head] * (probability(scores[head][row]) - target[head][row]);
        }
      }
      add(row, factor, gradient);
    }
    return new ArrayRealVector(gradient, false);
  }

  private void add(int row, double factor, double[] vector) {
    matrix.add(row, factor, vector);
    vector[size - 1] += factor;
  }

  /** About where the quadratic approximation is lowest. */
  private RealVector direction(RealVector gradient, double[][] scores) {
    double[] curvature = new double[matrix.rows()];
    for (int head = 0; head < scores.length; head++) {
      for (int row = 0; row < curvature.length; row++) {
        double p = probability(scores[head][row]);
        if (!Double.isNaN(p)) {
          curvature[row] += cost * (slope[head] * slope[head]) * p * (1 - p);
        }
      }
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
