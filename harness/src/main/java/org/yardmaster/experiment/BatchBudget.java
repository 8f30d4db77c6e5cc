package org.yardmaster.experiment;

import java.util.List;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.TrafficBudget;

/** A budget for a batch of prompts, in the unit that people state it in. */
public final class BatchBudget {
  private BatchBudget() {}

  /**
   * The policy with the operating point that spends the budget.
   *
   * @param usdPer1k largest mean expected cost, in USD per 1,000 prompts
   * @throws IllegalArgumentException when even the cheapest choices cost more
   */
  public static Policy within(Policy policy, List<String> texts, double usdPer1k) {
    return TrafficBudget.within(policy, texts, usdPer1k / 1_000)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "A budget of %s USD per 1,000 prompts cannot be kept: even the cheapest candidate for each of the %,d prompts is expected to cost more.\nMaybe raise --budget-usd-per-1k."
                        .formatted(usdPer1k, texts.size())));
  }
}
