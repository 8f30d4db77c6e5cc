package org.yardmaster.train;

/** What was learned of every candidate's success, where it can be asked but not written down. */
interface SuccessPredictor {
  /**
   * Expects.
   *
   * @param rows of the table that was learned from
   * @return quality in (0, 1), {@code [candidates][rows]}
   */
  double[][] success(int[] rows);
}
