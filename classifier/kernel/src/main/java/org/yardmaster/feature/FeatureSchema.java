package org.yardmaster.feature;

/**
 * The versioned definition of the features; a policy names the schema it was trained with and is
 * refused by any other.
 *
 * <p>The schema {@code yard-1} is built from what Java, JavaScript and ONNX Runtime all have:
 *
 * <ul>
 *   <li>Characters are UTF-16 code units; every surrogate code unit and NUL counts as U+FFFD. A
 *       text of more than {@link #WINDOW} characters is read by its first and last half window,
 *       joined by one line feed.
 *   <li>A token is a match of {@code [0-9A-Za-z\xC0-\x1FFF]{1,32}|[⺀-\uD7FF]}, with ASCII letters
 *       lower-cased. Its hash is MurmurHash3 x86_32 of its UTF-8 bytes with seed 0.
 *   <li>A token falls into bucket {@code hash mod 2^bucketBits}; two neighbours fall into {@code
 *       (31 * first + second) mod 2^bucketBits} (hashes as 32-bit integers).
 *   <li>Each {@link Counter} is binned by {@link #bin} and counts as one feature per bin.
 * </ul>
 *
 * @param bucketBits binary logarithm of the number of hash buckets, 4 to 24
 */
public record FeatureSchema(int bucketBits) {
  public static final String VERSION = "yard-1";

  /** Longest text read whole, in characters. */
  public static final int WINDOW = 32_768;

  /** Longest token, in characters; longer runs fall apart into several. */
  public static final int LONGEST_TOKEN = 32;

  /** Bins per counter. */
  public static final int BINS = 64;

  /** 2^16 buckets. */
  public static final FeatureSchema STANDARD = new FeatureSchema(16);

  public FeatureSchema {
    if (bucketBits < 4 || bucketBits > 24) {
      throw new IllegalArgumentException(
          "bucketBits (%d) must be between 4 and 24.".formatted(bucketBits));
    }
  }

  /** Number of hash buckets. */
  public int buckets() {
    return 1 << bucketBits;
  }

  /** Number of binned counter features. */
  public static int counterFeatures() {
    return Counter.COUNT * BINS;
  }

  /**
   * The bin of a count: exact up to 7, then four per doubling, up to 63.
   *
   * @param count not negative
   */
  public static int bin(int count) {
    // Four times the exponent and the two bits after the leading one, as a float holds them.
    int quarters = (Float.floatToRawIntBits(count) >> 21) - (4 * 127 + 4);
    return Math.min(BINS - 1, Math.max(quarters, Math.min(count, 3)));
  }
}
