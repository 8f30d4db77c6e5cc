package org.yardmaster.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.Receipt;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.UsageTotals;
import org.yardmaster.table.CsvTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster usage}. */
@Command(
    name = "usage",
    description = "What was called, what it cost, and what that saved.",
    footer = {
      "",
      "Examples:",
      "  yardmaster usage --ledger ledger.db",
      "  yardmaster usage --by key,model,day --from 2026-11-01 --csv > november.csv",
      "  yardmaster usage --receipts --ledger ledger.db",
      "",
      "Savings compare each call with the reference candidate at the same tokens,",
      "where both costs are known. Simulated calls are summed apart: their reduction",
      "is no saving."
    })
final class UsageCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin LedgerOption ledger = new LedgerOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @ArgGroup Form form = new Form();

  /** At most one of them. */
  static final class Form {
    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    @Option(names = "--csv", description = "Print CSV (RFC 4180) instead of text.")
    boolean csv;
  }

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "COLUMN",
      description = "Any of ${COMPLETION-CANDIDATES} (default: candidate).")
  List<UsageTotals.Column> by = List.of(UsageTotals.Column.CANDIDATE);

  @Option(names = "--from", paramLabel = "DAY", description = "First day, such as 2026-11-01.")
  Optional<LocalDate> from = Optional.empty();

  @Option(names = "--until", paramLabel = "DAY", description = "Last day, included.")
  Optional<LocalDate> until = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose calendar the days go by (default: UTC).")
  ZoneId zone = ZoneOffset.UTC;

  @Option(
      names = "--receipts",
      description = "List payments instead: transaction, amount, tokens, candidate.")
  boolean receipts;

  @Override
  public Integer call() {
    if (receipts) {
      return listReceipts();
    }
    UsageTotals totals = new UsageTotals(by, zone);
    Instant start = from.map(this::start).orElse(Instant.EPOCH);
    Instant end = until.map(day -> start(day.plusDays(1))).orElse(Instant.MAX);
    try (Ledger open = ledger.open()) {
      open.usage().read(start, end, totals);
    }
    UsageTables tables = new UsageTables(by, totals.list());
    PrintWriter out = spec.commandLine().getOut();
    if (form.json) {
      out.println(JsonOption.pretty(tables.asJson(zone)));
    } else if (form.csv) {
      out.print(CsvTable.render(tables.full()));
    } else {
      out.print(screen.render(tables.forPeople()));
      tables.sentences().forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private Integer listReceipts() {
    Instant start = from.map(this::start).orElse(Instant.EPOCH);
    Instant end = until.map(day -> start(day.plusDays(1))).orElse(Instant.MAX);
    PrintWriter out = spec.commandLine().getOut();
    try (Ledger open = ledger.open()) {
      List<Receipt> receipts = Receipt.read(open, start, end);
      UsageReceipts found = new UsageReceipts(receipts);
      if (form.json) {
        out.println(JsonOption.pretty(found.asJson()));
      } else if (form.csv) {
        out.print(CsvTable.render(found.full()));
      } else if (receipts.isEmpty()) {
        out.println("No payments in this span.");
      } else {
        out.print(screen.render(found.forPeople()));
      }
    }
    out.flush();
    return 0;
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
