package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.CalibrationBin;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.Figure;
import org.yardmaster.evaluate.LatencyProfile;
import org.yardmaster.evaluate.PriceSensitivity;
import org.yardmaster.evaluate.Rival;
import org.yardmaster.evaluate.Verdict;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import org.yardmaster.train.LearningCurve;

/**
 * Something of everything that is shown beside an evaluation.
 *
 * @param prefix of every string; may be hostile
 */
record ExtrasFixture(String prefix) {
  Extras extras(Evaluation evaluation) {
    CostQualityCurve learned = evaluation.curves().getFirst();
    List<List<Double>> mixes = new ArrayList<>();
    for (int point = 0; point < learned.points().size(); point++) {
      double at = point / (learned.points().size() - 1.0) * (ReportFixture.NAMES.length - 1);
      double[] weights =
          IntStream.range(0, ReportFixture.NAMES.length)
              .mapToDouble(index -> Math.max(0, 1.6 - Math.abs(index - at)))
              .toArray();
      mixes.add(ReportFixture.shares(weights));
    }
    return new Extras(
        mixes,
        latencies(),
        prices(),
        rivals(),
        List.of(
            new Figure(
                name("learned-linear"),
                name("Gain@B"),
                name("paper"),
                ReportFixture.estimate(0.2, 0.1))),
        calibration(),
        Optional.of(learning()),
        List.of(exhibit()));
  }

  private List<LatencyProfile> latencies() {
    return IntStream.range(0, ReportFixture.NAMES.length)
        .filter(index -> index != 2)
        .mapToObj(
            index ->
                new LatencyProfile(
                    name(ReportFixture.NAMES[index]),
                    IntStream.range(0, 6)
                        .mapToObj(level -> (0.4 + 0.5 * index) * (0.4 + 0.6 * level))
                        .toList()))
        .toList();
  }

  private List<PriceSensitivity.Scenario> prices() {
    return List.of(
        new PriceSensitivity.Scenario(
            name(ReportFixture.NAMES[8]),
            0.5,
            name(ReportFixture.NAMES[8]),
            Optional.of(ReportFixture.estimate(0.43, 0.03)),
            Verdict.ROUTE),
        new PriceSensitivity.Scenario(
            name(ReportFixture.NAMES[8]),
            2,
            name(ReportFixture.NAMES[8]),
            Optional.of(ReportFixture.estimate(0.83, 0.02)),
            Verdict.DO_NOT_ROUTE));
  }

  private List<Rival> rivals() {
    return List.of(
        new Rival(name("task table"), ReportFixture.estimate(0.01, 0.004), 0.001, 0.002),
        new Rival(name("length rule"), ReportFixture.estimate(0.001, 0.004), 0.4, 0.4));
  }

  private static List<CalibrationBin> calibration() {
    return IntStream.range(0, 10)
        .mapToObj(
            bin ->
                new CalibrationBin(
                    0.3 + 0.07 * bin,
                    ReportFixture.estimate(0.28 + 0.072 * bin + 0.01 * (bin % 3), 0.03),
                    171))
        .toList();
  }

  private static LearningCurve learning() {
    return new LearningCurve(
        IntStream.range(0, 4)
            .mapToObj(
                step ->
                    new LearningCurve.Point(
                        150 << step,
                        ReportFixture.estimate(0.85 - 0.09 / (1 + step), 0.03 / (1 + step * 0.4)),
                        ReportFixture.estimate(0.02 / (1 + step), 0.01)))
            .toList(),
        false);
  }

  private Exhibit exhibit() {
    return new Exhibit(
        name("What it goes by"),
        name("Mean push in log-odds."),
        OptionalInt.of(1),
        new Table(
            "attribution",
            name("What pushes"),
            List.of(Column.text(name("word")), Column.number(name("mean push"))),
            List.of(
                Row.of(Cell.text(name("'prove'")), Cell.figure(Unit.SCORE, -0.448)),
                Row.of(
                    Cell.text(name("length")),
                    Cell.ranged("", Unit.SCORE, ReportFixture.estimate(0.716, 0.03))))));
  }

  private String name(String plain) {
    return prefix.isEmpty() ? plain : prefix + plain;
  }
}
