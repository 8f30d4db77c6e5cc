package org.yardmaster.page;

import java.util.List;
import org.yardmaster.table.Row;

/** The answer that fits one printed page: verdict, figures, and what would change them. */
final class AnswerSection {
  private AnswerSection() {}

  static void write(Markup markup, DatasetView view, long requestsPerMonth) {
    markup.open("div", "class", "answer");
    markup.element("p", view.words().heading(view.evaluation().dataset()), "class", "kicker");
    markup.element(
        "h2",
        view.words().heading(view.words().verdict(view.evaluation().verdict())),
        "id",
        view.id() + "-verdict");
    markup.element("p", view.evaluation().verdictSentence(), "class", "lead");
    markup.open("dl", "class", "keys");
    AnswerTables.answer(view, requestsPerMonth)
        .rows()
        .forEach(row -> key(markup, row.cells().getFirst().shown(), row));
    markup.close();
    if (view.derived().money().isPresent()) {
      writeTraffic(markup, view, requestsPerMonth);
    }
    if (!AnswerTables.changes(view).rows().isEmpty()) {
      markup.element("h3", view.words().heading("What would change the answer"));
      HtmlTable.writeUncaptioned(markup, AnswerTables.changes(view));
    }
    markup.close();
  }

  /** One figure under its name, with a remark on what it is. */
  static void key(Markup markup, String name, Row row) {
    markup.open("div", "class", "key");
    markup.element("dt", name);
    markup.open("dd");
    HtmlTable.write(markup, row.cells().get(1));
    markup.element("span", row.note(), "class", "remark");
    markup.close().close();
  }

  /** A field for the reader's own traffic; the page's script shows it and multiplies. */
  private static void writeTraffic(Markup markup, DatasetView view, long requestsPerMonth) {
    String id = view.id() + "-requests";
    markup.open("p", "class", "control");
    markup.element("label", "Your requests per month", "for", id);
    markup.leaf(
        "input",
        "id",
        id,
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
        "data-traffic",
        "",
        "value",
        Long.toString(requestsPerMonth));
    markup.close();
  }

  /** Links to the sections that follow. */
  static void writeContents(Markup markup, DatasetView view, List<Section> sections) {
    String name = "Evidence on " + view.evaluation().dataset();
    markup.open("nav", "class", "contents", "aria-label", name).open("ul");
    for (Section section : sections) {
      markup.open("li");
      markup.element("a", section.name(), "href", "#" + section.id());
      markup.close();
    }
    markup.close().close();
  }
}
