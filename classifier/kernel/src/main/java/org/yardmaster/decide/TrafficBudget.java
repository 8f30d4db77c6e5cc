package org.yardmaster.decide;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The willingness to pay at which a batch of prompts meets a mean cost: the Lagrangian relaxation
 * of "most expected quality at a mean expected cost of at most so much". One price of quality for
 * the whole batch spends the money where it buys most; what lies between two steps of the resulting
 * staircase is left unspent rather than exceeded.
 */
public final class TrafficBudget {
  private static final double LARGEST_USD = 1e12;
  private static final double SMALLEST_USD = 1e-12;
  private static final int HALVINGS = 100;

  /** Sums of equal prices differ from their product in the last digits. */
  private static final double TOLERANCE = 1e-9;

  private TrafficBudget() {}

  /**
   * The policy with the operating point that spends a budget on a batch.
   *
   * @param texts routing texts of the batch, at least one
   * @param capUsd largest mean expected cost per prompt, in USD
   * @return empty when even the cheapest choices cost more
   */
  public static Optional<Policy> within(
      Policy policy, List<? extends CharSequence> texts, double capUsd) {
    int candidates = policy.candidates().size();
    double[][] success = new double[candidates][texts.size()];
    double[][] costUsd = new double[candidates][texts.size()];
    Decider decider = new Decider(policy);
    for (int prompt = 0; prompt < texts.size(); prompt++) {
      Forecast forecast = decider.forecast(texts.get(prompt));
      for (int candidate = 0; candidate < candidates; candidate++) {
        success[candidate][prompt] = forecast.success()[candidate];
        costUsd[candidate][prompt] = forecast.costUsd()[candidate];
      }
    }
    OptionalDouble found = willingness(success, costUsd, capUsd);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            policy.withRule(new WillingnessToPay(found.getAsDouble(), policy.rule().scaleUsd())));
  }

  /**
   * The largest willingness, by bisection, whose choices cost at most the cap on average.
   *
   * @param success expected quality, {@code [candidates][prompts]}
   * @param costUsd expected cost, same shape
   * @param capUsd per prompt, in USD
   * @return USD per right answer; empty when even the cheapest choices cost more
   */
  static OptionalDouble willingness(double[][] success, double[][] costUsd, double capUsd) {
    double cap = capUsd * (1 + TOLERANCE);
    if (meanUsd(success, costUsd, 0) > cap) {
      return OptionalDouble.empty();
    }
    if (meanUsd(success, costUsd, LARGEST_USD) <= cap) {
      return OptionalDouble.of(LARGEST_USD);
    }
    double low = SMALLEST_USD;
    if (meanUsd(success, costUsd, low) > cap) {
      return OptionalDouble.of(0);
    }
    double high = LARGEST_USD;
    for (int step = 0; step < HALVINGS; step++) {
      double middle = Math.sqrt(low) * Math.sqrt(high);
      if (meanUsd(success, costUsd, middle) <= cap) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(low);
  }

  /** Mean expected cost of the choices at one willingness. */
  static double meanUsd(double[][] success, double[][] costUsd, double willingness) {
    int prompts = success[0].length;
    double sum = 0;
    for (int prompt = 0; prompt < prompts; prompt++) {
      int best = 0;
      double bestUtility = Double.NEGATIVE_INFINITY;
      for (int candidate = 0; candidate < success.length; candidate++) {
        double utility = success[candidate][prompt] * willingness - costUsd[candidate][prompt];
        if (utility > bestUtility) {
          best = candidate;
          bestUtility = utility;
        }
      }
      sum += costUsd[best][prompt];
    }
    return sum / prompts;
  }
}
