package org.yardmaster.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yardmaster.failover.Trace;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Plan;

/**
 * One request that is over, for metrics, logs, the status page and the journal.
 *
 * @param route {@code chat}, {@code messages}, …
 * @param plan empty when it was refused before anybody was chosen
 * @param record empty when nobody answered
 * @param traces steps of asking, whether anybody answered or not
 * @param firstTokenNanos from receiving the request until content went out; 0 when none did
 * @param ending {@code served}, {@code refused}, {@code failed}, {@code broken} or {@code
 *     abandoned}
 * @param problem code of what the caller was told; empty when served
 * @param excessNanoUsd billed above the reservation
 */
record CallEvent(
    String requestId,
    Instant at,
    String route,
    String keyId,
    boolean streaming,
    int status,
    String ending,
    String problem,
    Optional<Plan> plan,
    Optional<UsageRecord> record,
    List<Trace> traces,
    long totalNanos,
    long firstTokenNanos,
    long excessNanoUsd) {
  CallEvent {
    traces = List.copyOf(traces);
  }

  /** Hears of requests that are over; must be quick and never throw. */
  @FunctionalInterface
  interface Listener {
    void finished(CallEvent event);

    /** Tells several. */
    static Listener all(List<Listener> listeners) {
      List<Listener> copy = List.copyOf(listeners);
      return event -> copy.forEach(listener -> listener.finished(event));
    }
  }
}
