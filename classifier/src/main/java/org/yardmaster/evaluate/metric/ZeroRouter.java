package org.yardmaster.evaluate.metric;

import java.util.Optional;

/**
 * What single candidates and random mixes of two reach without looking at a prompt: the "Zero
 * router" of RouterBench (arXiv 2403.12031). Mixing with not answering at all (quality 0, cost 0)
 * is allowed, so that the frontier is defined at every cost.
 */
public final class ZeroRouter {
  private ZeroRouter() {}

  /**
   * A random mix of two candidates; of one candidate when both are the same.
   *
   * @param highShare share of prompts that go to {@code high}, in [0, 1]
   * @param cost expected cost, in the unit of the input
   */
  public record Mix(int low, int high, double highShare, double cost) {}

  /** The best expected quality of any mix that costs at most {@code budget}. */
  public static double qualityAt(double[] cost, double[] quality, double budget) {
    double best = 0;
    for (int low = -1; low < cost.length; low++) {
      double lowCost = low < 0 ? 0 : cost[low];
      double lowQuality = low < 0 ? 0 : quality[low];
      if (lowCost <= budget) {
        best = Math.max(best, lowQuality);
        for (int high = 0; high < cost.length; high++) {
          if (cost[high] > budget && quality[high] > lowQuality) {
            double share = (budget - lowCost) / (cost[high] - lowCost);
            best = Math.max(best, lowQuality + share * (quality[high] - lowQuality));
          }
        }
      }
    }
    return best;
  }

  /**
   * The cheapest mix whose expected quality is at least {@code target}; empty when no candidate is
   * that good. Ties go to the first found, single candidates first.
   */
  public static Optional<Mix> cheapestFor(double[] cost, double[] quality, double target) {
    Mix best = new Mix(-1, -1, 0, Double.POSITIVE_INFINITY);
    for (int index = 0; index < cost.length; index++) {
      if (quality[index] >= target && cost[index] < best.cost()) {
        best = new Mix(index, index, 1, cost[index]);
      }
    }
    for (int low = 0; low < cost.length; low++) {
      for (int high = 0; high < cost.length; high++) {
        if (quality[low] < target && quality[high] >= target) {
          double share = (target - quality[low]) / (quality[high] - quality[low]);
          double mixed = cost[low] + share * (cost[high] - cost[low]);
          best = mixed < best.cost() ? new Mix(low, high, share, mixed) : best;
        }
      }
    }
    return best.low() < 0 ? Optional.empty() : Optional.of(best);
  }
}
