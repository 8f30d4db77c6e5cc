package org.yardmaster.page;

import org.yardmaster.chart.Markup;
import org.yardmaster.table.Table;

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
    HtmlTable.write(markup, table);
    markup.close();
  }
}
