package org.yardmaster.failover;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.yardmaster.outcome.Completion;

/**
 * How one attempt ended.
 *
 * @param <T> what a delivered answer is
 */
public sealed interface AttemptResult<T> {
  /** An answer, or as much of one as the client will ever get: nobody else is asked. */
  record Delivered<T>(T answer, Completion completion) implements AttemptResult<T> {
    public Delivered {
      requireNonNull(completion, "completion is null");
    }
  }

  /**
   * Nothing reached the client.
   *
   * @param retryAfter how long the provider asked to be left alone
   * @param hopeless whether another candidate would fail in the same way
   */
  record Failed<T>(Completion.Failed failure, Optional<Duration> retryAfter, boolean hopeless)
      implements AttemptResult<T> {
    public Failed {
      requireNonNull(failure, "failure is null");
      requireNonNull(retryAfter, "retryAfter is null");
    }
  }

  /** The attempt was not made, for a reason that has nothing to do with the candidate's health. */
  record Skipped<T>(String reason) implements AttemptResult<T> {
    public Skipped {
      requireNonNull(reason, "reason is null");
    }
  }

  /** The client went away. */
  record Abandoned<T>() implements AttemptResult<T> {}
}
