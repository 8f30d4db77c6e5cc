package org.yardmaster.page;

import org.yardmaster.chart.Markup;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** Costs per thousand requests and per month, with a field for the reader's own traffic. */
final class MonthSection {
  private MonthSection() {}

  static void write(Markup markup, DatasetView view, Table table, long requestsPerMonth) {
    DatasetSection.heading(markup, view, "In dollars");
    markup.open("div", "class", "month", "data-month", "");
    markup.open("p", "class", "control");
    markup.element("label", "Requests per month", "for", view.id() + "-requests");
    markup.leaf(
        "input",
        "id",
        view.id() + "-requests",
        "type",
        "number",
        "min",
        "1",
        "max",
        "1000000000000",
        "step",
        "1",
        "inputmode",
        "numeric",
        "value",
        Long.toString(requestsPerMonth));
    markup.close();
    HtmlTable.writeUncaptioned(markup, table);
    markup.close();
    view.derived().breakEven().ifPresent(found -> writeBreakEven(markup, view, found));
  }

  private static void writeBreakEven(Markup markup, DatasetView view, Derived.BreakEven breakEven) {
    String at = view.derivedPath("breakEven/");
    markup.open("p", "class", "explain after");
    markup.text("Having every candidate answer all judged prompts once costs ");
    HtmlTable.write(markup, Cell.figure(at + "labelUsd", Unit.USD, breakEven.labelUsd()));
    markup.text(". The " + view.words().reduction() + " outweighs that after ");
    HtmlTable.write(markup, Cell.figure(at + "requests", Unit.COUNT, breakEven.requests()));
    markup.text(" requests");
    if (breakEven.requestsAtWorst().isPresent()) {
      markup.text(", or ");
      HtmlTable.write(
          markup, Cell.figure(at + "requestsAtWorst", Unit.COUNT, breakEven.requestsAtWorst()));
      markup.text(" at the lower end of its interval.");
    } else {
      markup.text("; at the lower end of its interval, never.");
    }
    markup.close();
  }
}
