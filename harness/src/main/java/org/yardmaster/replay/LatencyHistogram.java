package org.yardmaster.replay;

/**
 * Counts durations in buckets whose bounds grow by a sixteenth of an octave, so that a quantile is
 * at most 5 % too high whatever the scale.
 */
final class LatencyHistogram {
  private static final int PER_OCTAVE = 16;
  private static final int OCTAVES = 50;

  private final int[] counts = new int[OCTAVES * PER_OCTAVE];
  private int total;

  void add(long nanos) {
    double octaves = Math.log((double) Math.max(1, nanos)) / Math.log(2);
    counts[Math.min(counts.length - 1, (int) (octaves * PER_OCTAVE))]++;
    total++;
  }

  boolean isEmpty() {
    return total == 0;
  }

  /** The upper bound of the bucket in which the share lies, in nanoseconds. */
  long quantileNanos(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) {
        return (long) Math.pow(2, (bucket + 1.0) / PER_OCTAVE);
      }
    }
    return 0;
  }
}
