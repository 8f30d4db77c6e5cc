package org.yardmaster.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.yardmaster.dialect.ProviderDialect;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.provider.Capabilities;
import org.yardmaster.provider.Circuit;
import org.yardmaster.provider.Pace;
import org.yardmaster.provider.RawEndpoint;
import org.yardmaster.upstream.Upstream;

/**
 * A candidate that can be asked now: where, in which tongue, at what price, and how it has been
 * doing.
 *
 * @param price in force; without one it is refused
 */
public record ServingCandidate(
    Candidate candidate,
    RawEndpoint endpoint,
    ProviderDialect dialect,
    Upstream upstream,
    Optional<Price> price,
    Capabilities capabilities,
    Circuit circuit,
    List<Pace> paces) {
  public ServingCandidate {
    requireNonNull(candidate, "candidate is null");
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(dialect, "dialect is null");
    requireNonNull(upstream, "upstream is null");
    requireNonNull(price, "price is null");
    requireNonNull(capabilities, "capabilities is null");
    requireNonNull(circuit, "circuit is null");
    paces = List.copyOf(paces);
  }

  public String id() {
    return candidate.id();
  }
}
