package org.yardmaster.page;

import java.util.List;

/** The report as one self-contained HTML file. */
public final class ReportPage {
  private ReportPage() {}

  /** The whole file. */
  public static String html(ReportInput input) {
    return PageShell.html(title(input), markup -> writeBody(markup, input));
  }

  private static void writeBody(Markup markup, ReportInput input) {
    writeHeader(markup, input);
    markup.open("main", "id", "answer");
    List<DatasetView> views = DatasetView.all(input);
    if (views.size() > 1) {
      markup.open("section", "aria-label", "All answers");
      HtmlTable.write(markup, ReportTables.answers(views));
      markup.close();
    }
    views.forEach(view -> DatasetSection.write(markup, view, input.requestsPerMonth()));
    writeClosing(markup, input);
    markup.close();
    PageShell.writeFooter(markup, input.simulated());
  }

  /** The title of the page. */
  static String title(ReportInput input) {
    String title = "Yardmaster routing report";
    if (input.whollySimulated()) {
      return title + " (simulated)";
    }
    return input.simulated() ? title + " (partly simulated)" : title;
  }

  private static void writeHeader(Markup markup, ReportInput input) {
    markup.open("header");
    markup.element("h1", title(input));
    markup.open("p", "class", "meta").text("Run ");
    markup.element("code", input.runId());
    markup.text(", ");
    markup.element(
        "time", input.generatedAt().toString(), "datetime", input.generatedAt().toString());
    markup.close();
    if (input.datasets().size() > 1) {
      markup.open("nav", "aria-label", "Data sets").open("ul");
      for (DatasetView view : DatasetView.all(input)) {
        markup.open("li");
        markup.element("a", view.evaluation().dataset(), "href", "#" + view.id());
        markup.close();
      }
      markup.close().close();
    }
    markup.close();
  }

  private static void writeClosing(Markup markup, ReportInput input) {
    Wording words = new Wording(input.simulated());
    markup.open("section", "class", "closing", "aria-labelledby", "provenance");
    if (!input.prices().isEmpty()) {
      markup.element("h2", words.heading("List prices"));
      HtmlTable.write(markup, ReportTables.prices(input));
    }
    PageShell.writeOrigin(markup, words, input.provenance(), input.commands());
    markup.close();
  }
}
