package org.yardmaster.page;

import java.util.List;
import org.yardmaster.table.Table;

/** The cost-quality curve, the slider that moves along it, and the numbers behind both. */
final class CurveSection {
  private CurveSection() {}

  static void write(Markup markup, DatasetView view) {
    markup.open("div", "class", "explorer", "data-explorer", "");
    CurveChart.of(view)
        .ifPresentOrElse(
            chart -> HtmlFigure.write(markup, chart),
            () -> Prose.explain(markup, "No candidate has a known cost, so there is no curve."));
    if (!view.derived().stops().isEmpty()) {
      writeSlider(markup, view);
      Table stops = ReportTables.stops(view);
      HtmlTable.writeDetails(markup, "Numbers behind the slider", stops);
    }
    markup.close();
    Table points = CurveChart.points(view);
    if (!points.rows().isEmpty()) {
      HtmlTable.writeDetails(markup, "Numbers behind the curves", points);
    }
  }

  private static void writeSlider(Markup markup, DatasetView view) {
    List<Derived.Stop> stops = view.derived().stops();
    String id = view.id() + "-willingness";
    markup.open("div", "class", "slider");
    markup.element("label", "Willingness to pay for quality", "for", id);
    markup.leaf(
        "input",
        "id",
        id,
        "type",
        "range",
        "min",
        "0",
        "max",
        Integer.toString(stops.size() - 1),
        "step",
        "1",
        "value",
        Integer.toString(view.derived().defaultStop()));
    markup.open("output", "for", id, "class", "readout").close();
    markup.open("ul", "class", "mix", "aria-label", view.words().heading("Mix")).close();
    markup.close();
  }
}
