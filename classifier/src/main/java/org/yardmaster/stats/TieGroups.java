package org.yardmaster.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A leaderboard that does not pretend to know more than the data: neighbours share a rank until one
 * differs from the best of its group beyond noise.
 */
public final class TieGroups {
  private TieGroups() {}

  /**
   * Ranks from 1; equal ranks are ties. All pairwise sign-flip tests are Holm-corrected together.
   *
   * @param groupSums quality per contestant and independent group, {@code [contestants][groups]}
   * @param level chance of any false distinction, for instance 0.05
   */
  public static int[] ranks(double[][] groupSums, double level, int permutations, long seed) {
    int count = groupSums.length;
    double[] totals =
        Arrays.stream(groupSums).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -totals[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = Holm.adjust(pairwise(groupSums, order, permutations, seed));
    int[] ranks = new int[count];
    int leader = 0;
    for (int place = 0; place < count; place++) {
      if (place > 0 && adjusted[pair(leader, place, count)] < level) {
        leader = place;
      }
      ranks[order[place]] = leader + 1;
    }
    return ranks;
  }

  private static double[] pairwise(double[][] groupSums, int[] order, int permutations, long seed) {
    int count = order.length;
    double[] pValues = new double[count * (count - 1) / 2];
    for (int better = 0; better < count; better++) {
      for (int worse = better + 1; worse < count; worse++) {
        double[] first = groupSums[order[better]];
        double[] second = groupSums[order[worse]];
        double[] differences = new double[first.length];
        Arrays.setAll(differences, group -> first[group] - second[group]);
        pValues[pair(better, worse, count)] = PairedTest.signFlip(differences, permutations, seed);
      }
    }
    return pValues;
  }

  private static int pair(int better, int worse, int count) {
    return better * (2 * count - better - 1) / 2 + worse - better - 1;
  }
}
