package org.yardmaster.evaluate;

/**
 * One prompt with what every candidate made of it: a row of the wide layout, which a judgement at
 * size reads twice and never holds.
 *
 * @param position of the prompt in its data set
 * @param quality per candidate; {@code NaN} where missing
 * @param costUsd per candidate, in USD per call; known wherever quality is
 */
public record WideRow(
    long position, String groupId, String task, double[] quality, double[] costUsd) {

  boolean complete() {
    for (double one : quality) {
      if (Double.isNaN(one)) {
        return false;
      }
    }
    return true;
  }
}
