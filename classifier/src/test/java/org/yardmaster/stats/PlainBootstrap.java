package org.yardmaster.stats;

import java.util.Arrays;

/**
 * The straightforward way, kept as the reference: per replicate list the drawn groups, and per
 * column add up what they hold.
 */
public final class PlainBootstrap {
  private PlainBootstrap() {}

  /** The same replicates as {@link ClusterBootstrap#totals}, from {@code [columns][groups]}. */
  public static double[][] totals(ClusterBootstrap bootstrap, double[][] columns) {
    double[][] totals = new double[bootstrap.replicates()][columns.length];
    for (int replicate = 0; replicate < totals.length; replicate++) {
      int[] groups = listed(bootstrap.draw(replicate));
      for (int column = 0; column < columns.length; column++) {
        double sum = 0;
        for (int group : groups) {
          sum += columns[column][group];
        }
        totals[replicate][column] = sum;
      }
    }
    return totals;
  }

  private static int[] listed(int[] counts) {
    int[] groups = new int[Arrays.stream(counts).sum()];
    int at = 0;
    for (int group = 0; group < counts.length; group++) {
      for (int time = 0; time < counts[group]; time++) {
        groups[at++] = group;
      }
    }
    return groups;
  }

  /** Rows to columns. */
  public static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = rows[row][column];
      }
    }
    return columns;
  }
}
