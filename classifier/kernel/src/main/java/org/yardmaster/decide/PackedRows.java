package org.yardmaster.decide;

import java.util.Arrays;

/**
 * A table of integer weights whose rows are summed. Four weights lie in one 64-bit word, with an
 * offset that makes them unsigned, so that one addition adds four; before a 16-bit lane can
 * overflow, the lanes are widened to 32 bits. Small weights allow more additions in between.
 */
final class PackedRows {
  private static final int PER_WORD = 4;
  private static final int LANE = 0xffff;

  private final int columns;
  private final int words;
  private final int offset;
  private final int chunk;
  private final long[] table;

  /**
   * Packs.
   *
   * @param weights {@code [row * columns + column]}, from -32,767 to 32,767
   */
  PackedRows(short[] weights, int columns) {
    this.columns = columns;
    this.words = (columns + PER_WORD - 1) / PER_WORD;
    this.offset = largest(weights);
    this.chunk = LANE / Math.max(1, 2 * offset);
    int rows = columns == 0 ? 0 : weights.length / columns;
    this.table = new long[rows * words];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        long unsigned = offset + (long) weights[row * columns + column];
        table[row * words + column / PER_WORD] |= unsigned << (Short.SIZE * (column % PER_WORD));
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
    for (int from = 0; from < count; from += chunk) {
      int to = Math.min(count, from + chunk);
      int word = 0;
      for (; word + 4 <= words; word += 4) {
        addFour(rows, from, to, word, sums);
      }
      if (word + 2 <= words) {
        addTwo(rows, from, to, word, sums);
        word += 2;
      }
      if (word < words) {
        addOne(rows, from, to, word, sums);
      }
    }
  }

  private void addFour(int[] rows, int from, int to, int word, int[] sums) {
    long first = 0;
    long second = 0;
    long third = 0;
    long fourth = 0;
    for (int index = from; index < to; index++) {
      int at = rows[index] * words + word;
      first += table[at];
      second += table[at + 1];
      third += table[at + 2];
      fourth += table[at + 3];
    }
    int column = word * PER_WORD;
    widen(first, column, sums);
    widen(second, column + PER_WORD, sums);
    widen(third, column + 2 * PER_WORD, sums);
    widen(fourth, column + 3 * PER_WORD, sums);
  }

  private void addTwo(int[] rows, int from, int to, int word, int[] sums) {
    long first = 0;
    long second = 0;
    for (int index = from; index < to; index++) {
      int at = rows[index] * words + word;
      first += table[at];
      second += table[at + 1];
    }
    widen(first, word * PER_WORD, sums);
    widen(second, (word + 1) * PER_WORD, sums);
  }

  private void addOne(int[] rows, int from, int to, int word, int[] sums) {
    long lanes = 0;
    for (int index = from; index < to; index++) {
      lanes += table[rows[index] * words + word];
    }
    widen(lanes, word * PER_WORD, sums);
  }

  private void widen(long lanes, int column, int[] sums) {
    int left = Math.min(PER_WORD, columns - column);
    for (int index = 0; index < left; index++) {
      sums[column + index] += (int) (lanes >>> (Short.SIZE * index)) & LANE;
    }
  }
}
