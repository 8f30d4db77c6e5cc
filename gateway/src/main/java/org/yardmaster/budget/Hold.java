package org.yardmaster.budget;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A request to put money aside before a call.
 *
 * @param requestId unique; a retried {@link Budgets#reserve} of the same id does not count twice
 * @param claims the worst case of every candidate that may serve; each account holds the dearest of
 *     those that it counts
 * @param limits that apply
 * @param at which turn of each period is charged
 * @param expiresAt when the request is given up as dead, later than its deadline
 */
public record Hold(
    String requestId, List<Claim> claims, List<Limit> limits, Instant at, Instant expiresAt) {
  public Hold {
    claims = List.copyOf(claims);
    limits = List.copyOf(limits);
    requireNonNull(at, "at is null");
    if (requestId.isBlank() || claims.isEmpty()) {
      throw new IllegalArgumentException(
          "Hold (%s) has %d claims; expected an id and at least one claim."
              .formatted(requestId, claims.size()));
    }
    if (!at.isBefore(expiresAt)) {
      throw new IllegalArgumentException(
          "Hold (%s) of %s expires at %s.".formatted(requestId, at, expiresAt));
    }
  }

  /** The dearest claim, in nano-dollars: what the call may cost at most. */
  public long nanoUsd() {
    return claims.stream().mapToLong(Claim::nanoUsd).max().orElse(0);
  }
}
