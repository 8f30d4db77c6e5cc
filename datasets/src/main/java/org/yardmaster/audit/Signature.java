package org.yardmaster.audit;

import java.util.Arrays;

/**
 * A MinHash signature by one permutation: every shingle is hashed once and falls into one bin,
 * whose smallest hash is kept; an empty bin borrows from the next full one (one permutation hashing
 * with densification, arXiv 1406.4784). Two texts agree in a bin with a probability close to their
 * Jaccard similarity.
 *
 * @param bands one key per band of {@value #ROWS} bins; equal keys make two texts candidates
 * @param bytes the lowest byte of every bin, for a quick estimate of the similarity
 */
record Signature(int[] bands, byte[] bytes) {
  static final int BANDS = 20;
  static final int ROWS = 5;
  private static final int BINS = BANDS * ROWS;
  private static final double CHANCE = 1.0 / 256;

  static Signature of(String text) {
    long[] bins = new long[BINS];
    Arrays.fill(bins, Long.MAX_VALUE);
    for (long hash : Shingles.of(text)) {
      int bin = (int) (((hash >>> 32) * BINS) >>> 32);
      bins[bin] = Math.min(bins[bin], hash & 0xFFFFFFFFL);
    }
    fillEmpty(bins);
    int[] bands = new int[BANDS];
    byte[] bytes = new byte[BINS];
    for (int band = 0; band < BANDS; band++) {
      long key = band;
      for (int bin = band * ROWS; bin < (band + 1) * ROWS; bin++) {
        key = Shingles.mixed(key ^ bins[bin]);
        bytes[bin] = (byte) bins[bin];
      }
      bands[band] = (int) (key >>> 32);
    }
    return new Signature(bands, bytes);
  }

  private static void fillEmpty(long[] bins) {
    long[] full = bins.clone();
    for (int bin = 0; bin < BINS; bin++) {
      int distance = 0;
      while (full[(bin + distance) % BINS] == Long.MAX_VALUE) {
        distance++;
      }
      if (distance > 0) {
        bins[bin] = Shingles.mixed(full[(bin + distance) % BINS] + ((long) distance << 32)) >>> 32;
      }
    }
  }

  /** An estimate of the Jaccard similarity, from 0 to 1, with a standard error below 0.05. */
  static double similarity(byte[] left, byte[] right) {
    int equal = 0;
    for (int bin = 0; bin < BINS; bin++) {
      equal += left[bin] == right[bin] ? 1 : 0;
    }
    return Math.max(0, ((double) equal / BINS - CHANCE) / (1 - CHANCE));
  }
}
