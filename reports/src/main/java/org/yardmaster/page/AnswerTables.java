package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** The answer on one page: its figures, and what would change it. */
final class AnswerTables {
  /** The claim that routers are advertised with. */
  private static final double ADVERTISED = 0.8;

  private AnswerTables() {}

  /** The figures of the answer, each with a remark on what it is; unknown ones are left out. */
  static Table answer(DatasetView view, long requestsPerMonth) {
    Optional<PolicyResult> main = view.mainPolicy();
    String reduction = view.words().reductionTitle();
    List<Row> rows = new ArrayList<>();
    rows.add(
        row(
            reduction,
            Cell.ranged(
                view.mainPath(view.words().reductionKey()),
                Unit.SHARE,
                main.flatMap(PolicyResult::saving)),
            "of cost, against always using " + view.evaluation().reference()));
    rows.add(
        row(
            "Quality difference",
            Cell.ranged(
                view.mainPath("qualityDifference"),
                Unit.POINTS,
                main.map(PolicyResult::qualityDifference)),
            "percentage points against the same reference"));
    rows.add(
        row(
            "Median latency change",
            Cell.figure(
                view.derivedPath("p50Change"), Unit.SECONDS_CHANGE, view.sensitivity().p50Change()),
            "against the reference, on the same prompts"));
    rows.add(
        row(
            "Change of its 95th percentile",
            Cell.figure(
                view.derivedPath("p95Change"), Unit.SECONDS_CHANGE, view.sensitivity().p95Change()),
            "against the reference, on the same prompts"));
    view.derived().money().ifPresent(money -> addMoney(rows, view, money, requestsPerMonth));
    rows.add(
        row(
            "Coverage",
            Cell.figure(view.path() + "/coverage", Unit.SHARE, view.evaluation().coverage()),
            "of all prompt and candidate pairs were graded"));
    return new Table(
        "answer",
        view.words().heading("The answer in figures"),
        List.of(Column.text("figure"), Column.number("value")),
        rows.stream().filter(row -> !(row.cells().get(1) instanceof Cell.Missing)).toList());
  }

  private static void addMoney(
      List<Row> rows, DatasetView view, Derived.Money money, long requestsPerMonth) {
    String reduction = view.words().reductionTitle();
    rows.add(
        row(
            reduction + " per 1,000 requests",
            Cell.ranged(view.derivedPath("per1k/reduction"), Unit.USD, money.reductionPer1k()),
            "at the judged prompts' lengths"));
    rows.add(
        row(
            reduction + " per month",
            Cell.ranged(
                view.derivedPath("month/reduction"),
                Unit.USD,
                money.reduction(requestsPerMonth / 1000.0)),
            "at the traffic given here"));
    rows.add(
        row(
            "Requests per month",
            Cell.figure(view.derivedPath("month/requests"), Unit.COUNT, (double) requestsPerMonth),
            "assumed traffic"));
  }

  private static Row row(String name, Cell value, String remark) {
    return new Row(List.of(Cell.text(name), value), remark, false);
  }

  /** What would change the answer. */
  static Table changes(DatasetView view) {
    List<Row> rows = new ArrayList<>();
    view.sensitivity().prices().ifPresent(prices -> addPrices(rows, view, prices));
    view.sensitivity()
        .neededMargin()
        .ifPresent(
            margin ->
                rows.add(
                    row(
                        "Margin that this quality difference needs",
                        Cell.figure(view.derivedPath("neededMargin"), Unit.SPAN, margin),
                        "quality that one must be ready to lose for it to count as kept")));
    view.derived().breakEven().ifPresent(found -> addBreakEven(rows, view, found));
    addClaim(rows, view);
    view.sensitivity().dearest().ifPresent(dearest -> addDearest(rows, view, dearest));
    return new Table(
        "changes",
        view.words().heading("What would change the answer"),
        List.of(Column.text("question"), Column.number("value")),
        rows);
  }

  private static void addPrices(List<Row> rows, DatasetView view, Sensitivity.Prices prices) {
    String at = view.derivedPath("prices/");
    rows.add(
        row(
            "Lowest %s at other prices".formatted(view.words().reduction()),
            Cell.figure(at + "lowest", Unit.SHARE, prices.lowest()),
            "when any one candidate's price halves or doubles"));
    rows.add(
        row(
            "Highest %s at other prices".formatted(view.words().reduction()),
            Cell.figure(at + "highest", Unit.SHARE, prices.highest()),
            "likewise"));
    rows.add(
        row(
            "Price changes that leave the verdict as it is",
            Cell.figure(
                at + "sameVerdictShare",
                Unit.SHARE,
                (double) prices.sameVerdict() / prices.scenarios()),
            "of the tried ones, each candidate by itself"));
  }

  private static void addBreakEven(List<Row> rows, DatasetView view, Derived.BreakEven breakEven) {
    String at = view.derivedPath("breakEven/");
    rows.add(
        row(
            "Break-even traffic",
            Cell.figure(at + "requests", Unit.COUNT, breakEven.requests()),
            "requests after which labelling these prompts with every candidate is paid for"));
    rows.add(
        new Row(
            List.of(
                Cell.text("The same at the lower end of the interval"),
                breakEven.requestsAtWorst().isPresent()
                    ? Cell.figure(at + "requestsAtWorst", Unit.COUNT, breakEven.requestsAtWorst())
                    : Cell.text("never")),
            "",
            false));
  }

  private static void addClaim(List<Row> rows, DatasetView view) {
    List<Derived.Claim> claims = view.derived().claims();
    for (int index = 0; index < claims.size(); index++) {
      Derived.Claim claim = claims.get(index);
      if (claim.reduction() == ADVERTISED) {
        String at = view.derivedPath("claims/" + index + "/qualityDifference");
        rows.add(
            row(
                "A claim of 80 % would cost",
                claim.qualityDifference().isPresent()
                    ? Cell.figure(at, Unit.POINTS, claim.qualityDifference())
                    : Cell.text("out of reach"),
                "quality difference on the learned curve at that "
                    + view.words().reduction()
                    + " against the reference"));
      }
    }
  }

  private static void addDearest(List<Row> rows, DatasetView view, Sensitivity.Dearest dearest) {
    rows.add(
        row(
            view.words().reductionTitle() + " against the dearest candidate",
            Cell.figure(
                view.derivedPath("dearest/" + view.words().reductionKey()),
                Unit.SHARE,
                dearest.reduction()),
            "what comparing with %s instead of the reference would claim"
                .formatted(dearest.candidate())));
  }
}
