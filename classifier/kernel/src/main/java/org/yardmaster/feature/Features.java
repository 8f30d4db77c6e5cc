package org.yardmaster.feature;

import java.util.Arrays;

/**
 * The features of one text, in arrays that are reused from text to text and grow with the longest
 * text seen. Not thread-safe: one per thread.
 */
public final class Features {
  /** A read of eight bytes may start at the last character of a text. */
  static final int PADDING = 64;

  private static final int FIRST_CAPACITY = 2_048;

  private final FeatureSchema schema;
  private final int[] counters = new int[Counter.COUNT];
  private int[] buckets = {};
  private char[] characters = {};
  private byte[] bytes = {};
  private Ascii ascii = new Ascii(characters, bytes);
  private long[] words = {};
  private int bucketCount;

  public Features(FeatureSchema schema) {
    this.schema = schema;
    reset(FIRST_CAPACITY);
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

  /** Forgets the last text and makes room for one of so many characters. */
  void reset(int length) {
    bucketCount = 0;
    Arrays.fill(counters, 0);
    if (characters.length < length + PADDING) {
      int capacity = Math.max(length, 2 * characters.length) + PADDING;
      characters = new char[capacity];
      bytes = new byte[capacity];
      ascii = new Ascii(characters, bytes);
      words = new long[capacity / Long.SIZE + 2];
      buckets = new int[2 * capacity];
    }
  }

  /** Room for the text as UTF-16. */
  char[] characters() {
    return characters;
  }

  /** Copies the first {@link #characters} to {@link #bytes}; false when any is not ASCII. */
  boolean narrow(int length) {
    return ascii.narrow(length);
  }

  /** Room for the text as ASCII. */
  byte[] bytes() {
    return bytes;
  }

  /** Room for one bit per character. */
  long[] words() {
    return words;
  }

  void setBucketCount(int count) {
    bucketCount = count;
  }
}
