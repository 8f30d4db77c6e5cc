package org.yardmaster.decide;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table of integer weights whose rows are summed. Weights are made unsigned by an offset and take
 * one byte each when they lie between -127 and 127, which keeps the table small enough for the
 * cache; larger ones take two, their high bytes in columns of their own. Rows are filled up to 32
 * bytes. Of the eight columns of a 64-bit word the first four lie in its even bytes, the lowest
 * first, the others in its odd ones. Immutable: nobody may write into the table.
 */
public final class PackedRows {
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
  private short @Nullable [] weights;

  /**
   * Packs.
   *
   * @param weights {@code [row * columns + column]}, from -32,767 to 32,767
   */
  PackedRows(short[] weights, int columns) {
    this(weights, columns, RowSum.BEST);
  }

  PackedRows(short[] weights, int columns, RowSum rowSum) {
    this(columns, largest(weights), packed(weights, columns), rowSum);
  }

  /**
   * Takes a packed table.
   *
   * @param columns weights per row
   * @param offset what was added to every weight, 0 to 32,767
   * @param table whole rows
   */
  public PackedRows(int columns, int offset, long[] table) {
    this(columns, offset, table, RowSum.BEST);
  }

  private PackedRows(int columns, int offset, long[] table, RowSum rowSum) {
    this.columns = columns;
    this.offset = offset;
    this.bytes = bytes(columns, offset);
    this.stride = stride(bytes);
    this.table = table;
    this.rowSum = rowSum;
    if (columns < 0
        || offset < 0
        || offset > Short.MAX_VALUE
        || (table.length > 0 && (stride == 0 || table.length % stride != 0))) {
      throw new IllegalArgumentException(
          "A table of %d words is not made of rows of %d weights."
              .formatted(table.length, columns));
    }
  }

  private static int bytes(int columns, int offset) {
    return offset <= LARGEST_BYTE ? columns : 2 * columns;
  }

  /** Words per row. */
  private static int stride(int bytes) {
    int perBlock = RowSum.WORDS * PER_WORD;
    return (bytes + perBlock - 1) / perBlock * RowSum.WORDS;
  }

  private static long[] packed(short[] weights, int columns) {
    int offset = largest(weights);
    int bytes = bytes(columns, offset);
    int stride = stride(bytes);
    int rows = columns == 0 ? 0 : weights.length / columns;
    long[] table = new long[rows * stride];
    for (int row = 0; row < rows; row++) {
      for (int at = 0; at < bytes; at++) {
        long unsigned = offset + (long) weights[row * columns + at % columns];
        long value = (unsigned >>> (Byte.SIZE * (at / columns))) & 0xff;
        table[row * stride + at / PER_WORD] |= value << (Byte.SIZE * place(at % PER_WORD));
      }
    }
    return table;
  }

  /**
   * The weights, {@code [row * columns + column]}, unpacked when somebody first asks: deciding does
   * without.
   */
  synchronized short[] weights() {
    if (weights == null) {
      weights = unpacked();
    }
    return weights;
  }

  private short[] unpacked() {
    int rows = rows();
    short[] unpacked = new short[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int high = bytes > columns ? byteAt(row, column + columns) << Byte.SIZE : 0;
        unpacked[row * columns + column] = (short) (byteAt(row, column) + high - offset);
      }
    }
    return unpacked;
  }

  private int byteAt(int row, int at) {
    long word = table[row * stride + at / PER_WORD];
    return (int) (word >>> (Byte.SIZE * place(at % PER_WORD))) & 0xff;
  }

  /** Weights per row. */
  public int columns() {
    return columns;
  }

  /** How many rows. */
  public int rows() {
    return stride == 0 ? 0 : table.length / stride;
  }

  /** What was added to every weight. */
  public int offset() {
    return offset;
  }

  /** The packed rows, one after the other. */
  public long[] table() {
    return table;
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
