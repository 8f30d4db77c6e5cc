package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;

/**
 * What came of a call, and how long it took.
 *
 * @param status the HTTP status of the last attempt, where there was one
 * @param retryAfter how long the provider asked to be left alone, where it did
 * @param charged what was paid for the call itself, where it was paid for one by one; it goes
 *     before any list price
 */
public record Reply(
    Completion completion,
    Latency latency,
    Optional<Integer> status,
    Optional<Duration> retryAfter,
    Optional<Cost.Known> charged) {
  public Reply {
    requireNonNull(completion, "completion is null");
    requireNonNull(latency, "latency is null");
    requireNonNull(status, "status is null");
    requireNonNull(retryAfter, "retryAfter is null");
    requireNonNull(charged, "charged is null");
  }

  /** A reply that nobody paid for by itself. */
  public Reply(
      Completion completion,
      Latency latency,
      Optional<Integer> status,
      Optional<Duration> retryAfter) {
    this(completion, latency, status, retryAfter, Optional.empty());
  }

  /** A reply that did not come over HTTP. */
  public Reply(Completion completion, Latency latency) {
    this(completion, latency, Optional.empty(), Optional.empty());
  }
}
