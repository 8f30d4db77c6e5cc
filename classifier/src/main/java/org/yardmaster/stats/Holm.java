package org.yardmaster.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Correction for many comparisons that bounds the chance of any false positive (Holm 1979). */
public final class Holm {
  private Holm() {}

  /** Adjusted p-values in the order given; compare each with the level as it is. */
  public static double[] adjust(double[] pValues) {
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> pValues[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double highest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      double scaled = Math.min(1, pValues[order[rank]] * (order.length - rank));
      highest = Math.max(highest, scaled);
      adjusted[order[rank]] = highest;
    }
    return adjusted;
  }
}
