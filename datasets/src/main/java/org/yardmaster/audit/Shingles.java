package org.yardmaster.audit;

import java.util.Arrays;

/** A text as the set of its character 5-grams, each as a 64-bit hash. */
final class Shingles {
  private static final int LENGTH = 5;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Shingles() {}

  /** One hash per position, repeats included; a shorter text is one shingle. */
  static long[] of(String text) {
    int count = Math.max(1, text.length() - LENGTH + 1);
    long[] hashes = new long[count];
    for (int start = 0; start < count; start++) {
      long hash = 0;
      int end = Math.min(text.length(), start + LENGTH);
      for (int index = start; index < end; index++) {
        hash = (hash ^ text.charAt(index)) * GOLDEN;
        hash ^= hash >>> 29;
      }
      hashes[start] = mixed(hash);
    }
    return hashes;
  }

  /**
   * The finalizer of SplitMix64 (doi 10.1145/2660193.2660195): every input bit moves every other.
   */
  static long mixed(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Size of the intersection over size of the union of both texts' shingles, in [0, 1]. */
  static double jaccard(String left, String right) {
    long[] first = distinct(of(left));
    long[] second = distinct(of(right));
    int shared = 0;
    int i = 0;
    int j = 0;
    while (i < first.length && j < second.length) {
      int order = Long.compare(first[i], second[j]);
      if (order == 0) {
        shared++;
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return (double) shared / (first.length + second.length - shared);
  }

  private static long[] distinct(long[] hashes) {
    Arrays.sort(hashes);
    int kept = 0;
    for (int index = 0; index < hashes.length; index++) {
      if (index == 0 || hashes[index] != hashes[index - 1]) {
        hashes[kept++] = hashes[index];
      }
    }
    return Arrays.copyOf(hashes, kept);
  }
}
