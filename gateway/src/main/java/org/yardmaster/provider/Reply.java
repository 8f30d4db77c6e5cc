package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Latency;

/** What came of a call, and how long it took. */
public record Reply(Completion completion, Latency latency) {
  public Reply {
    requireNonNull(completion, "completion is null");
    requireNonNull(latency, "latency is null");
  }
}
