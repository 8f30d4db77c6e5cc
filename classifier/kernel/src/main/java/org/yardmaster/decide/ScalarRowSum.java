package org.yardmaster.decide;

/** Four bytes at a time, in the 16-bit lanes of a word. */
final class ScalarRowSum implements RowSum {
  @Override
  public void sum(long[] table, int stride, int word, int[] rows, int from, int to, long[] lanes) {
    sumTwo(table, stride, word, rows, from, to, lanes, 0);
    sumTwo(table, stride, word + 2, rows, from, to, lanes, 2);
  }

  /** Two words at once: more sums than these do not fit into the registers of most machines. */
  private static void sumTwo(
      long[] table, int stride, int word, int[] rows, int from, int to, long[] lanes, int lane) {
    long even0 = 0;
    long odd0 = 0;
    long even1 = 0;
    long odd1 = 0;
    for (int index = from; index < to; index++) {
      int at = rows[index] * stride + word;
      long first = table[at];
      long second = table[at + 1];
      even0 += first & EVEN;
      odd0 += (first >>> Byte.SIZE) & EVEN;
      even1 += second & EVEN;
      odd1 += (second >>> Byte.SIZE) & EVEN;
    }
    lanes[lane] = even0;
    lanes[lane + 1] = even1;
    lanes[lane + WORDS] = odd0;
    lanes[lane + WORDS + 1] = odd1;
  }
}
