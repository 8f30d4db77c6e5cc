package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.price.Price;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** The tables of a report that rest on more than an evaluation's own rows. */
final class ReportTables {
  private ReportTables() {}

  /** Verdict and main figures of every data set. */
  static Table answers(List<DatasetView> views) {
    Wording words = new Wording(views.stream().allMatch(view -> view.words().simulated()));
    boolean mixed = !words.simulated() && views.stream().anyMatch(view -> view.words().simulated());
    String reduction = mixed ? "cost reduction" : words.reduction();
    List<Row> rows = views.stream().map(ReportTables::answer).toList();
    return new Table(
        "answers",
        words.heading("The answers"),
        List.of(
            Column.text("data set"),
            Column.text("verdict"),
            Column.number(reduction),
            Column.number("quality difference"),
            Column.number("coverage"),
            Column.number("prompts")),
        rows);
  }

  private static Row answer(DatasetView view) {
    Optional<PolicyResult> main = view.mainPolicy();
    return Row.of(
        Cell.text(view.words().heading(view.evaluation().dataset())),
        Cell.text(view.words().verdict(view.evaluation().verdict())),
        Cell.ranged(
            view.mainPath(view.words().reductionKey()),
            Unit.SHARE,
            main.flatMap(PolicyResult::saving)),
        Cell.ranged(
            view.mainPath("qualityDifference"),
            Unit.POINTS,
            main.map(PolicyResult::qualityDifference)),
        Cell.figure(view.path() + "/coverage", Unit.SHARE, view.evaluation().coverage()),
        Cell.figure(view.path() + "/prompts", Unit.COUNT, view.evaluation().prompts()));
  }

  /** What a month of traffic costs with and without the main policy. */
  static Optional<Table> month(DatasetView view, long requests) {
    return view.derived().money().map(money -> month(view, money, requests / 1000.0));
  }

  private static Table month(DatasetView view, Derived.Money money, double thousands) {
    String per1k = view.derivedPath("per1k/");
    String month = view.derivedPath("month/");
    return new Table(
        "month",
        view.words().heading("Cost per 1,000 requests and per month"),
        List.of(
            Column.text("cost"), Column.number("USD per 1,000"), Column.number("USD per month")),
        List.of(
            Row.of(
                Cell.text("always " + view.evaluation().reference()),
                Cell.figure(per1k + "reference", Unit.USD, money.referencePer1k()),
                Cell.figure(month + "reference", Unit.USD, money.referencePer1k() * thousands)),
            Row.of(
                Cell.text("routed by " + view.evaluation().mainPolicy()),
                Cell.figure(per1k + "policy", Unit.USD, money.policyPer1k()),
                Cell.figure(month + "policy", Unit.USD, money.policyPer1k() * thousands)),
            new Row(
                List.of(
                    Cell.text(view.words().reductionTitle()),
                    Cell.ranged(per1k + "reduction", Unit.USD, money.reductionPer1k()),
                    Cell.ranged(month + "reduction", Unit.USD, money.reduction(thousands))),
                "",
                true)));
  }

  /** The stops of the willingness-to-pay slider. */
  static Table stops(DatasetView view) {
    List<Derived.Stop> stops = view.derived().stops();
    List<Integer> used =
        IntStream.range(0, view.evaluation().candidates().size())
            .filter(index -> stops.stream().anyMatch(stop -> share(stop, index) > 0))
            .boxed()
            .toList();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("stop"));
    columns.add(Column.number("USD per extra point"));
    columns.add(Column.number("USD per 1,000"));
    columns.add(Column.number("quality"));
    columns.add(Column.number(view.words().reduction()));
    used.forEach(index -> columns.add(Column.number(view.candidateIds().get(index))));
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < stops.size(); index++) {
      rows.add(stop(view, index, used));
    }
    return new Table(
        "stops", view.words().heading("Operating points of the learned curve"), columns, rows);
  }

  private static double share(Derived.Stop stop, int candidate) {
    return candidate < stop.mix().size() ? stop.mix().get(candidate) : 0;
  }

  private static Row stop(DatasetView view, int index, List<Integer> used) {
    Derived.Stop stop = view.derived().stops().get(index);
    String at = view.derivedPath("stops/" + index + "/");
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text("no. " + (index + 1)));
    cells.add(Cell.figure(at + "willingness", Unit.USD, stop.willingness()));
    cells.add(Cell.figure(at + "usdPer1k", Unit.USD, stop.usdPer1k()));
    cells.add(Cell.figure(at + "quality", Unit.SHARE, stop.quality()));
    cells.add(Cell.figure(at + view.words().reductionKey(), Unit.SHARE, stop.reduction()));
    for (int candidate : used) {
      cells.add(
          candidate < stop.mix().size()
              ? Cell.figure(at + "mix/" + candidate, Unit.SHARE, stop.mix().get(candidate))
              : new Cell.Missing("unknown"));
    }
    return new Row(cells, "", index == view.derived().defaultStop());
  }

  /** What another quality margin would allow. */
  static Table margins(DatasetView view) {
    List<Row> rows = new ArrayList<>();
    String key = view.words().reductionKey();
    for (int index = 0; index < view.derived().margins().size(); index++) {
      Derived.MarginChoice choice = view.derived().margins().get(index);
      Optional<PolicyResult> policy = choice.policy().map(view.evaluation().policies()::get);
      String at = view.derivedPath("margins/" + index + "/");
      String reduction = view.path() + "/policies/" + choice.policy().orElse(0) + "/" + key;
      rows.add(
          new Row(
              List.of(
                  Cell.figure(at + "margin", Unit.SPAN, choice.margin()),
                  Cell.text(policy.map(PolicyResult::id).orElse("none")),
                  Cell.ranged(reduction, Unit.SHARE, policy.flatMap(PolicyResult::saving)),
                  Cell.figure(
                      at + view.words().curveReductionKey(), Unit.SHARE, choice.curveReduction())),
              "",
              Math.abs(choice.margin() - view.evaluation().margin()) < 1e-9));
    }
    return new Table(
        "margins",
        view.words().heading("If more or less quality may be lost"),
        List.of(
            Column.text("margin"),
            Column.text("cheapest learned policy within it"),
            Column.number(view.words().reduction()),
            Column.number("on the curve, no interval")),
        rows);
  }

  /** What a claimed cost reduction would do to quality. */
  static Table claims(DatasetView view) {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < view.derived().claims().size(); index++) {
      Derived.Claim claim = view.derived().claims().get(index);
      String at = view.derivedPath("claims/" + index + "/");
      rows.add(
          Row.of(
              Cell.figure(at + view.words().reductionKey(), Unit.SHARE, claim.reduction()),
              claim.qualityDifference().isPresent()
                  ? Cell.figure(at + "qualityDifference", Unit.POINTS, claim.qualityDifference())
                  : Cell.text("out of reach")));
    }
    return new Table(
        "claims",
        view.words().heading("What a claimed cost reduction would need"),
        List.of(
            Column.text("claimed " + view.words().reduction()),
            Column.number("quality difference on the curve")),
        rows);
  }

  /** The list prices behind all costs. */
  static Table prices(ReportInput input) {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < input.prices().size(); index++) {
      Price price = input.prices().get(index);
      String at = "/prices/" + index + "/";
      rows.add(
          Row.of(
              Cell.text(price.model()),
              Cell.figure(at + "inputUsdPerMillion", Unit.USD, usd(price.inputNanoPerMillion())),
              Cell.figure(
                  at + "cachedInputUsdPerMillion",
                  Unit.USD,
                  usd(price.cachedInputNanoPerMillion())),
              Cell.figure(at + "outputUsdPerMillion", Unit.USD, usd(price.outputNanoPerMillion())),
              Cell.figure(at + "requestUsd", Unit.USD, usd(price.requestNano())),
              Cell.text(price.validFrom().toString()),
              Cell.text(price.source())));
    }
    return new Table(
        "prices",
        "List prices, USD per million tokens",
        List.of(
            Column.text("model"),
            Column.number("input"),
            Column.number("cached input"),
            Column.number("output"),
            Column.number("per request"),
            Column.text("valid from"),
            Column.text("source")),
        rows);
  }

  /** Nano-dollars to dollars. */
  static double usd(long nano) {
    return nano / 1e9;
  }

  /** Every table of one data set. */
  static List<Table> of(DatasetView view, long requestsPerMonth) {
    EvaluationTables tables = new EvaluationTables(view.evaluation(), view.path());
    List<Table> all =
        new ArrayList<>(
            List.of(
                AnswerTables.answer(view, requestsPerMonth),
                AnswerTables.changes(view),
                tables.policies()));
    month(view, requestsPerMonth).ifPresent(all::add);
    all.addAll(List.of(margins(view), claims(view), tables.candidates()));
    all.addAll(List.of(tables.tasks(), tables.routes(), stops(view), tables.curves()));
    all.addAll(ExtrasTables.of(view));
    return all.stream().filter(table -> !table.rows().isEmpty()).toList();
  }
}
