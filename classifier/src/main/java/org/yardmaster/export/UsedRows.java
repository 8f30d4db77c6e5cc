package org.yardmaster.export;

import java.util.Arrays;

/**
 * A table of 16-bit weights without its empty rows.
 *
 * @param used the numbers of the rows that hold a weight, rising
 * @param width weights per row
 * @param table a row of zeros, then the used rows
 */
record UsedRows(int[] used, int width, short[] table) {

  static UsedRows of(short[] whole, int width) {
    int[] used = new int[whole.length / width];
    int count = 0;
    for (int row = 0; row < used.length; row++) {
      if (anyWeight(whole, row * width, width)) {
        used[count++] = row;
      }
    }
    short[] table = new short[(count + 1) * width];
    for (int row = 0; row < count; row++) {
      System.arraycopy(whole, used[row] * width, table, (row + 1) * width, width);
    }
    return new UsedRows(Arrays.copyOf(used, count), width, table);
  }

  /** Rows of the short table, with the zeros. */
  int rows() {
    return used.length + 1;
  }

  /** For every row of the whole table its row in the short one. */
  int[] rowOf(int wholeRows) {
    int[] rowOf = new int[wholeRows];
    for (int row = 0; row < used.length; row++) {
      rowOf[used[row]] = row + 1;
    }
    return rowOf;
  }

  private static boolean anyWeight(short[] whole, int from, int width) {
    for (int at = from; at < from + width; at++) {
      if (whole[at] != 0) {
        return true;
      }
    }
    return false;
  }
}
