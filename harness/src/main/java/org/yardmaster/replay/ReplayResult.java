package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

/** How a replay ended; everything counted is recorded. */
public record ReplayResult(Ending ending, ReplayProgress progress) {

  /** Why it ended. */
  public enum Ending {
    /** Every planned call was made. */
    COMPLETE,
    /** The next call might have exceeded the spending limit. */
    SPEND_LIMIT,
    /** The calling thread was interrupted; calls in flight were awaited and recorded. */
    INTERRUPTED
  }

  public ReplayResult {
    requireNonNull(ending, "ending is null");
    requireNonNull(progress, "progress is null");
  }
}
