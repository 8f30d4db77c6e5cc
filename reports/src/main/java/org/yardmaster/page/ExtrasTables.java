package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** What was measured beside an evaluation, as tables. */
final class ExtrasTables {
  private ExtrasTables() {}

  static Table calibration(DatasetView view) {
    List<Row> rows = new ArrayList<>();
    List<Extras.CalibrationBin> bins = view.report().extras().calibration();
    for (int index = 0; index < bins.size(); index++) {
      Extras.CalibrationBin bin = bins.get(index);
      String at = view.path() + "/calibration/" + index + "/";
      rows.add(
          Row.of(
              Cell.figure(at + "predicted", Unit.SHARE, bin.predicted()),
              Cell.ranged(at + "observed", Unit.SHARE, bin.observed()),
              Cell.figure(at + "predictions", Unit.COUNT, bin.predictions())));
    }
    return new Table(
        "calibration",
        view.words().heading("Predicted and observed quality"),
        List.of(
            Column.number("predicted"), Column.number("observed"), Column.number("predictions")),
        rows);
  }

  static Table learning(DatasetView view) {
    List<Row> rows = new ArrayList<>();
    List<Extras.LearningPoint> points = view.report().extras().learning();
    for (int index = 0; index < points.size(); index++) {
      String at = view.path() + "/learning/" + index + "/";
      rows.add(
          Row.of(
              Cell.figure(at + "labels", Unit.COUNT, points.get(index).labels()),
              Cell.ranged(at + "quality", Unit.SHARE, points.get(index).quality())));
    }
    return new Table(
        "learning",
        view.words().heading("Quality by number of labels"),
        List.of(Column.number("labels"), Column.number("quality")),
        rows);
  }

  /** An exhibit's table whose numbers point into the twin. */
  static Table exhibit(DatasetView view, int index) {
    Table table = view.report().extras().exhibits().get(index).table();
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      Row plain = table.rows().get(row);
      List<Cell> cells = new ArrayList<>();
      for (int column = 0; column < plain.cells().size(); column++) {
        String at = "%s/exhibits/%d/rows/%d/%d".formatted(view.path(), index, row, column);
        cells.add(keyed(plain.cells().get(column), at));
      }
      rows.add(new Row(cells, plain.note(), plain.emphasis()));
    }
    return new Table(table.id(), view.words().heading(table.title()), table.columns(), rows);
  }

  private static Cell keyed(Cell cell, String at) {
    return switch (cell) {
      case Cell.Text text -> text;
      case Cell.Missing missing -> missing;
      case Cell.Figure(String path, Unit unit, double value) -> new Cell.Figure(at, unit, value);
      case Cell.Ranged(String path, Unit unit, Estimate estimate) ->
          new Cell.Ranged(at + "/value", unit, estimate);
    };
  }

  /** Every table of these that has rows. */
  static List<Table> of(DatasetView view) {
    List<Table> tables = new ArrayList<>(List.of(calibration(view), learning(view)));
    for (int index = 0; index < view.report().extras().exhibits().size(); index++) {
      tables.add(exhibit(view, index));
    }
    return tables;
  }
}
