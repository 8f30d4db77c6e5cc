package org.yardmaster.decide;

/**
 * A table of 16-bit weights whose rows are summed: four weights lie in one 64-bit word, so that one
 * addition adds two of them. Weights are stored with an offset that makes them unsigned; two
 * accumulators of two 32-bit lanes each take the even and the odd ones.
 */
final class PackedRows {
  /** Sums stay below 2^32 per lane for as many rows as the longest text window can have. */
  private static final int OFFSET = 1 << 15;

  private static final int PER_WORD = 4;
  private static final long EVEN = 0x0000ffff0000ffffL;

  private final int columns;
  private final int words;
  private final long[] table;

  /**
   * Packs.
   *
   * @param weights {@code [row * columns + column]}
   */
  PackedRows(short[] weights, int columns) {
    this.columns = columns;
    this.words = (columns + PER_WORD - 1) / PER_WORD;
    int rows = columns == 0 ? 0 : weights.length / columns;
    this.table = new long[rows * words];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        long unsigned = OFFSET + (long) weights[row * columns + column];
        table[row * words + column / PER_WORD] |= unsigned << (Short.SIZE * (column % PER_WORD));
      }
    }
  }

  /**
   * Sums rows.
   *
   * @param rows row indices, with repeats
   * @param count how many of them count
   * @param sums takes one sum per column
   */
  void sum(int[] rows, int count, int[] sums) {
    if (table.length == 0) {
      java.util.Arrays.fill(sums, 0, columns, 0);
      return;
    }
    int offset = count * OFFSET;
    for (int word = 0; word < words; word += 2) {
      if (word + 1 < words) {
        sumTwo(rows, count, word, offset, sums);
      } else {
        sumOne(rows, count, word, offset, sums);
      }
    }
  }

  private void sumTwo(int[] rows, int count, int word, int offset, int[] sums) {
    long even0 = 0;
    long odd0 = 0;
    long even1 = 0;
    long odd1 = 0;
    for (int index = 0; index < count; index++) {
      int at = rows[index] * words + word;
      long first = table[at];
      long second = table[at + 1];
      even0 += first & EVEN;
      odd0 += (first >>> Short.SIZE) & EVEN;
      even1 += second & EVEN;
      odd1 += (second >>> Short.SIZE) & EVEN;
    }
    unpack(even0, odd0, word * PER_WORD, offset, sums);
    unpack(even1, odd1, (word + 1) * PER_WORD, offset, sums);
  }

  private void sumOne(int[] rows, int count, int word, int offset, int[] sums) {
    long even = 0;
    long odd = 0;
    for (int index = 0; index < count; index++) {
      long four = table[rows[index] * words + word];
      even += four & EVEN;
      odd += (four >>> Short.SIZE) & EVEN;
    }
    unpack(even, odd, word * PER_WORD, offset, sums);
  }

  private void unpack(long even, long odd, int column, int offset, int[] sums) {
    int left = Math.min(PER_WORD, columns - column);
    for (int index = 0; index < left; index++) {
      long lane = (index & 1) == 0 ? even : odd;
      sums[column + index] = (int) (lane >>> (Integer.SIZE * (index >> 1))) - offset;
    }
  }
}
