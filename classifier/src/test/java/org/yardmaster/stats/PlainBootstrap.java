package org.yardmaster.stats;

/** The straightforward way, kept as the reference: draw groups one by one and add up their sums. */
public final class PlainBootstrap {
  private PlainBootstrap() {}

  /** The same replicates as {@link ClusterBootstrap#totals}. */
  public static double[][] totals(ClusterBootstrap bootstrap, double[][] groupSums) {
    double[][] totals = new double[bootstrap.replicates()][groupSums[0].length];
    for (int replicate = 0; replicate < totals.length; replicate++) {
      int[] drawn = bootstrap.draw(replicate);
      for (int group = 0; group < drawn.length; group++) {
        for (int column = 0; column < totals[replicate].length; column++) {
          totals[replicate][column] += drawn[group] * groupSums[group][column];
        }
      }
    }
    return totals;
  }
}
