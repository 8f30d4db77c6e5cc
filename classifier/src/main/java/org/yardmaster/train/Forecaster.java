package org.yardmaster.train;

import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;

/** What some rows of a table taught, before any calibration. */
interface Forecaster {
  /** What is expected of rows of the same table. */
  Calibrator.Forecasts of(int[] rows);

  /** A policy without its calibration. */
  static Forecaster of(Policy policy, OutcomeTable table) {
    return rows -> Calibrator.raw(policy, table, rows);
  }
}
