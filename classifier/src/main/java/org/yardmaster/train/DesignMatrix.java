package org.yardmaster.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows of a {@link LearningBasis} as one compressed sparse matrix over the columns that occur in
 * them. Immutable.
 */
final class DesignMatrix {
  private static final int OF_NO_BASIS = -1;

  private final int[] start;
  private final int[] local;
  private final float[] value;
  private final int[] columns;

  private DesignMatrix(int[] start, int[] local, float[] value, int[] columns) {
    this.start = start;
    this.local = local;
    this.value = value;
    this.columns = columns;
  }

  static DesignMatrix of(LearningBasis basis, int[] rows) {
    int[] start = new int[rows.length + 1];
    int[] local = new int[64 * rows.length];
    float[] value = new float[local.length];
    int[] place = new int[basis.columns()];
    int[] columns = new int[basis.columns()];
    int used = 0;
    for (int at = 0; at < rows.length; at++) {
      LearningBasis.Values values = basis.values(rows[at]);
      int length = values.columns().length;
      int end = start[at] + length;
      if (end > local.length) {
        local = Arrays.copyOf(local, Math.max(end, local.length + local.length / 2));
        value = Arrays.copyOf(value, local.length);
      }
      for (int index = 0; index < length; index++) {
        int column = values.columns()[index];
        if (place[column] == 0) {
          columns[used++] = column;
          place[column] = used;
        }
        local[start[at] + index] = place[column] - 1;
        value[start[at] + index] = (float) values.values()[index];
      }
      start[at + 1] = end;
    }
    return new DesignMatrix(start, local, value, Arrays.copyOf(columns, used));
  }

  /**
   * A small matrix without gaps.
   *
   * @param column {@code [columns][rows]}
   */
  static DesignMatrix dense(double[][] column) {
    int width = column.length;
    int rows = column[0].length;
    int[] start = new int[rows + 1];
    int[] local = new int[rows * width];
    float[] value = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      start[row + 1] = start[row] + width;
      for (int at = 0; at < width; at++) {
        local[start[row] + at] = at;
        value[start[row] + at] = (float) column[at][row];
      }
    }
    return new DesignMatrix(start, local, value, IntStream.range(0, width).toArray());
  }

  /**
   * The same rows with dense columns behind the others; they are of no basis, so what was learned
   * of them is not for {@link #spread}.
   *
   * @param column {@code [columns][rows]}
   */
  DesignMatrix with(double[][] column) {
    int width = column.length;
    int[] newStart = new int[start.length];
    int[] newLocal = new int[start[rows()] + rows() * width];
    float[] newValue = new float[newLocal.length];
    for (int row = 0; row < rows(); row++) {
      int length = start[row + 1] - start[row];
      int to = newStart[row];
      System.arraycopy(local, start[row], newLocal, to, length);
      System.arraycopy(value, start[row], newValue, to, length);
      for (int at = 0; at < width; at++) {
        newLocal[to + length + at] = columns.length + at;
        newValue[to + length + at] = (float) column[at][row];
      }
      newStart[row + 1] = to + length + width;
    }
    int[] wider = Arrays.copyOf(columns, columns.length + width);
    Arrays.fill(wider, columns.length, wider.length, OF_NO_BASIS);
    return new DesignMatrix(newStart, newLocal, newValue, wider);
  }

  int rows() {
    return start.length - 1;
  }

  /** How many columns occur. */
  int columns() {
    return columns.length;
  }

  /**
   * Our columns' values in the places of the basis.
   *
   * @param width columns of the basis
   */
  double[] spread(double[] vector, int width) {
    double[] spread = new double[width];
    for (int index = 0; index < columns.length; index++) {
      spread[columns[index]] = vector[index];
    }
    return spread;
  }

  /** Product of one row with a vector of {@link #columns} elements or more. */
  double times(int row, double[] vector) {
    double sum = 0;
    for (int at = start[row]; at < start[row + 1]; at++) {
      sum += value[at] * vector[local[at]];
    }
    return sum;
  }

  /** Adds a multiple of one row to a vector. */
  void add(int row, double factor, double[] vector) {
    for (int at = start[row]; at < start[row + 1]; at++) {
      vector[local[at]] += factor * value[at];
    }
  }
}
