package org.yardmaster.page;

import java.util.List;
import org.yardmaster.chart.Chart;
import org.yardmaster.table.Table;

/** A chart with the tables behind it outside a report, for notebooks. */
public final class Picture {
  /** Height of the frame in pixels: what is always there, and a row of a chart or table. */
  private static final int FRAME = 300;

  private static final int ROW = 26;
  private static final int LEAST_ROWS = 10;

  private Picture() {}

  /** A page of its own, which draws the chart as a report does. */
  public static String page(Chart chart, List<Table> tables) {
    return PageShell.html(
        chart.frame().title(),
        markup -> {
          markup.open("main", "id", "answer", "class", "picture");
          markup.element("h1", chart.frame().title());
          HtmlFigure.write(markup, chart);
          tables.forEach(table -> HtmlTable.writeDetails(markup, table.title(), table));
          markup.close();
        });
  }

  /** The page as an element of another page: a frame that may run its script and nothing else. */
  public static String html(Chart chart, Table... tables) {
    int rows = List.of(tables).stream().mapToInt(table -> table.rows().size()).max().orElse(0);
    String frame =
        new Markup()
            .open(
                "iframe",
                "sandbox",
                "allow-scripts",
                "title",
                chart.frame().title(),
                "width",
                "100%",
                "height",
                Integer.toString(FRAME + ROW * Math.max(LEAST_ROWS, rows)))
            .close()
            .toString();
    return frame.replace("></iframe>", " srcdoc=\"" + attribute(chart, tables) + "\"></iframe>");
  }

  /** Byte by byte what its digests were taken over, unlike the texts that {@link Markup} writes. */
  private static String attribute(Chart chart, Table... tables) {
    return page(chart, List.of(tables)).replace("&", "&amp;").replace("\"", "&quot;");
  }
}
