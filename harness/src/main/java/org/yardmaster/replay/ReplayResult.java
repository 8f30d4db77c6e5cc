package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a replay ended; everything counted is recorded.
 *
 * @param stopped candidates that were asked no more because no call could succeed, and why
 * @param foundInFlight calls that a killed run had begun: possibly paid, and made again
 */
public record ReplayResult(
    Ending ending, ReplayProgress progress, Map<String, String> stopped, int foundInFlight) {

  /** Why it ended. */
  public enum Ending {
    /** Every planned call was made. */
    COMPLETE,
    /** Every planned call was made but for those of stopped candidates. */
    CANDIDATES_STOPPED,
    /** The next call might have exceeded the spending limit. */
    SPEND_LIMIT,
    /** The calling thread was interrupted; calls in flight were awaited and recorded. */
    INTERRUPTED
  }

  public ReplayResult {
    requireNonNull(ending, "ending is null");
    requireNonNull(progress, "progress is null");
    stopped = Collections.unmodifiableMap(new TreeMap<>(stopped));
  }
}
