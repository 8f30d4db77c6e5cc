package org.yardmaster.page;

import org.yardmaster.chart.Frame;
import org.yardmaster.chart.XyChart;
import org.yardmaster.table.Table;
import org.yardmaster.train.LearningCurve;

/** What was measured beside an evaluation: only the parts that there are. */
final class ExtrasSection {
  private ExtrasSection() {}

  static void writePrices(Markup markup, DatasetView view) {
    Prose.explain(
        markup,
        "Each candidate's price is changed by itself while the policy's choices stay, and the"
            + " answer is worked out anew.");
    HtmlTable.writeDetails(markup, "Every price change", ExtrasTables.prices(view));
  }

  static void writeRivals(Markup markup, DatasetView view) {
    Prose.explain(
        markup,
        "The judged policy less each baseline, prompt by prompt. What looks better than one of many"
            + " may be luck, so p-values are corrected for their number; what cannot be told apart"
            + " is a tie.");
    HtmlTable.writeUncaptioned(markup, ExtrasTables.rivals(view));
  }

  static void writeFigures(Markup markup, DatasetView view) {
    Prose.explain(
        markup, "Figures of merit as their authors define them, for comparison with papers.");
    HtmlTable.writeDetails(markup, "Every figure", ExtrasTables.metrics(view));
  }

  static void writeFlips(Markup markup, DatasetView view) {
    Prose.explain(
        markup,
        "Grades are not perfect. Where each grade is right or wrong and this share of all grades is"
            + " flipped at random, the true difference is larger than the observed one, by as much"
            + " as this.");
    HtmlTable.writeUncaptioned(markup, ExtrasTables.flips(view));
  }

  static void writeExhibit(Markup markup, DatasetView view, int index) {
    Exhibit exhibit = view.report().extras().exhibits().get(index);
    Table table = ExtrasTables.exhibit(view, index);
    ExhibitSection.write(
        markup, view.id() + "-" + table.id(), exhibit.explanation(), exhibit.drawn(), table);
  }

  static void writeCalibration(Markup markup, DatasetView view) {
    String explanation =
        "Predicted against observed quality, in per cent. On the diagonal, predictions mean what"
            + " they say.";
    Frame frame =
        new Frame(
            view.id() + "-calibration-chart", view.words().heading("Calibration"), explanation);
    Table table = ExtrasTables.calibration(view);
    HtmlFigure.write(
        markup,
        XyChart.line(frame, table, 0, 1, "predicted, per cent", "observed, per cent")
            .withDiagonal());
    HtmlTable.writeDetails(markup, "Numbers behind the calibration", table);
  }

  static void writeLearning(Markup markup, DatasetView view) {
    view.report()
        .extras()
        .learning()
        .ifPresentOrElse(
            curve -> write(markup, view, curve),
            () ->
                Prose.explain(
                    markup,
                    "Not measured here: `yardmaster report --learning-curve` does, by learning"
                        + " twenty times more."));
  }

  private static void write(Markup markup, DatasetView view, LearningCurve learning) {
    String explanation =
        "What the default learner's choices are worth per prompt, in right answers and averaged"
            + " over what a right answer may be worth, by the number of labelled prompts that it"
            + " learned from (cross-validated).";
    Frame frame =
        new Frame(
            view.id() + "-learning-chart", view.words().heading("Learning curve"), explanation);
    Table table = ExtrasTables.learning(view);
    HtmlFigure.write(
        markup,
        XyChart.line(frame, table, 0, 1, "labelled prompts", "value per prompt").overLogarithm());
    markup.element("p", learning.advice(), "class", "explain after");
    HtmlTable.writeDetails(markup, "Numbers behind the learning curve", table);
  }
}
