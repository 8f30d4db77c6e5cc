package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurvePoint;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.evaluate.TaskResult;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** One evaluation as tables, for a terminal or a report. */
public final class EvaluationTables {
  private final Evaluation evaluation;
  private final String path;
  private final Wording words;

  /**
   * Tables of one evaluation.
   *
   * @param path JSON pointer to the evaluation in the report's twin; empty outside a report
   */
  public EvaluationTables(Evaluation evaluation, String path) {
    this.evaluation = evaluation;
    this.path = path;
    this.words = new Wording(evaluation.simulated());
  }

  /** Every policy and baseline with its intervals; the main policy stands out. */
  public Table policies() {
    return everyColumn().withoutEmptyColumns();
  }

  private Table everyColumn() {
    boolean gaps = evaluation.policies().stream().anyMatch(found -> found.apgr().isPresent());
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("policy"));
    columns.add(Column.text("kind"));
    columns.add(Column.number("quality"));
    columns.add(Column.number("difference"));
    columns.add(Column.number("USD per 1,000"));
    columns.add(Column.number(words.reduction()));
    if (gaps) {
      columns.add(Column.number("APGR"));
    }
    columns.add(Column.number("p50"));
    columns.add(Column.number("p95"));
    List<Row> rows =
        IntStream.range(0, evaluation.policies().size())
            .mapToObj(index -> policy(index, gaps))
            .toList();
    return new Table("policies", words.heading("Policies and baselines"), columns, rows);
  }

  private Row policy(int index, boolean gaps) {
    PolicyResult result = evaluation.policies().get(index);
    String at = path + "/policies/" + index + "/";
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(result.id()));
    cells.add(Cell.text(result.kind().name().toLowerCase(Locale.ROOT)));
    cells.add(Cell.ranged(at + "quality", Unit.SHARE, result.quality()));
    cells.add(Cell.ranged(at + "qualityDifference", Unit.POINTS, result.qualityDifference()));
    cells.add(Cell.ranged(at + "usdPer1k", Unit.USD, result.usdPer1k()));
    cells.add(Cell.ranged(at + words.reductionKey(), Unit.SHARE, result.saving()));
    if (gaps) {
      cells.add(Cell.ranged(at + "apgr", Unit.SCORE, result.apgr()));
    }
    cells.add(Cell.figure(at + "p50Seconds", Unit.SECONDS, result.p50Seconds()));
    cells.add(Cell.figure(at + "p95Seconds", Unit.SECONDS, result.p95Seconds()));
    return new Row(cells, result.note(), result.id().equals(evaluation.mainPolicy()));
  }

  /** The same policies with fewer columns, for a terminal of eighty. */
  public Table summary() {
    Table all = everyColumn();
    List<Row> rows =
        all.rows().stream()
            .map(row -> new Row(summary(row.cells()), row.note(), row.emphasis()))
            .toList();
    return new Table("summary", all.title(), summary(all.columns()), rows);
  }

  private static <T> List<T> summary(List<T> columns) {
    return List.of(columns.get(0), columns.get(2), columns.get(3), columns.get(4), columns.get(5));
  }

  /** Every candidate answering everything; the reference stands out. */
  public Table candidates() {
    List<Column> columns =
        List.of(
            Column.text("candidate"),
            Column.number("quality"),
            Column.number("USD per 1,000"),
            Column.number("p50"),
            Column.number("p95"),
            Column.number("coverage"));
    List<Row> rows =
        IntStream.range(0, evaluation.candidates().size()).mapToObj(this::candidate).toList();
    return new Table("candidates", words.heading("Candidates"), columns, rows)
        .withoutEmptyColumns();
  }

  private Row candidate(int index) {
    CandidateResult result = evaluation.candidates().get(index);
    String at = path + "/candidates/" + index + "/";
    boolean reference = result.id().equals(evaluation.reference());
    List<String> remarks = new ArrayList<>();
    if (result.simulated()) {
      remarks.add("simulated");
    }
    if (reference) {
      remarks.add("reference");
    }
    return new Row(
        List.of(
            Cell.text(result.id()),
            Cell.ranged(at + "quality", Unit.SHARE, result.quality()),
            Cell.ranged(at + "usdPer1k", Unit.USD, result.usdPer1k()),
            Cell.figure(at + "p50Seconds", Unit.SECONDS, result.p50Seconds()),
            Cell.figure(at + "p95Seconds", Unit.SECONDS, result.p95Seconds()),
            Cell.figure(at + "coverage", Unit.SHARE, result.coverage())),
        String.join(", ", remarks),
        reference);
  }

  /** Quality of every candidate and of the main policy on every task, in per cent. */
  public Table tasks() {
    return taskTable(
        "tasks",
        words.heading("Quality per task, in per cent"),
        "quality",
        TaskResult::quality,
        true);
  }

  /** Where the main policy sends every task, in per cent of its prompts. */
  public Table routes() {
    return taskTable(
        "routes",
        words.heading("Where the policy sends each task, in per cent of its prompts"),
        "policyShares",
        TaskResult::policyShares,
        false);
  }

  private interface PerCandidate {
    List<Double> of(TaskResult result);
  }

  private Table taskTable(
      String id, String title, String key, PerCandidate values, boolean policy) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("task"));
    columns.add(Column.number("prompts"));
    if (policy) {
      columns.add(Column.number("policy"));
    }
    evaluation.candidates().forEach(found -> columns.add(Column.number(found.id())));
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < evaluation.tasks().size(); index++) {
      TaskResult result = evaluation.tasks().get(index);
      String at = path + "/tasks/" + index + "/";
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.text(result.task()));
      cells.add(Cell.figure(at + "prompts", Unit.COUNT, result.prompts()));
      if (policy) {
        cells.add(Cell.figure(at + "policyQuality", Unit.PERCENT, result.policyQuality()));
      }
      List<Double> found = values.of(result);
      for (int column = 0; column < evaluation.candidates().size(); column++) {
        cells.add(
            column < found.size()
                ? Cell.figure(at + key + "/" + column, Unit.PERCENT, found.get(column))
                : new Cell.Missing("unknown"));
      }
      rows.add(new Row(cells, "", false));
    }
    return new Table(id, title, columns, rows);
  }

  /** The points of every curve. */
  public Table curves() {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < evaluation.curves().size(); index++) {
      CostQualityCurve curve = evaluation.curves().get(index);
      for (int point = 0; point < curve.points().size(); point++) {
        CurvePoint spot = curve.points().get(point);
        String at = path + "/curves/" + index + "/points/" + point + "/";
        rows.add(
            Row.of(
                Cell.text(curve.id()),
                Cell.text(curve.kind().name().toLowerCase(Locale.ROOT)),
                Cell.figure(at + "usdPer1k", Unit.USD, spot.usdPer1k()),
                Cell.figure(at + "quality", Unit.SHARE, spot.quality())));
      }
    }
    return new Table(
        "curves",
        words.heading("Points of the curves"),
        List.of(
            Column.text("curve"),
            Column.text("kind"),
            Column.number("USD per 1,000"),
            Column.number("quality")),
        rows);
  }
}
