package org.yardmaster.evaluate.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The upper concave envelope of points in the plane, cut where it stops rising. Andrew's monotone
 * chain (1979).
 */
public final class ConcaveHull {
  private ConcaveHull() {}

  /** Indices of the hull's corners in order of rising x and y; empty only for no points. */
  public static int[] corners(double[] x, double[] y) {
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(index -> x[index])
                    .thenComparingDouble(index -> -y[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] chain = new int[x.length];
    int size = 0;
    for (int next : order) {
      if (size > 0 && y[next] <= y[chain[size - 1]]) {
        continue;
      }
      while (size > 1 && !turnsRight(x, y, chain[size - 2], chain[size - 1], next)) {
        size--;
      }
      chain[size++] = next;
    }
    return Arrays.copyOf(chain, size);
  }

  private static boolean turnsRight(double[] x, double[] y, int first, int middle, int last) {
    return (y[middle] - y[first]) * (x[last] - x[middle])
        > (y[last] - y[middle]) * (x[middle] - x[first]);
  }
}
