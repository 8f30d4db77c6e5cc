package org.yardmaster.evaluate.metric;

/**
 * Average improvement in quality of RouterBench (arXiv 2403.12031): the mean height of a router's
 * non-decreasing concave hull over a range of cost. Right of its last corner the hull goes on
 * level.
 */
public final class Aiq {
  private Aiq() {}

  /**
   * As the paper writes it: the mean over the curve's own range, from its lowest to its highest
   * cost. For a single cost it is the best quality there.
   *
   * @param cost of each operating point, in any one unit; at least one point
   * @param quality of each operating point
   */
  public static double exact(double[] cost, double[] quality) {
    double highest = cost[0];
    for (double each : cost) {
      highest = Math.max(highest, each);
    }
    int[] corners = ConcaveHull.corners(cost, quality);
    double lowest = cost[corners[0]];
    return highest == lowest
        ? quality[corners[corners.length - 1]]
        : area(cost, quality, corners, highest) / (highest - lowest);
  }

  /**
   * As the authors' program computes it: the area up to the highest cost of all compared curves,
   * divided by that cost. What a curve lacks on the left therefore counts as zero quality.
   *
   * @param commonHighest highest cost of all compared curves; positive
   */
  public static double compat(double[] cost, double[] quality, double commonHighest) {
    if (!(commonHighest > 0)) {
      throw new IllegalArgumentException(
          "Highest cost (%s) must be positive.".formatted(commonHighest));
    }
    return area(cost, quality, ConcaveHull.corners(cost, quality), commonHighest) / commonHighest;
  }

  private static double area(double[] cost, double[] quality, int[] corners, double upTo) {
    double area = 0;
    for (int index = 1; index < corners.length; index++) {
      int left = corners[index - 1];
      int right = corners[index];
      area += (cost[right] - cost[left]) * (quality[left] + quality[right]) / 2;
    }
    int last = corners[corners.length - 1];
    return area + (upTo - cost[last]) * quality[last];
  }
}
