package org.yardmaster.outcome;

/** How long a call took, in nanoseconds. */
public sealed interface Latency {

  /**
   * A measured call.
   *
   * @param totalNanos from sending the request to the last byte
   * @param firstTokenNanos to the first content; equal to {@code totalNanos} without streaming
   */
  record Measured(long totalNanos, long firstTokenNanos) implements Latency {
    public Measured {
      if (totalNanos < 0 || firstTokenNanos < 0 || firstTokenNanos > totalNanos) {
        throw new IllegalArgumentException(
            "Latency (total %d ns, first token %d ns) is not ordered."
                .formatted(totalNanos, firstTokenNanos));
      }
    }
  }

  /** Nobody measured. */
  record Unmeasured() implements Latency {}
}
