package org.yardmaster.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Seeded resampling of whole groups with replacement (Field and Welsh 2007, scheme "cluster
 * bootstrap"). Replicate {@code r} draws the same groups whatever the number of columns, threads or
 * replicates, so statistics from separate passes over one seed are paired.
 *
 * @param groups independent units, at least one
 * @param replicates how many resamples
 * @param seed of all draws
 */
public record ClusterBootstrap(int groups, int replicates, long seed) {
  private static final int WIDEST_BLOCK = 128;
  private static final int NARROWEST_BLOCK = 8;
  private static final int BLOCK_CELLS = 1 << 21;
  private static final int TILE = 32;
  private static final int LINE = 8;

  public ClusterBootstrap {
    if (groups < 1 || replicates < 1) {
      throw new IllegalArgumentException(
          "A bootstrap needs groups (%d) and replicates (%d).".formatted(groups, replicates));
    }
  }

  /** How often each group is drawn in one replicate; sums to the number of groups. */
  public int[] draw(int replicate) {
    int[] counts = new int[groups];
    SplittableRandom random = new SplittableRandom(mix(seed + 0x9E3779B97F4A7C15L * replicate));
    // Two draws per 64 random bits, by multiplication; the bias of groups / 2^32 is far below
    // noise.
    for (int left = groups; left > 0; left -= 2) {
      long bits = random.nextLong();
      counts[(int) (((bits >>> 32) * groups) >>> 32)]++;
      if (left > 1) {
        counts[(int) (((bits & 0xFFFFFFFFL) * groups) >>> 32)]++;
      }
    }
    return counts;
  }

  private static long mix(long state) {
    long mixed = (state ^ (state >>> 33)) * 0xFF51AFD7ED558CCDL;
    return mixed ^ (mixed >>> 33);
  }

  /**
   * Column totals of every replicate, as one matrix product of draw counts and group sums.
   *
   * @param groupSums {@code [groups][columns]}
   * @return {@code [replicates][columns]}
   */
  public double[][] totals(double[][] groupSums) {
    if (groupSums.length != groups) {
      throw new IllegalArgumentException(
          "Group sums have %d rows; expected %d groups.".formatted(groupSums.length, groups));
    }
    int block = Math.clamp(BLOCK_CELLS / groups, NARROWEST_BLOCK, WIDEST_BLOCK);
    double[][] totals = new double[replicates][groupSums[0].length];
    IntStream.range(0, Math.ceilDiv(replicates, block))
        .parallel()
        .forEach(index -> totalBlock(groupSums, index * block, block, totals));
    return totals;
  }

  private void totalBlock(double[][] groupSums, int first, int block, double[][] totals) {
    int width = Math.min(block, replicates - first);
    double[][] counts = counts(first, width, block);
    int columns = groupSums[0].length;
    double[][] sums = new double[columns][block];
    for (int from = 0; from < groups; from += TILE) {
      int to = Math.min(groups, from + TILE);
      for (int column = 0; column < columns; column++) {
        addTile(groupSums, column, from, to, counts, sums[column]);
      }
    }
    for (int replicate = 0; replicate < width; replicate++) {
      for (int column = 0; column < columns; column++) {
        totals[first + replicate][column] = sums[column][replicate];
      }
    }
  }

  /** Draw counts {@code [groups][block]}, written a cache line of replicates at a time. */
  private double[][] counts(int first, int width, int block) {
    double[][] counts = new double[groups][block];
    int[][] drawn = new int[LINE][];
    for (int from = 0; from < width; from += LINE) {
      int lines = Math.min(LINE, width - from);
      for (int line = 0; line < lines; line++) {
        drawn[line] = draw(first + from + line);
      }
      for (int group = 0; group < groups; group++) {
        for (int line = 0; line < lines; line++) {
          counts[group][from + line] = drawn[line][group];
        }
      }
    }
    return counts;
  }

  private static void addTile(
      double[][] groupSums, int column, int from, int to, double[][] counts, double[] sums) {
    int group = from;
    for (; group + 4 <= to; group += 4) {
      addFour(
          sums,
          counts[group],
          groupSums[group][column],
          counts[group + 1],
          groupSums[group + 1][column],
          counts[group + 2],
          groupSums[group + 2][column],
          counts[group + 3],
          groupSums[group + 3][column]);
    }
    for (; group < to; group++) {
      double value = groupSums[group][column];
      for (int replicate = 0; replicate < sums.length; replicate++) {
        sums[replicate] += counts[group][replicate] * value;
      }
    }
  }

  /**
   * Kept apart, over whole arrays and one index, so that the compiler turns its loop into vector
   * instructions; with offsets into one large array it does not.
   */
  private static void addFour(
      double[] sums,
      double[] first,
      double firstValue,
      double[] second,
      double secondValue,
      double[] third,
      double thirdValue,
      double[] fourth,
      double fourthValue) {
    for (int replicate = 0; replicate < sums.length; replicate++) {
      double sum = Math.fma(first[replicate], firstValue, sums[replicate]);
      sum = Math.fma(second[replicate], secondValue, sum);
      sum = Math.fma(third[replicate], thirdValue, sum);
      sums[replicate] = Math.fma(fourth[replicate], fourthValue, sum);
    }
  }

  /** The same totals for the sample as it is. */
  public static double[] sum(double[][] groupSums) {
    double[] total = new double[groupSums[0].length];
    for (double[] row : groupSums) {
      Arrays.setAll(total, column -> total[column] + row[column]);
    }
    return total;
  }
}
