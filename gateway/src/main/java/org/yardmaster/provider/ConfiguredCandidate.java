package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;

/**
 * A candidate, how to reach it, and what it costs.
 *
 * @param prices dated, under the candidate's model name; may be empty
 * @param capabilities what it can take
 * @param payment how it is paid call by call; empty where a key or nothing does
 */
public record ConfiguredCandidate(
    Candidate candidate,
    Endpoint endpoint,
    RateLimits limits,
    List<Price> prices,
    Capabilities capabilities,
    Optional<PaymentPlan> payment) {
  public ConfiguredCandidate {
    requireNonNull(candidate, "candidate is null");
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(capabilities, "capabilities is null");
    requireNonNull(payment, "payment is null");
    prices = List.copyOf(prices);
  }
}
