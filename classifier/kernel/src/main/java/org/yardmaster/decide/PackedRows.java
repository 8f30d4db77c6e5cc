package org.yardmaster.decide;

import java.util.Arrays;

/**
 * A table of integer weights whose rows are summed. Weights are made unsigned by an offset; eight
 * bytes lie in one 64-bit word and are added four at a time, in 16-bit lanes that are widened
 * before they can overflow. Weights from -127 to 127 take one byte each, which keeps the table
 * small enough for the cache; larger ones take two, summed apart.
 */
final class PackedRows {
  private static final int PER_WORD = 8;
  private static final int LARGEST_BYTE = 127;
  private static final int LANE = 0xffff;
  private static final long EVEN = 0x00ff00ff00ff00ffL;

  /** So many bytes of 255 fit into a 16-bit lane. */
  private static final int CHUNK = LANE / 255;

  private final int columns;
  private final int bytes;
  private final int words;
  private final int offset;
  private final long[] table;

  /**
   * Packs.
   *
   * @param weights {@code [row * columns + column]}, from -32,767 to 32,767
   */
  PackedRows(short[] weights, int columns) {
    this.columns = columns;
    this.offset = largest(weights);
    this.bytes = offset <= LARGEST_BYTE ? columns : 2 * columns;
    this.words = (bytes + PER_WORD - 1) / PER_WORD;
    int rows = columns == 0 ? 0 : weights.length / columns;
    this.table = new long[rows * words];
    for (int row = 0; row < rows; row++) {
      for (int at = 0; at < bytes; at++) {
        long unsigned = offset + (long) weights[row * columns + at % columns];
        long value = (unsigned >>> (Byte.SIZE * (at / columns))) & 0xff;
        table[row * words + at / PER_WORD] |= value << (Byte.SIZE * (at % PER_WORD));
      }
    }
  }

  private static int largest(short[] weights) {
    int largest = 0;
    for (short weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    if (largest > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Weight -%d is below -%d.".formatted(largest, Short.MAX_VALUE));
    }
    return largest;
  }

  /**
   * Sums rows.
   *
   * @param rows row indices, with repeats; at most 65,537
   * @param count how many of them count
   * @param sums takes one sum per column
   */
  void sum(int[] rows, int count, int[] sums) {
    Arrays.fill(sums, 0, columns, -count * offset);
    if (table.length == 0) {
      return;
    }
    for (int from = 0; from < count; from += CHUNK) {
      int to = Math.min(count, from + CHUNK);
      for (int word = 0; word < words; word += 2) {
        if (word + 1 < words) {
          addTwo(rows, from, to, word, sums);
        } else {
          addOne(rows, from, to, word, sums);
        }
      }
    }
  }

  private void addTwo(int[] rows, int from, int to, int word, int[] sums) {
    long even0 = 0;
    long odd0 = 0;
    long even1 = 0;
    long odd1 = 0;
    for (int index = from; index < to; index++) {
      int at = rows[index] * words + word;
      long first = table[at];
      long second = table[at + 1];
      even0 += first & EVEN;
      odd0 += (first >>> Byte.SIZE) & EVEN;
      even1 += second & EVEN;
      odd1 += (second >>> Byte.SIZE) & EVEN;
    }
    widen(even0, odd0, word * PER_WORD, sums);
    widen(even1, odd1, (word + 1) * PER_WORD, sums);
  }

  private void addOne(int[] rows, int from, int to, int word, int[] sums) {
    long even = 0;
    long odd = 0;
    for (int index = from; index < to; index++) {
      long eight = table[rows[index] * words + word];
      even += eight & EVEN;
      odd += (eight >>> Byte.SIZE) & EVEN;
    }
    widen(even, odd, word * PER_WORD, sums);
  }

  private void widen(long even, long odd, int first, int[] sums) {
    int end = Math.min(first + PER_WORD, bytes);
    for (int at = first; at < end; at++) {
      long lanes = (at & 1) == 0 ? even : odd;
      int sum = (int) (lanes >>> (Short.SIZE * ((at - first) >> 1))) & LANE;
      if (at < columns) {
        sums[at] += sum;
      } else {
        sums[at - columns] += sum << Byte.SIZE;
      }
    }
  }
}
