package org.yardmaster.decide;

import java.lang.invoke.MethodHandles;
import org.yardmaster.feature.Vectors;

/** Adds up rows of bytes, eight of them in a 64-bit word. */
interface RowSum {
  /** The fastest that this JVM has. */
  RowSum BEST =
      Vectors.choose(RowSum.class, MethodHandles.lookup(), "VectorRowSum", new ScalarRowSum());

  /** Words whose sums are kept in registers at once. */
  int WORDS = 4;

  /** The bytes of a word that lie in even places. */
  long EVEN = 0x00ff00ff00ff00ffL;

  /**
   * Adds {@link #WORDS} words of every row, each byte by itself.
   *
   * @param table {@code [row * stride + word]}
   * @param stride words per row
   * @param word the first of them
   * @param rows row indices; at most 257 count, so that no sum of bytes exceeds 16 bits
   * @param from the first row index that counts
   * @param to behind the last
   * @param lanes takes {@link #WORDS} words with the sums of even bytes, then as many with those of
   *     odd bytes, 16 bits each
   */
  void sum(long[] table, int stride, int word, int[] rows, int from, int to, long[] lanes);
}
