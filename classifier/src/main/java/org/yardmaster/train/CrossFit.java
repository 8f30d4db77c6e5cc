package org.yardmaster.train;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.yardmaster.data.Splitter;
import org.yardmaster.outcome.OutcomeTable;

/**
 * What is expected of every prompt by weights that saw neither it nor its group, so that no row is
 * lost to learning and none is calibrated on weights that know it (cross-fitting: arXiv
 * 1608.00060). The final weights learn from all rows; those judged here from three quarters.
 */
final class CrossFit {
  private static final int PARTS = 4;
  private static final Splitter SPLITTER = new Splitter("yardmaster-crossfit", 0.5, 0.25);

  private CrossFit() {}

  /**
   * Learns once per part without it. Where all rows are one group, nothing is left to learn from
   * without it, and the rows are forecast by what they taught.
   *
   * @param learner rows to what they teach
   * @return before any calibration, in the order of the rows
   */
  static Calibrator.Forecasts run(
      OutcomeTable table, int[] rows, Function<int[], Forecaster> learner) {
    int[] part =
        Arrays.stream(rows)
            .map(row -> SPLITTER.fold(table.samples().get(row).groupId(), PARTS))
            .toArray();
    int[] occurring = Arrays.stream(part).distinct().sorted().toArray();
    if (occurring.length < 2) {
      return learner.apply(rows).of(rows);
    }
    double[][] success = new double[table.candidateCount()][rows.length];
    double[][] usd = new double[table.candidateCount()][rows.length];
    Arrays.stream(occurring)
        .parallel()
        .forEach(
            held -> {
              int[] places =
                  IntStream.range(0, rows.length).filter(at -> part[at] == held).toArray();
              int[] others =
                  IntStream.range(0, rows.length)
                      .filter(at -> part[at] != held)
                      .map(at -> rows[at])
                      .toArray();
              Calibrator.Forecasts own =
                  learner.apply(others).of(Arrays.stream(places).map(at -> rows[at]).toArray());
              fill(success, own.success(), places);
              fill(usd, own.costUsd(), places);
            });
    return new Calibrator.Forecasts(success, usd);
  }

  private static void fill(double[][] columns, double[][] own, int[] places) {
    for (int column = 0; column < columns.length; column++) {
      for (int at = 0; at < places.length; at++) {
        columns[column][places[at]] = own[column][at];
      }
    }
  }
}
