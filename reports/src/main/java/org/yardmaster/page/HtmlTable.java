package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Numbers;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/**
 * Tables and single figures in HTML. Every figure is a {@code data} element: its {@code value} is
 * the unrounded number, {@code data-key} points into the JSON twin, {@code data-unit} says how it
 * is written.
 */
final class HtmlTable {
  private HtmlTable() {}

  /** The table under its caption. */
  static void write(Markup markup, Table table) {
    write(markup, table, "");
  }

  /** The table below a heading that says what its caption says. */
  static void writeUncaptioned(Markup markup, Table table) {
    write(markup, table, "unseen");
  }

  /** The table behind a chart; the page's script folds it away. */
  static void writeDetails(Markup markup, String summary, Table table) {
    markup.open("details", "open", "").element("summary", summary);
    writeUncaptioned(markup, table);
    markup.close();
  }

  private static void write(Markup markup, Table table, String captionStyle) {
    markup.open(
        "div", "class", "scroll", "role", "group", "tabindex", "0", "aria-label", table.title());
    markup.open("table", "class", "table " + table.id());
    markup.open("caption").element("span", table.title(), "class", captionStyle).close();
    markup.open("thead").open("tr");
    for (Column column : table.columns()) {
      markup.element("th", column.title(), "scope", "col", "class", alignment(column));
    }
    markup.close().close().open("tbody");
    for (int index = 0; index < table.rows().size(); index++) {
      write(markup, table.columns(), table.rows().get(index), index);
    }
    markup.close().close().close();
  }

  private static void write(Markup markup, List<Column> columns, Row row, int index) {
    String style = row.emphasis() ? "main" : "";
    markup.open("tr", "data-row", Integer.toString(index), "class", style);
    for (int column = 0; column < columns.size(); column++) {
      boolean heading = column == 0;
      String tag = heading ? "th" : "td";
      String alignment = alignment(columns.get(column));
      if (heading) {
        markup.open(tag, "scope", "row", "class", alignment);
      } else {
        markup.open(tag, "class", alignment);
      }
      write(markup, row.cells().get(column));
      if (heading && !row.note().isEmpty()) {
        markup.element("span", row.note(), "class", "note");
      }
      markup.close();
    }
    markup.close();
  }

  private static String alignment(Column column) {
    return column.numeric() ? "number" : "words";
  }

  static void write(Markup markup, Cell cell) {
    switch (cell) {
      case Cell.Text(String text) -> markup.text(text);
      case Cell.Missing(String reason) ->
          markup.element("span", "–", "class", "missing", "title", reason);
      case Cell.Figure(String path, Unit unit, double value) -> {
        open(markup, path, unit, value);
        markup.text(typeset(Numbers.format(unit, value))).close();
      }
      case Cell.Ranged(String path, Unit unit, Estimate estimate) -> {
        open(
            markup,
            path,
            unit,
            estimate.value(),
            "data-low",
            Double.toString(estimate.low()),
            "data-high",
            Double.toString(estimate.high()));
        markup.text(typeset(Numbers.format(unit, estimate.value())) + " ");
        markup.element("span", typeset(Numbers.interval(unit, estimate)), "class", "interval");
        markup.close();
      }
    }
  }

  private static void open(
      Markup markup, String path, Unit unit, double value, String... interval) {
    List<String> attributes =
        new ArrayList<>(List.of("class", "figure", "value", Double.toString(value)));
    attributes.addAll(List.of("data-key", path, "data-unit", unit.name()));
    attributes.addAll(List.of(interval));
    markup.open("data", attributes.toArray(String[]::new));
  }

  /** With real minus signs, and in one piece. */
  private static String typeset(String number) {
    return number.replace('-', '−').replace(' ', '\u00A0');
  }
}
