package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yardmaster.ledger.UsageTotals;
import org.yardmaster.price.Usd;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** Sums of usage as tables, JSON and sentences; money in JSON and CSV is integer nano-dollars. */
final class UsageTables {
  private static final List<String> NUMBERS =
      List.of(
          "calls",
          "unpriced_calls",
          "input_tokens",
          "cached_input_tokens",
          "output_tokens",
          "reasoning_tokens",
          "cost_nano_usd",
          "compared_calls",
          "compared_cost_nano_usd",
          "reference_cost_nano_usd",
          "saved_nano_usd",
          "simulated_reduction_nano_usd");

  private final List<UsageTotals.Column> by;
  private final List<UsageTotals.Total> totals;

  UsageTables(List<UsageTotals.Column> by, List<UsageTotals.Total> totals) {
    this.by = by;
    this.totals = totals;
  }

  private static String name(UsageTotals.Column column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  Table forPeople() {
    List<Column> columns = groupColumns();
    columns.addAll(
        List.of(
            Column.number("calls"),
            Column.number("input"),
            Column.number("cached"),
            Column.number("output"),
            Column.number("reasoning"),
            Column.number("cost"),
            Column.number("reference"),
            Column.number("saved")));
    return new Table("usage", "", columns, totals.stream().map(this::shortRow).toList());
  }

  private Row shortRow(UsageTotals.Total total) {
    List<Cell> cells = groupCells(total);
    for (long count :
        List.of(
            total.calls(),
            total.inputTokens(),
            total.cachedTokens(),
            total.outputTokens(),
            total.reasoningTokens())) {
      cells.add(Cell.figure(Unit.COUNT, (double) count));
    }
    cells.add(usd(total.costNanoUsd()));
    boolean compared = total.compared() > 0;
    cells.add(compared ? usd(total.referenceNanoUsd()) : missing());
    boolean saving = compared && !total.simulated();
    cells.add(saving ? usd(total.reductionNanoUsd()) : missing());
    return new Row(cells, note(total), false);
  }

  private static Cell usd(long nano) {
    return Cell.figure(Unit.USD, nano / 1e9);
  }

  private static Cell missing() {
    return new Cell.Missing("not compared");
  }

  private static String note(UsageTotals.Total total) {
    List<String> notes = new ArrayList<>();
    if (total.simulated()) {
      notes.add("simulated");
    }
    if (total.unpriced() > 0) {
      notes.add("%,d of unknown cost".formatted(total.unpriced()));
    }
    if (total.compared() < total.calls()) {
      notes.add("%,d compared".formatted(total.compared()));
    }
    return String.join(", ", notes);
  }

  Table full() {
    List<Column> columns = groupColumns();
    columns.add(Column.text("simulated"));
    for (String name : NUMBERS) {
      columns.add(Column.number(name));
    }
    return new Table("usage", "", columns, totals.stream().map(this::fullRow).toList());
  }

  private Row fullRow(UsageTotals.Total total) {
    List<Cell> cells = groupCells(total);
    cells.add(Cell.text(Boolean.toString(total.simulated())));
    for (long number :
        List.of(
            total.calls(),
            total.unpriced(),
            total.inputTokens(),
            total.cachedTokens(),
            total.outputTokens(),
            total.reasoningTokens(),
            total.costNanoUsd(),
            total.compared(),
            total.comparedNanoUsd(),
            total.referenceNanoUsd())) {
      cells.add(Cell.figure(Unit.COUNT, (double) number));
    }
    Cell reduction = Cell.figure(Unit.COUNT, (double) total.reductionNanoUsd());
    cells.add(total.simulated() ? missing() : reduction);
    cells.add(total.simulated() ? reduction : missing());
    return new Row(cells, "", false);
  }

  private List<Column> groupColumns() {
    List<Column> columns = new ArrayList<>();
    by.forEach(column -> columns.add(Column.text(name(column))));
    return columns;
  }

  private static List<Cell> groupCells(UsageTotals.Total total) {
    List<Cell> cells = new ArrayList<>();
    total.group().forEach(value -> cells.add(Cell.text(value)));
    return cells;
  }

  /** What was saved in money, or that nothing can be said. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (totals.isEmpty()) {
      return List.of("No usage in this span.");
    }
    if (by.contains(UsageTotals.Column.TAG)) {
      return List.of("A call with several tags counts under each of them.");
    }
    for (boolean simulated : new boolean[] {false, true}) {
      UsageTotals.Total sum =
          totals.stream()
              .filter(total -> total.simulated() == simulated && total.compared() > 0)
              .reduce(UsageTotals.Total::plus)
              .orElse(UsageTotals.Total.NONE);
      if (sum.compared() > 0) {
        sentences.add(sentence(sum));
      }
    }
    return sentences;
  }

  private static String sentence(UsageTotals.Total sum) {
    return "%s: %s over %,d compared calls (%s instead of %s at the reference candidate)."
        .formatted(
            sum.simulated() ? "Simulated reduction, no saving" : "Saved",
            Usd.text(sum.reductionNanoUsd()),
            sum.compared(),
            Usd.text(sum.comparedNanoUsd()),
            Usd.text(sum.referenceNanoUsd()));
  }

  ObjectNode asJson(ZoneId zone) {
    ObjectNode root = JsonOption.object().put("zone", zone.getId());
    ArrayNode list = root.putArray("usage");
    for (UsageTotals.Total total : totals) {
      ObjectNode node = list.addObject();
      for (int column = 0; column < by.size(); column++) {
        node.put(name(by.get(column)), total.group().get(column));
      }
      node.put("simulated", total.simulated())
          .put("calls", total.calls())
          .put("unpricedCalls", total.unpriced())
          .put("inputTokens", total.inputTokens())
          .put("cachedInputTokens", total.cachedTokens())
          .put("outputTokens", total.outputTokens())
          .put("reasoningTokens", total.reasoningTokens())
          .put("costNanoUsd", total.costNanoUsd())
          .put("comparedCalls", total.compared())
          .put("comparedCostNanoUsd", total.comparedNanoUsd())
          .put("referenceCostNanoUsd", total.referenceNanoUsd())
          .put(
              total.simulated() ? "simulatedReductionNanoUsd" : "savedNanoUsd",
              total.reductionNanoUsd());
    }
    return root;
  }
}
