package org.yardmaster.page;

import static org.yardmaster.table.MarkdownTable.escape;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.table.MarkdownTable;
import org.yardmaster.table.Numbers;
import org.yardmaster.table.Plain;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** The report as Markdown: the same words and tables, without charts. */
public final class ReportMarkdown {
  private ReportMarkdown() {}

  public static String text(ReportInput input) {
    Wording words = new Wording(input.simulated());
    List<DatasetView> views = DatasetView.all(input);
    List<String> parts = new ArrayList<>();
    parts.add("# " + escape(ReportPage.title(input)));
    parts.add("Run `%s`, %s.".formatted(code(input.runId()), input.generatedAt()));
    if (views.size() > 1) {
      parts.add(table(ReportTables.answers(views)));
    }
    views.forEach(view -> addDataset(parts, view, input.requestsPerMonth()));
    if (!input.prices().isEmpty()) {
      parts.add(table(ReportTables.prices(input)));
    }
    parts.add("## " + words.heading("Provenance"));
    List<String> facts = new ArrayList<>();
    input.provenance().forEach((name, fact) -> facts.add(item(name, fact)));
    parts.add(String.join("\n", facts));
    parts.add("## " + words.heading("Commands that recompute these numbers"));
    for (ReportInput.Command command : input.commands()) {
      parts.add(escape(command.label()) + ":");
      parts.add("    " + Plain.oneLine(command.line()));
    }
    return String.join("\n\n", parts.stream().filter(part -> !part.isBlank()).toList()) + "\n";
  }

  private static void addDataset(List<String> parts, DatasetView view, long requestsPerMonth) {
    String verdict = view.words().verdict(view.evaluation().verdict());
    parts.add("## " + escape(view.words().heading(view.evaluation().dataset() + ": " + verdict)));
    parts.add(escape(view.evaluation().verdictSentence()));
    parts.add(
        "Design: %s. Reference: %s. Margin: %s. Prompts: %d. Coverage: %s."
            .formatted(
                escape(view.evaluation().design()),
                escape(view.evaluation().reference()),
                Numbers.format(Unit.SPAN, view.evaluation().margin()),
                view.evaluation().prompts(),
                Numbers.format(Unit.SHARE, view.evaluation().coverage())));
    for (Table table : ReportTables.of(view, requestsPerMonth)) {
      if (!table.id().equals("curves")) {
        parts.add(table(table));
      }
    }
    for (Exhibit exhibit : view.report().extras().exhibits()) {
      if (exhibit.table().rows().isEmpty()) {
        parts.add("### " + escape(view.words().heading(exhibit.heading())));
        parts.add(escape(exhibit.explanation()));
      }
    }
    view.report().extras().learning().ifPresent(curve -> parts.add(escape(curve.advice())));
    List<String> notes =
        view.evaluation().notes().stream().map(note -> "- " + escape(note)).toList();
    parts.add(String.join("\n", notes));
    view.report()
        .card()
        .ifPresent(
            card -> {
              List<String> facts = new ArrayList<>();
              CardFacts.of(card).forEach((name, fact) -> facts.add(item(name, fact)));
              parts.add("### " + view.words().heading("Data card"));
              parts.add(String.join("\n", facts));
            });
  }

  private static String table(Table table) {
    return "### " + escape(table.title()) + "\n\n" + MarkdownTable.render(table).stripTrailing();
  }

  private static String item(String name, String fact) {
    return "- %s: %s".formatted(escape(name), escape(fact));
  }

  private static String code(String text) {
    return Plain.oneLine(text).replace('`', '\'');
  }
}
