package org.yardmaster.train;

import java.util.Arrays;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.ConjugateGradient;
import org.apache.commons.math3.linear.RealLinearOperator;
import org.apache.commons.math3.linear.RealVector;

/**
 * L2-regularised squared error of some rows of a matrix, by conjugate gradients (Hestenes and
 * Stiefel, 1952). Deterministic and convex.
 */
final class RidgeProblem {
  private static final int MOST_STEPS = 10_000;
  private static final double TOLERANCE = 0.003;

  private final DesignMatrix matrix;
  private final double cost;
  private final boolean[] taken;

  /**
   * A problem.
   *
   * @param cost weight of the loss against half the squared length of the weights
   * @param taken by row, whether it is learned from
   */
  RidgeProblem(DesignMatrix matrix, double cost, boolean[] taken) {
    this.matrix = matrix;
    this.cost = cost;
    this.taken = taken;
  }

  /**
   * Weights by the matrix's columns, without a constant.
   *
   * @param target by row, about 0
   */
  double[] solve(double[] target) {
    double[] right = new double[matrix.columns()];
    for (int row = 0; row < taken.length; row++) {
      if (taken[row]) {
        matrix.add(row, cost * target[row], right);
      }
    }
    RealVector side = new ArrayRealVector(right, false);
    return side.getNorm() == 0
        ? right
        : new ConjugateGradient(MOST_STEPS, TOLERANCE, false).solve(new Normal(), side).toArray();
  }

  /** The matrix of second derivatives, as what it does to a vector. */
  private final class Normal extends RealLinearOperator {
    @Override
    public int getRowDimension() {
      return matrix.columns();
    }

    @Override
    public int getColumnDimension() {
      return matrix.columns();
    }

    @Override
    public RealVector operate(RealVector vector) {
      double[] given = vector.toArray();
      double[] result = Arrays.copyOf(given, given.length);
      for (int row = 0; row < taken.length; row++) {
        if (taken[row]) {
          matrix.add(row, cost * matrix.times(row, given), result);
        }
      }
      return new ArrayRealVector(result, false);
    }
  }
}
