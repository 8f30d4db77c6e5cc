package org.yardmaster.experiment;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Balance;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.UsageTotals;
import org.yardmaster.ledger.UsageTotals.Total;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.page.Bulletin;
import org.yardmaster.page.Exhibit;
import org.yardmaster.page.ReportInput;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Numbers;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/**
 * A month of a gateway's usage: what was spent, what the reference would have cost, what is left of
 * the budgets, and what was paid by x402. Simulated traffic is summed apart and never called a
 * saving.
 */
public final class Statement {
  private static final List<UsageTotals.Column> GROUPS =
      List.of(
          UsageTotals.Column.KEY,
          UsageTotals.Column.MODEL,
          UsageTotals.Column.TASK,
          UsageTotals.Column.DAY);

  /** Index of the column of what was spent in {@link #usage}. */
  private static final int SPENT = 1;

  private final YearMonth month;
  private final ZoneId zone;
  private final Map<UsageTotals.Column, List<Total>> totals =
      new EnumMap<>(UsageTotals.Column.class);
  private final Map<String, String> labels = new HashMap<>();
  private final List<AccountBalance> budgets;
  private final List<Receipt> receipts;
  private final Total real;
  private final Total simulated;

  private Statement(Ledger ledger, YearMonth month, ZoneId zone, Instant now) {
    this.month = month;
    this.zone = zone;
    Instant start = month.atDay(1).atStartOfDay(zone).toInstant();
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    Map<UsageTotals.Column, UsageTotals> sums = new EnumMap<>(UsageTotals.Column.class);
    Consumer<UsageRecord> all = record -> {};
    for (UsageTotals.Column column : GROUPS) {
      UsageTotals sum = new UsageTotals(List.of(column), zone);
      sums.put(column, sum);
      all = all.andThen(sum);
    }
    ledger.usage().read(start, end, all);
    sums.forEach((column, sum) -> totals.put(column, sum.list()));
    for (ClientKey key : ledger.keys().list()) {
      labels.put(key.id(), key.label());
    }
    this.budgets = ledger.budgets().balances(now.isBefore(end) ? now : end.minusMillis(1));
    this.receipts = Receipt.read(ledger, start, end);
    this.real = sum(false);
    this.simulated = sum(true);
  }

  /**
   * The statement of one month.
   *
   * @param zone whose calendar says when the month begins and ends
   * @param now budgets of a month that is not over are those of this instant
   * @param command what makes the same statement again
   */
  public static Bulletin of(
      Ledger ledger, YearMonth month, ZoneId zone, Instant now, String command) {
    return new Statement(ledger, month, zone, now).bulletin(command);
  }

  private String zoneName() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private Total sum(boolean wanted) {
    return totals.getOrDefault(UsageTotals.Column.DAY, List.of()).stream()
        .filter(total -> total.simulated() == wanted)
        .reduce(Total::plus)
        .orElse(Total.NONE);
  }

  private boolean onlySimulated() {
    return real.calls() == 0 && simulated.calls() > 0;
  }

  private Bulletin bulletin(String command) {
    String name =
        "%s %d"
            .formatted(
                month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), month.getYear());
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(usage(UsageTotals.Column.DAY, "Day by day", "day", OptionalInt.of(SPENT)));
    exhibits.add(usage(UsageTotals.Column.KEY, "By key", "key", OptionalInt.empty()));
    exhibits.add(usage(UsageTotals.Column.MODEL, "By model", "model", OptionalInt.empty()));
    exhibits.add(usage(UsageTotals.Column.TASK, "By task", "task", OptionalInt.empty()));
    exhibits.add(budgets());
    exhibits.add(ReceiptTables.of(receipts));
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("month", month.toString());
    provenance.put("time zone", zoneName());
    return new Bulletin(
        "statement",
        "Yardmaster statement, " + name,
        "%s, by the calendar of %s".formatted(name, zoneName()),
        onlySimulated(),
        answer(),
        lead(),
        figures(),
        exhibits,
        provenance,
        List.of(
            new ReportInput.Command("This statement", command),
            new ReportInput.Command(
                "Its sums in integer nano-dollars",
                "yardmaster usage --by key,model,task,day " + span()),
            new ReportInput.Command("Its receipts", "yardmaster usage --receipts " + span())));
  }

  private String span() {
    return "--from %s --until %s --zone %s --json"
        .formatted(month.atDay(1), month.atEndOfMonth(), zoneName());
  }

  private String answer() {
    Total shown = onlySimulated() ? simulated : real;
    return shown.calls() == 0 ? "No calls" : money(shown.costNanoUsd()) + " spent";
  }

  private String lead() {
    List<String> sentences = new ArrayList<>();
    for (Total total : List.of(real, simulated)) {
      if (total.calls() > 0) {
        sentences.add(sentence(total));
      }
    }
    return sentences.isEmpty()
        ? "The ledger has no call in this month."
        : String.join(" ", sentences);
  }

  private static String sentence(Total total) {
    String calls =
        String.format(
            Locale.ROOT,
            "%,d %scalls cost %s.",
            total.calls(),
            total.simulated() ? "simulated " : "",
            money(total.costNanoUsd()));
    if (total.compared() == 0) {
      return calls + " None can be compared with a reference.";
    }
    return calls
        + String.format(
            Locale.ROOT,
            " At the reference candidate and the same tokens, the %,d that can be compared would"
                + " have cost %s instead of %s: %s %s.",
            total.compared(),
            money(total.referenceNanoUsd()),
            money(total.comparedNanoUsd()),
            total.simulated() ? "a simulated reduction of" : "a saving of",
            money(total.reductionNanoUsd()));
  }

  private Table figures() {
    Total shown = onlySimulated() ? simulated : real;
    String reduction = shown.simulated() ? "Simulated reduction" : "Saved";
    List<Row> rows = new ArrayList<>();
    rows.add(figure("Spent", usd(shown.costNanoUsd()), "on calls of known cost"));
    if (shown.compared() > 0) {
      rows.add(
          figure(
              reduction,
              usd(shown.reductionNanoUsd()),
              "against the reference at the same tokens; says nothing about quality"));
    }
    if (shown.referenceNanoUsd() > 0) {
      rows.add(
          figure(
              reduction + ", relative",
              Cell.figure(Unit.SHARE, (double) shown.reductionNanoUsd() / shown.referenceNanoUsd()),
              "of what the reference would have cost"));
    }
    rows.add(figure("Calls", Cell.figure(Unit.COUNT, (double) shown.calls()), "in this month"));
    rows.add(
        figure(
            "Of unknown cost",
            Cell.figure(Unit.COUNT, (double) shown.unpriced()),
            "left out of spend"));
    rows.add(
        figure(
            "Compared", Cell.figure(Unit.COUNT, (double) shown.compared()), "with the reference"));
    if (!receipts.isEmpty()) {
      rows.add(
          figure(
              "Received by x402",
              usd(ReceiptTables.settledNanoUsd(receipts)),
              "settled payments, top-ups of keys included"));
    }
    return new Table(
        "figures",
        "The month in figures",
        List.of(Column.text("figure"), Column.number("value")),
        rows);
  }

  private static Row figure(String name, Cell value, String remark) {
    return new Row(List.of(Cell.text(name), value), remark, false);
  }

  private static String money(long nano) {
    return Numbers.format(Unit.USD, nano / 1e9);
  }

  private static Cell usd(long nano) {
    return Cell.figure(Unit.USD, nano / 1e9);
  }

  private Exhibit usage(UsageTotals.Column by, String heading, String title, OptionalInt drawn) {
    List<Row> rows =
        totals.getOrDefault(by, List.of()).stream().map(total -> row(by, total)).toList();
    return new Exhibit(
        heading,
        rows.isEmpty()
            ? "No calls."
            : "Reference and difference are of the calls whose cost is known at both.",
        rows.size() < 2 ? OptionalInt.empty() : drawn,
        new Table(
            "by-" + title,
            heading,
            List.of(
                Column.text(title),
                Column.number("USD spent"),
                Column.number("reference"),
                Column.number(onlySimulated() ? "simulated reduction" : "saved"),
                Column.number("calls"),
                Column.number("unknown cost"),
                Column.number("input"),
                Column.number("cached"),
                Column.number("output"),
                Column.number("reasoning")),
            rows));
  }

  private Row row(UsageTotals.Column by, Total total) {
    boolean compared = total.compared() > 0;
    boolean named = !total.simulated() || onlySimulated();
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(name(by, total.group().getFirst())));
    cells.add(usd(total.costNanoUsd()));
    cells.add(compared ? usd(total.referenceNanoUsd()) : new Cell.Missing("not compared"));
    cells.add(
        compared && named
            ? usd(total.reductionNanoUsd())
            : new Cell.Missing(compared ? "simulated, so no saving" : "not compared"));
    for (long count :
        List.of(
            total.calls(),
            total.unpriced(),
            total.inputTokens(),
            total.cachedTokens(),
            total.outputTokens(),
            total.reasoningTokens())) {
      cells.add(Cell.figure(Unit.COUNT, (double) count));
    }
    return new Row(cells, total.simulated() ? "simulated" : "", false);
  }

  private String name(UsageTotals.Column by, String value) {
    if (value.isEmpty()) {
      return "(none)";
    }
    String label = by == UsageTotals.Column.KEY ? labels.getOrDefault(value, "") : "";
    return label.isEmpty() ? value : "%s (%s)".formatted(label, value);
  }

  private Exhibit budgets() {
    List<Row> rows = budgets.stream().map(Statement::row).toList();
    return new Exhibit(
        "Budgets",
        rows.isEmpty()
            ? "No budget counted a call at the end of the month."
            : "The budgets of the turns that contain the end of the month, or now if it is not"
                + " over. A hold of a request that died counts as spent.",
        OptionalInt.empty(),
        new Table(
            "budgets",
            "Budgets",
            List.of(
                Column.text("budget"),
                Column.number("cap"),
                Column.number("spent"),
                Column.number("reserved"),
                Column.number("left"),
                Column.number("used"),
                Column.number("above holds"),
                Column.number("dead holds")),
            rows));
  }

  private static Row row(AccountBalance one) {
    Balance balance = one.balance();
    long used = balance.spentNanoUsd() + balance.reservedNanoUsd();
    return Row.of(
        Cell.text(one.account().source()),
        usd(balance.capNanoUsd()),
        usd(balance.spentNanoUsd()),
        usd(balance.reservedNanoUsd()),
        usd(balance.capNanoUsd() - used),
        balance.capNanoUsd() > 0
            ? Cell.figure(Unit.SHARE, (double) used / balance.capNanoUsd())
            : new Cell.Missing("the cap is nothing"),
        usd(balance.excessNanoUsd()),
        usd(balance.expiredNanoUsd()));
  }
}
