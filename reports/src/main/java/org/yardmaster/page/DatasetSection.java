package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Unit;

/** One data set's part of the page: the answer first, then what supports it. */
final class DatasetSection {
  /** The twin lists all; the first ones are the policies'. */
  private static final int MOST_BASES = 2;

  private final DatasetView view;
  private final List<Section> sections = new ArrayList<>();

  private DatasetSection(DatasetView view) {
    this.view = view;
  }

  static void write(Markup markup, DatasetView view, long requestsPerMonth) {
    DatasetSection page = new DatasetSection(view);
    page.addOutcome(requestsPerMonth);
    page.addRouting();
    page.addReasons();
    page.addSources();
    markup.open(
        "section", "class", "dataset", "id", view.id(), "aria-labelledby", view.id() + "-verdict");
    AnswerSection.write(markup, view, requestsPerMonth);
    AnswerSection.writeContents(markup, page.view, page.sections);
    page.sections.forEach(section -> section.write(markup));
    markup.close();
  }

  private void add(boolean known, String id, String heading, BiConsumer<Markup, DatasetView> body) {
    if (known) {
      sections.add(
          new Section(
              view.id() + "-" + id,
              heading,
              view.words().heading(heading),
              markup -> body.accept(markup, view)));
    }
  }

  private void addOutcome(long requestsPerMonth) {
    EvaluationTables tables = new EvaluationTables(view.evaluation(), view.path());
    Extras extras = view.report().extras();
    add(true, "explore", "Cost and quality", CurveSection::write);
    add(true, "kept", "Is quality kept?", EvidenceSection::write);
    add(true, "claims", "What else could be claimed?", EvidenceSection::writeClaims);
    ReportTables.month(view, requestsPerMonth)
        .ifPresent(
            table ->
                add(
                    true,
                    "dollars",
                    "In dollars",
                    (markup, own) -> HtmlTable.writeUncaptioned(markup, table)));
    add(!extras.prices().isEmpty(), "prices", "At other prices", ExtrasSection::writePrices);
    add(
        true,
        "policies",
        "Policies and baselines",
        (markup, own) -> HtmlTable.writeUncaptioned(markup, tables.policies()));
    add(!extras.rivals().isEmpty(), "rivals", "Better than no router?", ExtrasSection::writeRivals);
  }

  private void addRouting() {
    EvaluationTables tables = new EvaluationTables(view.evaluation(), view.path());
    boolean tasks = !view.evaluation().tasks().isEmpty();
    add(tasks, "tasks", "Tasks and candidates", TaskSection::write);
    add(tasks && FlowSection.present(view), "flow", "Where the prompts go", FlowSection::write);
    add(
        true,
        "candidates",
        "Candidates",
        (markup, own) -> HtmlTable.writeUncaptioned(markup, tables.candidates()));
    add(LatencySection.present(view), "latency", "How long answers take", LatencySection::write);
  }

  private void addReasons() {
    Extras extras = view.report().extras();
    add(
        !extras.calibration().isEmpty(),
        "calibration",
        "Can its predictions be believed?",
        ExtrasSection::writeCalibration);
    add(
        view.mainPolicy().isPresent(),
        "learning",
        "Would more labels help?",
        ExtrasSection::writeLearning);
    add(
        !view.sensitivity().flips().isEmpty(),
        "flips",
        "If some grades are wrong",
        ExtrasSection::writeFlips);
    for (int index = 0; index < extras.exhibits().size(); index++) {
      int at = index;
      add(
          true,
          "exhibit-" + index,
          extras.exhibits().get(index).heading(),
          (markup, own) -> ExtrasSection.writeExhibit(markup, own, at));
    }
    add(
        !extras.figures().isEmpty(),
        "figures",
        "Figures of the metric library",
        ExtrasSection::writeFigures);
  }

  private void addSources() {
    add(true, "notes", "Notes", DatasetSection::writeNotes);
    view.report()
        .card()
        .ifPresent(
            card ->
                add(
                    true,
                    "card",
                    "Data card",
                    (markup, own) -> PageShell.writeFacts(markup, CardFacts.of(card))));
  }

  private static void writeNotes(Markup markup, DatasetView view) {
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
  }

  private static void writeBasis(Markup markup, String at, EvaluationJson.Basis basis) {
    markup.open("li").text("Intervals: ");
    HtmlTable.write(markup, Cell.figure(at + "confidence", Unit.SHARE, basis.confidence()));
    markup.text(", " + basis.method() + ", over ");
    HtmlTable.write(markup, Cell.figure(at + "n", Unit.COUNT, basis.n()));
    markup.text(" independent groups").close();
  }
}
