package org.yardmaster.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A leaderboard that does not pretend to know more than the data: neighbours share a rank until one
 * lies behind the best of its group beyond noise.
 */
public final class TieGroups {
  private TieGroups() {}

  /**
   * Ranks from 1; equal ranks are ties: the paired interval of the difference to the best of the
   * group reaches 0.
   *
   * @param resample its first columns are what the contestants sum up to, larger is better
   */
  public static int[] ranks(Resample resample, int contestants) {
    int[] order =
        IntStream.range(0, contestants)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -resample.point(sums -> sums[index])))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[contestants];
    int leader = 0;
    for (int place = 0; place < contestants; place++) {
      int best = order[leader];
      int own = order[place];
      if (resample.estimate(sums -> sums[own] - sums[best]).below(0)) {
        leader = place;
      }
      ranks[own] = leader + 1;
    }
    return ranks;
  }
}
