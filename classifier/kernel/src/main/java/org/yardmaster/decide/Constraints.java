package org.yardmaster.decide;

import java.util.Set;

/**
 * What a caller prefers or demands. Every field has a value that means "as the policy says" or "no
 * limit".
 *
 * @param costQualityTradeoff 0 (quality at any price) to 10 (the cheapest); negative: the policy's
 *     own operating point
 * @param qualityFloor least acceptable expected quality, in [0, 1]; 0: no floor
 * @param maxCostUsd largest acceptable expected cost of the call; infinite: no cap
 * @param maxLatencySeconds largest acceptable expected latency; infinite: no deadline
 * @param allowed ids of the candidates that may serve; empty: all
 */
public record Constraints(
    double costQualityTradeoff,
    double qualityFloor,
    double maxCostUsd,
    double maxLatencySeconds,
    Set<String> allowed) {
  /** The policy's own operating point, without limits. */
  public static final Constraints NONE =
      new Constraints(-1, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Set.of());

  public Constraints {
    allowed = Set.copyOf(allowed);
    if (costQualityTradeoff > 10
        || !(qualityFloor >= 0 && qualityFloor <= 1)
        || !(maxCostUsd >= 0)
        || !(maxLatencySeconds >= 0)) {
      throw new IllegalArgumentException(
          ("Constraints out of range: tradeoff %s (0-10), floor %s (0-1), cost %s and latency %s"
                  + " (not negative).")
              .formatted(costQualityTradeoff, qualityFloor, maxCostUsd, maxLatencySeconds));
    }
  }

  /** No limits, another preference. */
  public static Constraints tradeoff(double costQualityTradeoff) {
    return new Constraints(
        costQualityTradeoff, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Set.of());
  }
}
