package org.yardmaster.evaluate.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Points that no other point beats in both cost and quality, and figures built on them. ParetoDist
 * and ParetoRatio follow LLMRouterBench (arXiv 2601.07206).
 */
public final class Pareto {
  private Pareto() {}

  /**
   * Indices of the undominated points in order of rising cost and quality; of equal points only the
   * first.
   */
  public static int[] set(double[] cost, double[] quality) {
    int[] order =
        IntStream.range(0, cost.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(index -> cost[index])
                    .thenComparingDouble(index -> -quality[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double best = Double.NEGATIVE_INFINITY;
    int[] kept = new int[order.length];
    int size = 0;
    for (int index : order) {
      if (quality[index] > best) {
        best = quality[index];
        kept[size++] = index;
      }
    }
    return Arrays.copyOf(kept, size);
  }

  /**
   * Area of cost and quality that the points dominate, between quality 0 and cost {@code limit}
   * (Zitzler and Thiele 1998). Points dearer than the limit do not count.
   */
  public static double hypervolume(double[] cost, double[] quality, double limit) {
    int[] set = set(cost, quality);
    double area = 0;
    double below = 0;
    for (int index : set) {
      if (cost[index] < limit && quality[index] > below) {
        area += (limit - cost[index]) * (quality[index] - below);
        below = quality[index];
      }
    }
    return area;
  }

  /**
   * Mean distance of a router's operating points to the nearest undominated point of all compared
   * ones, after scaling cost and quality of all points to [0, 1].
   *
   * @param cost of the router's points; at least one
   * @param quality of the router's points
   * @param allCost of all compared points, the router's included
   * @param allQuality of all compared points
   */
  public static double distance(
      double[] cost, double[] quality, double[] allCost, double[] allQuality) {
    int[] front = set(allCost, allQuality);
    double costSpan = span(allCost);
    double qualitySpan = span(allQuality);
    return IntStream.range(0, cost.length)
        .mapToDouble(
            point ->
                Arrays.stream(front)
                    .mapToDouble(
                        index ->
                            Math.hypot(
                                (cost[point] - allCost[index]) / costSpan,
                                (quality[point] - allQuality[index]) / qualitySpan))
                    .min()
                    .orElse(0))
        .average()
        .orElseThrow();
  }

  private static double span(double[] values) {
    double span =
        Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
    return span == 0 ? 1 : span;
  }

  /** Share of a router's operating points that no compared point dominates. */
  public static double ratio(
      double[] cost, double[] quality, double[] allCost, double[] allQuality) {
    long kept =
        IntStream.range(0, cost.length)
            .filter(point -> !dominated(cost[point], quality[point], allCost, allQuality))
            .count();
    return (double) kept / cost.length;
  }

  private static boolean dominated(
      double cost, double quality, double[] allCost, double[] allQuality) {
    return IntStream.range(0, allCost.length)
        .anyMatch(
            index ->
                allCost[index] <= cost
                    && allQuality[index] >= quality
                    && (allCost[index] < cost || allQuality[index] > quality));
  }
}
