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
    double[] counts = counts(first, width, block);
    int columns = groupSums[0].length;
    double[] sums = new double[columns * block];
    for (int from = 0; from < groups; from += TILE) {
      int to = Math.min(groups, from + TILE);
      for (int column = 0; column < columns; column++) {
        addTile(groupSums, column, from, to, counts, block, sums);
      }
    }
    for (int replicate = 0; replicate < width; replicate++) {
      for (int column = 0; column < columns; column++) {
        totals[first + replicate][column] = sums[column * block + replicate];
      }
    }
  }

  /** Draw counts {@code [groups][block]}, flattened. */
  private double[] counts(int first, int width, int block) {
    double[] counts = new double[groups * block];
    for (int replicate = 0; replicate < width; replicate++) {
      int[] drawn = draw(first + replicate);
      for (int group = 0; group < groups; group++) {
        counts[group * block + replicate] = drawn[group];
      }
    }
    return counts;
  }

  private static void addTile(
      double[][] groupSums,
      int column,
      int from,
      int to,
      double[] counts,
      int block,
      double[] sums) {
    int group = from;
    for (; group + 4 <= to; group += 4) {
      addFour(
          sums,
          column * block,
          counts,
          group * block,
          block,
          groupSums[group][column],
          groupSums[group + 1][column],
          groupSums[group + 2][column],
          groupSums[group + 3][column]);
    }
    for (; group < to; group++) {
      double value = groupSums[group][column];
      for (int replicate = 0; replicate < block; replicate++) {
        sums[column * block + replicate] += counts[group * block + replicate] * value;
      }
    }
  }

  /** Kept apart so that the compiler turns its one loop into vector instructions. */
  private static void addFour(
      double[] sums,
      int into,
      double[] counts,
      int first,
      int block,
      double value0,
      double value1,
      double value2,
      double value3) {
    int second = first + block;
    int third = second + block;
    int fourth = third + block;
    for (int replicate = 0; replicate < block; replicate++) {
      sums[into + replicate] +=
          counts[first + replicate] * value0
              + counts[second + replicate] * value1
              + counts[third + replicate] * value2
              + counts[fourth + replicate] * value3;
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
