package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.yardmaster.failover.Trace;
import org.yardmaster.routing.Plan;

/**
 * How far a request had come that got no answer.
 *
 * @param traces steps of asking; none where it ended before
 * @param excessNanoUsd billed above the reservation
 */
record Progress(Plan plan, boolean streaming, List<Trace> traces, long excessNanoUsd) {
  Progress {
    requireNonNull(plan, "plan is null");
    traces = List.copyOf(traces);
  }

  /** Planned, and nobody asked. */
  static Progress planned(Plan plan, boolean streaming) {
    return new Progress(plan, streaming, List.of(), 0);
  }

  Map<String, String> headers() {
    return Receipt.headers(plan, (int) traces.stream().filter(Trace::made).count());
  }
}
