package org.yardmaster.evaluate.metric;

import java.util.OptionalDouble;

/** The score of RouterArena's leaderboard (arXiv 2510.00202) and its optimality figures. */
public final class ArenaScore {
  private static final double WEIGHT = 0.1;
  private static final double DEAREST = 200;
  private static final double CHEAPEST = 0.0044;

  private ArenaScore() {}

  /**
   * Weighted harmonic mean of accuracy and cheapness, in [0, 1]; the leaderboard prints it times
   * 100. Costs outside the published scale count as its nearer end.
   *
   * @param accuracy in [0, 1]
   * @param usdPer1k mean cost in USD per 1,000 queries, not negative
   */
  public static double of(double accuracy, double usdPer1k) {
    double cost = Math.clamp(usdPer1k, CHEAPEST, DEAREST);
    double cheapness = log2(DEAREST / cost) / log2(DEAREST / CHEAPEST);
    double below = WEIGHT * accuracy + cheapness;
    return below == 0 ? 0 : (1 + WEIGHT) * accuracy * cheapness / below;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /**
   * How close choices come to the cheapest right candidate, over the queries that some candidate
   * answers at all well.
   *
   * @param selection share of them where the cheapest of the best was chosen
   * @param accuracy sum of the router's quality / sum of the best quality
   * @param cost sum of the optimal / sum of the router's cost, where the router was as good as the
   *     best; empty when there is no such query or they cost nothing
   */
  public record Optimality(
      OptionalDouble selection, OptionalDouble accuracy, OptionalDouble cost) {}

  /**
   * The figures for one set of choices.
   *
   * @param quality {@code [candidates][queries]}
   * @param cost {@code [candidates][queries]}
   * @param choice candidate per query
   */
  public static Optimality optimality(double[][] quality, double[][] cost, int[] choice) {
    int solvable = 0;
    int optimal = 0;
    double reached = 0;
    double possible = 0;
    double needed = 0;
    double spent = 0;
    for (int query = 0; query < choice.length; query++) {
      int best = cheapestBest(quality, cost, query);
      int chosen = choice[query];
      double top = quality[best][query];
      if (top > 0) {
        solvable++;
        reached += quality[chosen][query];
        possible += top;
        if (quality[chosen][query] == top) {
          optimal += cost[chosen][query] == cost[best][query] ? 1 : 0;
          needed += cost[best][query];
          spent += cost[chosen][query];
        }
      }
    }
    return new Optimality(ratio(optimal, solvable), ratio(reached, possible), ratio(needed, spent));
  }

  private static int cheapestBest(double[][] quality, double[][] cost, int query) {
    int best = 0;
    for (int index = 1; index < quality.length; index++) {
      if (quality[index][query] > quality[best][query]
          || (quality[index][query] == quality[best][query]
              && cost[index][query] < cost[best][query])) {
        best = index;
      }
    }
    return best;
  }

  private static OptionalDouble ratio(double above, double below) {
    return below == 0 ? OptionalDouble.empty() : OptionalDouble.of(above / below);
  }
}
