package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yardmaster.evaluate.CalibrationBin;
import org.yardmaster.evaluate.LatencyProfile;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Numbers;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import org.yardmaster.train.LearningCurve;

/** What was measured beside an evaluation, as tables; without rows where it was not. */
final class ExtrasTables {
  private ExtrasTables() {}

  static Table latencies(DatasetView view) {
    List<LatencyProfile> profiles = view.report().extras().latencies();
    List<Column> columns = new ArrayList<>(List.of(Column.text("who answers")));
    LatencyProfile.LEVELS.forEach(
        level -> columns.add(Column.number("p" + Numbers.format(Unit.PERCENT, level))));
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < profiles.size(); index++) {
      LatencyProfile profile = profiles.get(index);
      String at = view.path() + "/latencies/" + index + "/seconds/";
      List<Cell> cells = new ArrayList<>(List.of(Cell.text(profile.id())));
      IntStream.range(0, profile.seconds().size())
          .mapToObj(level -> Cell.figure(at + level, Unit.SECONDS, profile.seconds().get(level)))
          .forEach(cells::add);
      rows.add(new Row(cells, "", profile.id().equals(view.evaluation().mainPolicy())));
    }
    return new Table("latencies", view.words().heading("Percentiles of latency"), columns, rows);
  }

  static Table prices(DatasetView view) {
    return figures(view).prices(view.report().extras().prices());
  }

  static Table rivals(DatasetView view) {
    return figures(view).rivals(view.report().extras().rivals());
  }

  static Table metrics(DatasetView view) {
    return figures(view).figures(view.report().extras().figures());
  }

  private static FigureTables figures(DatasetView view) {
    return new FigureTables(view.evaluation().simulated(), view.path());
  }

  static Table calibration(DatasetView view) {
    List<Row> rows = new ArrayList<>();
    List<CalibrationBin> bins = view.report().extras().calibration();
    for (int index = 0; index < bins.size(); index++) {
      CalibrationBin bin = bins.get(index);
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
    List<LearningCurve.Point> points =
        view.report().extras().learning().map(LearningCurve::points).orElse(List.of());
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < points.size(); index++) {
      LearningCurve.Point point = points.get(index);
      String at = view.path() + "/learning/" + index + "/";
      rows.add(
          Row.of(
              Cell.figure(at + "labels", Unit.COUNT, point.prompts()),
              Cell.ranged(at + "value", Unit.SCORE, point.value()),
              index == 0
                  ? new Cell.Missing("the first size")
                  : Cell.ranged(at + "gain", Unit.SCORE, point.gain())));
    }
    return new Table(
        "learning",
        view.words().heading("What more labels bring"),
        List.of(
            Column.number("labelled prompts"),
            Column.number("value per prompt"),
            Column.number("gain by doubling")),
        rows);
  }

  /** The true quality difference, had some grades been flipped. */
  static Table flips(DatasetView view) {
    List<Row> rows = new ArrayList<>();
    List<Sensitivity.Flip> flips = view.sensitivity().flips();
    for (int index = 0; index < flips.size(); index++) {
      String at = view.derivedPath("flips/" + index + "/");
      rows.add(
          Row.of(
              Cell.figure(at + "rate", Unit.SHARE, flips.get(index).rate()),
              Cell.ranged(at + "qualityDifference", Unit.POINTS, flips.get(index).difference())));
    }
    return new Table(
        "flips",
        view.words().heading("If some grades were wrong"),
        List.of(Column.number("grades flipped"), Column.number("true quality difference")),
        rows);
  }

  /** An exhibit's table whose numbers point into the twin. */
  static Table exhibit(DatasetView view, int index) {
    Table table = view.report().extras().exhibits().get(index).table();
    return table
        .titled(view.words().heading(table.title()))
        .keyed("%s/exhibits/%d".formatted(view.path(), index));
  }

  /** Every table of these that has rows. */
  static List<Table> of(DatasetView view) {
    Stream<Table> fixed =
        Stream.of(
            prices(view),
            rivals(view),
            metrics(view),
            latencies(view),
            calibration(view),
            learning(view),
            flips(view));
    Stream<Table> exhibits =
        IntStream.range(0, view.report().extras().exhibits().size())
            .mapToObj(index -> exhibit(view, index));
    return Stream.concat(fixed, exhibits).filter(table -> !table.rows().isEmpty()).toList();
  }
}
