package org.yardmaster.failover;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.outcome.Completion;

/**
 * How asking in order ended.
 *
 * @param <T> what a delivered answer is
 */
public sealed interface FailoverResult<T> {
  /** Every step, in order. */
  List<Trace> traces();

  /** Attempts really made. */
  default int attempts() {
    return (int) traces().stream().filter(Trace::made).count();
  }

  /** Somebody answered. */
  record Served<T>(T answer, ServingCandidate candidate, List<Trace> traces)
      implements FailoverResult<T> {
    public Served {
      requireNonNull(candidate, "candidate is null");
      traces = List.copyOf(traces);
    }
  }

  /**
   * Nobody did.
   *
   * @param last the failure that says most; empty when nobody was asked
   * @param hopeless whether the request itself is at fault
   * @param retryAfter the shortest time after which somebody may be asked again
   */
  record Exhausted<T>(
      Optional<Completion.Failed> last,
      boolean hopeless,
      Optional<Duration> retryAfter,
      List<Trace> traces)
      implements FailoverResult<T> {
    public Exhausted {
      requireNonNull(last, "last is null");
      requireNonNull(retryAfter, "retryAfter is null");
      traces = List.copyOf(traces);
    }
  }

  /** The client went away. */
  record Abandoned<T>(ServingCandidate candidate, List<Trace> traces) implements FailoverResult<T> {
    public Abandoned {
      traces = List.copyOf(traces);
    }
  }
}
