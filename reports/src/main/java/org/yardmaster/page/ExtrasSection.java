package org.yardmaster.page;

import java.util.List;
import java.util.Optional;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Markup;
import org.yardmaster.chart.Plot;
import org.yardmaster.chart.XyChart;
import org.yardmaster.stats.Estimate;

/** What was measured beside an evaluation: only the parts that there are. */
final class ExtrasSection {
  private ExtrasSection() {}

  static void write(Markup markup, DatasetView view) {
    Extras extras = view.report().extras();
    if (!extras.calibration().isEmpty()) {
      writeCalibration(markup, view, extras.calibration());
    }
    if (!extras.learning().isEmpty()) {
      writeLearning(markup, view, extras.learning());
    }
    for (int index = 0; index < extras.exhibits().size(); index++) {
      Extras.Exhibit exhibit = extras.exhibits().get(index);
      DatasetSection.heading(markup, view, exhibit.heading());
      markup.element("p", exhibit.explanation(), "class", "explain");
      HtmlTable.writeUncaptioned(markup, ExtrasTables.exhibit(view, index));
    }
  }

  private static void writeCalibration(
      Markup markup, DatasetView view, List<Extras.CalibrationBin> bins) {
    DatasetSection.heading(markup, view, "Can its predictions be believed?");
    String explanation =
        "Predicted against observed quality, in per cent. On the diagonal, predictions mean what"
            + " they say.";
    List<XyChart.Point> points =
        bins.stream().map(bin -> percent(100 * bin.predicted(), bin.observed())).toList();
    Frame frame = new Frame(view.id() + "-calibration", "Calibration", explanation);
    HtmlFigure.write(
        markup,
        new XyChart(frame, "predicted, per cent", "observed, per cent", false, true, points));
    HtmlTable.writeDetails(
        markup, "Numbers behind the calibration", ExtrasTables.calibration(view));
  }

  private static void writeLearning(
      Markup markup, DatasetView view, List<Extras.LearningPoint> learning) {
    DatasetSection.heading(markup, view, "Would more labels help?");
    String explanation = "Quality of the policy by the number of labelled prompts it learned from.";
    List<XyChart.Point> points =
        learning.stream().map(point -> percent(point.labels(), point.quality())).toList();
    Frame frame = new Frame(view.id() + "-learning", "Learning curve", explanation);
    HtmlFigure.write(
        markup, new XyChart(frame, "labels", "quality, per cent", true, false, points));
    HtmlTable.writeDetails(
        markup, "Numbers behind the learning curve", ExtrasTables.learning(view));
  }

  private static XyChart.Point percent(double x, Estimate estimate) {
    return new XyChart.Point(
        x,
        100 * estimate.value(),
        Optional.of(new Plot.Range(100 * estimate.low(), 100 * estimate.high())));
  }
}
