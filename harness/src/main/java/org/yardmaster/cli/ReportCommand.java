package org.yardmaster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.ReportExtras;
import org.yardmaster.experiment.Statement;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.page.Bulletin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster report}. */
@Command(
    name = "report",
    description =
        "Publish a judgement, a comparison or a monthly statement as one HTML file, with Markdown,"
            + " JSON and CSV beside it.",
    footer = {
      "",
      "Examples:",
      "  yardmaster report --dataset bfcl --db lab.duckdb --out report",
      "  yardmaster report --dataset bfcl --policy bfcl.yard --requests-per-month 3000000",
      "  yardmaster report --compare 3f9a 81c0 b204 --db lab.duckdb",
      "  yardmaster report --compare small.yard large.yard --dataset bfcl --db lab.duckdb",
      "  yardmaster report --statement --ledger ledger.db --month 2026-11",
      "",
      "Every number stands in report.json too, and the report says how to recompute it. The same",
      "judgement gives the same bytes."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin JudgingOptions judging = new JudgingOptions();

  @Option(
      names = "--dataset",
      split = ",",
      paramLabel = "ID",
      description = "Data sets to report on.")
  List<String> datasets = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "report",
      description = "Folder to write (default: ${DEFAULT-VALUE}).")
  Path out = Path.of("report");

  @Option(
      names = "--requests-per-month",
      paramLabel = "N",
      converter = Ranges.Count.class,
      defaultValue = "1000000",
      description = "Traffic that monthly figures are computed for (default: ${DEFAULT-VALUE}).")
  int requestsPerMonth = 1_000_000;

  @Option(
      names = "--prompts",
      description = "Print the texts of the prompts with the worst regrets.")
  boolean prompts;

  @Option(
      names = "--learning-curve",
      description = "Also learn from fewer labels, twenty times, to see what more would bring.")
  boolean learningCurve;

  @Option(
      names = "--compare",
      arity = "2..*",
      paramLabel = "RUN",
      description =
          "Instead: compare recorded runs, by the ids that `evaluate` printed or their first"
              + " digits, or policy files judged on --dataset.")
  List<String> compared = List.of();

  @Option(
      names = "--statement",
      description = "Instead: the statement of a month from a gateway's usage records.")
  boolean statement;

  @Mixin LedgerOption ledger = new LedgerOption();

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = "With --statement: which month (default: this one).")
  Optional<YearMonth> month = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "With --statement: whose calendar (default: UTC).")
  ZoneId zone = ZoneOffset.UTC;

  @Override
  public Integer call() throws IOException {
    Path page = write();
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(
        json.wanted
            ? JsonOption.pretty(JsonOption.object().put("report", page.toString()))
            : "report: " + page);
    writer.flush();
    return 0;
  }

  private Path write() throws IOException {
    if (statement && !compared.isEmpty()) {
      throw wrong("Leave out one of --compare and --statement.");
    }
    if (statement) {
      return BulletinFolder.write(out, statement());
    }
    if (!compared.isEmpty()) {
      return BulletinFolder.write(
          out, new ComparisonReport(database, judging, spec).of(compared, datasets));
    }
    if (datasets.isEmpty()) {
      throw wrong("Missing required option: '--dataset=ID'");
    }
    return new JudgementReport(database, judging, spec)
        .write(datasets, out, requestsPerMonth, new ReportExtras.Detail(prompts, learningCurve));
  }

  private Bulletin statement() {
    Clock clock = Clock.systemUTC();
    YearMonth asked = month.orElse(YearMonth.now(clock.withZone(zone)));
    try (Ledger open = ledger.open()) {
      return Statement.of(
          open,
          asked,
          zone,
          clock.instant(),
          "yardmaster report --statement --ledger %s --month %s --zone %s"
              .formatted(ledger.place, asked, zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()));
    }
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
