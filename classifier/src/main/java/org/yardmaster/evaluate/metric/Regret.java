package org.yardmaster.evaluate.metric;

/** What choices lose against the best possible ones, per prompt on average. */
public final class Regret {
  private Regret() {}

  /** Quality lost against the best candidate of each prompt; never negative. */
  public static double quality(double[][] quality, int[] choice) {
    return utility(quality, new double[quality.length][choice.length], choice, 1);
  }

  /**
   * Utility lost, where utility is {@code willingness * quality - cost}, in the unit of cost.
   *
   * @param quality {@code [candidates][prompts]}
   * @param cost {@code [candidates][prompts]}
   * @param willingness cost that one unit of quality is worth
   */
  public static double utility(
      double[][] quality, double[][] cost, int[] choice, double willingness) {
    double lost = 0;
    for (int prompt = 0; prompt < choice.length; prompt++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int candidate = 0; candidate < quality.length; candidate++) {
        best = Math.max(best, willingness * quality[candidate][prompt] - cost[candidate][prompt]);
      }
      int chosen = choice[prompt];
      lost += best - (willingness * quality[chosen][prompt] - cost[chosen][prompt]);
    }
    return choice.length == 0 ? 0 : lost / choice.length;
  }
}
