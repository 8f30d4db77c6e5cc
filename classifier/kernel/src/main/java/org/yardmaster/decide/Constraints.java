package org.yardmaster.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

  /** What is demanded, for people; "none" when nothing is. */
  @Override
  public String toString() {
    List<String> demands = new ArrayList<>();
    if (costQualityTradeoff >= 0) {
      demands.add("tradeoff %s".formatted(costQualityTradeoff));
    }
    if (qualityFloor > 0) {
      demands.add("expected quality of %s or more".formatted(qualityFloor));
    }
    if (maxCostUsd < Double.POSITIVE_INFINITY) {
      demands.add("expected cost of %s USD or less".formatted(maxCostUsd));
    }
    if (maxLatencySeconds < Double.POSITIVE_INFINITY) {
      demands.add("expected latency of %s s or less".formatted(maxLatencySeconds));
    }
    if (!allowed.isEmpty()) {
      demands.add("one of %s".formatted(String.join(", ", new TreeSet<>(allowed))));
    }
    return demands.isEmpty() ? "none" : String.join("; ", demands);
  }

  /** No limits, another preference. */
  public static Constraints tradeoff(double costQualityTradeoff) {
    return new Constraints(
        costQualityTradeoff, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Set.of());
  }
}
