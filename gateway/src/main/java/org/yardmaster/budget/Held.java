package org.yardmaster.budget;

import java.time.Instant;
import java.util.List;

/**
 * A hold as stored.
 *
 * @param shares what each account put aside for it
 * @param nanoUsd the dearest claim
 */
public record Held(
    String requestId,
    State state,
    long nanoUsd,
    List<Share> shares,
    Instant at,
    Instant expiresAt) {
  public Held {
    shares = List.copyOf(shares);
  }

  /** Where a hold is in its life. */
  public enum State {
    OPEN,
    SETTLED,
    EXPIRED
  }

  /** An account's part in a hold. */
  public record Share(Account account, long nanoUsd) {}

  Held in(State next) {
    return new Held(requestId, next, nanoUsd, shares, at, expiresAt);
  }
}
