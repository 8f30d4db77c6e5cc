package org.yardmaster.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** The directions in which several columns vary together, the widest first. */
final class PrincipalAxes {
  private PrincipalAxes() {}

  /**
   * Finds them, from pairs that are both known.
   *
   * @param columns {@code [columns][rows]}; NaN where unknown
   * @param mean of each column
   * @return {@code [axis][column]}, with a mean square of one and most columns rising
   */
  static double[][] of(double[][] columns, double[] mean, int count) {
    int width = columns.length;
    double[][] covariance = new double[width][width];
    for (int one = 0; one < width; one++) {
      for (int other = 0; other <= one; other++) {
        covariance[one][other] = covariance(columns[one], mean[one], columns[other], mean[other]);
        covariance[other][one] = covariance[one][other];
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
    double[] values = eigen.getRealEigenvalues();
    return IntStream.range(0, width)
        .boxed()
        .sorted(Comparator.comparingDouble(axis -> -values[axis]))
        .limit(count)
        .map(axis -> scaled(upright(eigen.getEigenvector(axis).toArray())))
        .toArray(double[][]::new);
  }

  private static double covariance(double[] one, double oneMean, double[] other, double otherMean) {
    double sum = 0;
    int known = 0;
    for (int row = 0; row < one.length; row++) {
      if (!Double.isNaN(one[row]) && !Double.isNaN(other[row])) {
        sum += (one[row] - oneMean) * (other[row] - otherMean);
        known++;
      }
    }
    return known == 0 ? 0 : sum / known;
  }

  /** An axis and its opposite are the same. */
  private static double[] upright(double[] axis) {
    double sign = Arrays.stream(axis).sum() < 0 ? -1 : 1;
    return Arrays.stream(axis).map(value -> sign * value).toArray();
  }

  /** The same with a mean square of one. */
  static double[] scaled(double[] values) {
    double square = Arrays.stream(values).map(value -> value * value).average().orElse(0);
    return square == 0
        ? values
        : Arrays.stream(values).map(value -> value / Math.sqrt(square)).toArray();
  }
}
