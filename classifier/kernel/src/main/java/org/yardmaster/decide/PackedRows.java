package org.yardmaster.decide;

import java.util.Arrays;

/**
 * A table of integer weights whose rows are summed. Weights are made unsigned by an offset and take
 * one byte each when they lie between -127 and 127, which keeps the table small enough for the
 * cache; larger ones take two, their high bytes in columns of their own. Rows are filled up to 32
 * bytes.
 */
final class PackedRows {
  private static final int PER_WORD = Long.BYTES;
  private static final int LARGEST_BYTE = 127;
  private static final int LANE = 0xffff;

  /** So many bytes of 255 fit into a 16-bit lane. */
  private static final int CHUNK = LANE / 255;

  private final int columns;
  private final int bytes;
  private final int stride;
  private final int offset;
  private final long[] table;
  private final RowSum rowSum;

  /**
   * Packs.
   *
   * @param weights {@code [row * columns + column]}, from -32,767 to 32,767
   */
  PackedRows(short[] weights, int columns) {
    this(weights, columns, RowSum.BEST);
  }

  PackedRows(short[] weights, int columns, RowSum rowSum) {
    this.columns = columns;
    this.rowSum = rowSum;
    this.offset = largest(weights);
    this.bytes = offset <= LARGEST_BYTE ? columns : 2 * columns;
    int perBlock = RowSum.WORDS * PER_WORD;
    this.stride = (bytes + perBlock - 1) / perBlock * RowSum.WORDS;
    int rows = columns == 0 ? 0 : weights.length / columns;
    this.table = new long[rows * stride];
    for (int row = 0; row < rows; row++) {
      for (int at = 0; at < bytes; at++) {
        long unsigned = offset + (long) weights[row * columns + at % columns];
        long value = (unsigned >>> (Byte.SIZE * (at / columns))) & 0xff;
        table[row * stride + at / PER_WORD] |= value << (Byte.SIZE * place(at % PER_WORD));
      }
    }
  }

  /** The first four columns of a word lie in its even bytes, the others in its odd ones. */
  private static int place(int column) {
    return 2 * (column % 4) + column / 4;
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

  /** Space to sum in: one per thread. */
  static final class Scratch {
    private final long[] lanes = new long[2 * RowSum.WORDS];
    private int[] sums = {};

    private int[] sums(int bytes) {
      if (sums.length < bytes) {
        sums = new int[bytes];
      }
      Arrays.fill(sums, 0, bytes, 0);
      return sums;
    }
  }

  /**
   * Sums rows.
   *
   * @param rows row indices, with repeats; at most 65,537
   * @param count how many of them count
   * @param sums takes one sum per column
   */
  void sum(int[] rows, int count, Scratch scratch, int[] sums) {
    if (table.length == 0) {
      Arrays.fill(sums, 0, columns, 0);
      return;
    }
    int[] byteSums = scratch.sums(stride * PER_WORD);
    for (int from = 0; from < count; from += CHUNK) {
      int to = Math.min(count, from + CHUNK);
      for (int word = 0; word < stride; word += RowSum.WORDS) {
        rowSum.sum(table, stride, word, rows, from, to, scratch.lanes);
        widen(scratch.lanes, word * PER_WORD, byteSums);
      }
    }
    for (int column = 0; column < columns; column++) {
      int high = bytes > columns ? byteSums[column + columns] << Byte.SIZE : 0;
      sums[column] = byteSums[column] + high - count * offset;
    }
  }

  /** Adds the 16-bit lanes of four words to the sums of their 32 bytes. */
  private static void widen(long[] lanes, int first, int[] sums) {
    for (int word = 0; word < RowSum.WORDS; word++) {
      long even = lanes[word];
      long odd = lanes[word + RowSum.WORDS];
      int at = first + word * PER_WORD;
      for (int lane = 0; lane < 4; lane++) {
        sums[at + lane] += (int) (even >>> (Short.SIZE * lane)) & LANE;
        sums[at + lane + 4] += (int) (odd >>> (Short.SIZE * lane)) & LANE;
      }
    }
  }
}
