package org.yardmaster.page;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.RangeChart;
import org.yardmaster.table.Table;

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
    Optional<RangeChart> chart =
        drawn.stream()
            .mapToObj(column -> bars(id + "-chart", explanation, table, column))
            .filter(bars -> !bars.rows().isEmpty())
            .findFirst();
    if (chart.isPresent()) {
      HtmlFigure.write(markup, chart.get());
      HtmlTable.writeDetails(markup, "Numbers behind the chart", table);
      return;
    }
    Prose.explain(markup, explanation);
    if (!table.rows().isEmpty()) {
      HtmlTable.writeUncaptioned(markup, table);
    }
  }

  private static RangeChart bars(String id, String explanation, Table table, int column) {
    Frame frame = new Frame(id, table.title(), explanation);
    String title = table.columns().get(column).title();
    return RangeChart.of(frame, table, column, title, List.of(RangeChart.Guide.zero("")));
  }
}
