package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;

/**
 * A candidate, how to reach it, and what it costs.
 *
 * @param prices dated, under the candidate's model name; may be empty
 * @param capabilities what it can take
 */
public record ConfiguredCandidate(
    Candidate candidate,
    Endpoint endpoint,
    RateLimits limits,
    List<Price> prices,
    Capabilities capabilities) {
  public ConfiguredCandidate {
    requireNonNull(candidate, "candidate is null");
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(capabilities, "capabilities is null");
    prices = List.copyOf(prices);
  }
}
