package org.yardmaster.page;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Markup;
import org.yardmaster.chart.RangeChart;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** What stands below an exhibit's heading. */
final class ExhibitSection {
  private ExhibitSection() {}

  /**
   * Explanation, chart and table.
   *
   * @param id prefix of element ids, unique in the page
   * @param drawn the column to draw, if any
   * @param table whose numbers point into the page's twin
   */
  static void write(Markup markup, String id, String explanation, OptionalInt drawn, Table table) {
    boolean charted = drawn.isPresent() && !table.rows().isEmpty();
    if (!charted) {
      Prose.explain(markup, explanation);
    }
    if (table.rows().isEmpty()) {
      return;
    }
    if (charted) {
      HtmlFigure.write(markup, bars(id + "-chart", explanation, table, drawn.getAsInt()));
      HtmlTable.writeDetails(markup, "Numbers behind the chart", table);
    } else {
      HtmlTable.writeUncaptioned(markup, table);
    }
  }

  private static RangeChart bars(String id, String explanation, Table table, int column) {
    return new RangeChart(
        new Frame(id, table.title(), explanation),
        false,
        1,
        Double.NEGATIVE_INFINITY,
        table.columns().get(column).title(),
        table.rows().stream().flatMap(row -> bar(row, column).stream()).toList(),
        List.of(new RangeChart.Guide("", 0)));
  }

  private static Optional<RangeChart.Row> bar(Row row, int column) {
    String label = row.cells().getFirst().shown();
    return switch (row.cells().get(column)) {
      case Cell.Figure figure -> {
        double value = figure.unit().shown(figure.value());
        yield Optional.of(bar(label, Math.min(0, value), value, Math.max(0, value), row));
      }
      case Cell.Ranged(String path, Unit unit, Estimate range) ->
          Optional.of(
              bar(
                  label,
                  unit.shown(range.low()),
                  unit.shown(range.value()),
                  unit.shown(range.high()),
                  row));
      case Cell.Text text -> Optional.empty();
      case Cell.Missing missing -> Optional.empty();
    };
  }

  private static RangeChart.Row bar(String label, double low, double at, double high, Row row) {
    return new RangeChart.Row(label, low, at, high, Optional.empty(), row.emphasis());
  }
}
