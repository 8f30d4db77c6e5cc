package org.yardmaster.feature;

/**
 * The features of one text, in arrays that are reused from text to text. Not thread-safe: one per
 * thread.
 */
public final class Features {
  private final FeatureSchema schema;
  private final int[] buckets = new int[2 * (FeatureSchema.WINDOW + 2)];
  private final int[] counters = new int[Counter.COUNT];
  private final byte[] token = new byte[3 * FeatureSchema.LONGEST_TOKEN];
  private int bucketCount;

  public Features(FeatureSchema schema) {
    this.schema = schema;
  }

  public FeatureSchema schema() {
    return schema;
  }

  /** Number of word features read; the first so many entries of {@link #buckets} count. */
  public int bucketCount() {
    return bucketCount;
  }

  /** Bucket of every word feature, in text order, with repeats. Only {@link #bucketCount} count. */
  public int[] buckets() {
    return buckets;
  }

  /** The counters, indexed by {@link Counter#ordinal}. */
  public int[] counters() {
    return counters;
  }

  /** The feature index of a counter's current bin, from 0 to {@code counterFeatures() - 1}. */
  public int counterFeature(int counter) {
    return counter * FeatureSchema.BINS + FeatureSchema.bin(counters[counter]);
  }

  void reset() {
    bucketCount = 0;
    java.util.Arrays.fill(counters, 0);
  }

  void addBucket(int hash) {
    buckets[bucketCount++] = hash & (schema.buckets() - 1);
  }

  void count(Counter counter) {
    counters[counter.ordinal()]++;
  }

  void set(Counter counter, int value) {
    counters[counter.ordinal()] = value;
  }

  byte[] token() {
    return token;
  }
}
