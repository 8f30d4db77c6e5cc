package org.yardmaster.page;

import java.util.List;
import java.util.Optional;
import org.yardmaster.chart.Markup;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Unit;

/** One data set's part of the page: the answer first, then what supports it. */
final class DatasetSection {
  /** The twin lists all; the first ones are the policies'. */
  private static final int MOST_BASES = 2;

  private DatasetSection() {}

  static void write(Markup markup, DatasetView view, long requestsPerMonth) {
    EvaluationTables tables = new EvaluationTables(view.evaluation(), view.path());
    markup.open(
        "section", "class", "dataset", "id", view.id(), "aria-labelledby", view.id() + "-verdict");
    writeAnswer(markup, view);
    ReportTables.month(view, requestsPerMonth)
        .ifPresent(table -> MonthSection.write(markup, view, table, requestsPerMonth));
    CurveSection.write(markup, view);
    heading(markup, view, "Policies and baselines");
    HtmlTable.writeUncaptioned(markup, tables.policies());
    EvidenceSection.write(markup, view);
    if (!view.evaluation().tasks().isEmpty()) {
      TaskSection.write(markup, view);
      FlowSection.write(markup, view);
    }
    heading(markup, view, "Candidates");
    HtmlTable.writeUncaptioned(markup, tables.candidates());
    LatencySection.write(markup, view);
    ExtrasSection.write(markup, view);
    writeNotes(markup, view);
    markup.close();
  }

  static void heading(Markup markup, DatasetView view, String words) {
    markup.element("h3", view.words().heading(words));
  }

  private static void writeAnswer(Markup markup, DatasetView view) {
    markup.open("div", "class", "answer");
    markup.element("p", view.words().heading(view.evaluation().dataset()), "class", "kicker");
    markup.element(
        "h2",
        view.words().heading(view.words().verdict(view.evaluation().verdict())),
        "id",
        view.id() + "-verdict");
    markup.element("p", view.evaluation().verdictSentence(), "class", "lead");
    markup.open("dl", "class", "keys");
    Optional<PolicyResult> main = view.mainPolicy();
    key(
        markup,
        view.words().reductionTitle(),
        Cell.ranged(
            view.mainPath(view.words().reductionKey()),
            Unit.SHARE,
            main.flatMap(PolicyResult::saving)),
        "of cost, against always using " + view.evaluation().reference());
    key(
        markup,
        view.words().heading("Quality difference"),
        Cell.ranged(
            view.mainPath("qualityDifference"),
            Unit.POINTS,
            main.map(PolicyResult::qualityDifference)),
        "percentage points against the same reference");
    key(
        markup,
        view.words().heading("Coverage"),
        Cell.figure(view.path() + "/coverage", Unit.SHARE, view.evaluation().coverage()),
        "of all prompt and candidate pairs were graded");
    main.filter(policy -> policy.p50Seconds().isPresent())
        .ifPresent(policy -> writeLatency(markup, view, policy));
    markup.close().close();
  }

  private static void writeLatency(Markup markup, DatasetView view, PolicyResult main) {
    markup.open("div", "class", "key");
    markup.element("dt", view.words().heading("Median latency"));
    markup.open("dd");
    HtmlTable.write(
        markup, Cell.figure(view.mainPath("p50Seconds"), Unit.SECONDS, main.p50Seconds()));
    markup.open("span", "class", "interval").text("p95 ");
    HtmlTable.write(
        markup, Cell.figure(view.mainPath("p95Seconds"), Unit.SECONDS, main.p95Seconds()));
    markup.close();
    view.reference().ifPresent(index -> writeReferenceLatency(markup, view, index));
    markup.close().close();
  }

  private static void writeReferenceLatency(Markup markup, DatasetView view, int index) {
    CandidateResult reference = view.evaluation().candidates().get(index);
    String at = view.path() + "/candidates/" + index + "/";
    markup.open("span", "class", "remark").text("the reference: ");
    HtmlTable.write(markup, Cell.figure(at + "p50Seconds", Unit.SECONDS, reference.p50Seconds()));
    markup.text(" and ");
    HtmlTable.write(markup, Cell.figure(at + "p95Seconds", Unit.SECONDS, reference.p95Seconds()));
    markup.close();
  }

  private static void key(Markup markup, String title, Cell cell, String remark) {
    markup.open("div", "class", "key");
    markup.element("dt", title);
    markup.open("dd");
    HtmlTable.write(markup, cell);
    markup.element("span", remark, "class", "remark");
    markup.close().close();
  }

  private static void writeBasis(Markup markup, String at, EvaluationJson.Basis basis) {
    markup.open("li").text("Intervals: ");
    HtmlTable.write(markup, Cell.figure(at + "confidence", Unit.SHARE, basis.confidence()));
    markup.text(", " + basis.method() + ", over ");
    HtmlTable.write(markup, Cell.figure(at + "n", Unit.COUNT, basis.n()));
    markup.text(" independent groups").close();
  }

  private static void writeNotes(Markup markup, DatasetView view) {
    heading(markup, view, "Notes");
    markup.open("ul", "class", "notes");
    markup.element("li", "Design: " + view.evaluation().design());
    markup.open("li").text("Quality that may be lost and still count as equal: ");
    HtmlTable.write(
        markup, Cell.figure(view.path() + "/margin", Unit.SPAN, view.evaluation().margin()));
    markup.close();
    List<EvaluationJson.Basis> bases = EvaluationJson.bases(view.evaluation());
    for (int index = 0; index < Math.min(MOST_BASES, bases.size()); index++) {
      writeBasis(markup, view.path() + "/intervals/" + index + "/", bases.get(index));
    }
    view.evaluation().notes().forEach(note -> markup.element("li", note));
    markup.close();
    view.report()
        .card()
        .ifPresent(
            card -> {
              heading(markup, view, "Data card");
              ReportPage.writeFacts(markup, CardFacts.of(card));
            });
  }
}
