package org.yardmaster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.experiment.Design;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.ReportRun;
import org.yardmaster.page.DatasetReport;
import org.yardmaster.page.ReportInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster report}. */
@Command(
    name = "report",
    description = "Publish the judgement as one HTML file, with Markdown, JSON and CSV beside it.",
    footer = {
      "",
      "Examples:",
      "  yardmaster report --dataset bfcl --db lab.duckdb --out report",
      "  yardmaster report --dataset bfcl --policy bfcl.yard --requests-per-month 3000000",
      "",
      "Every number stands in report.json too, and the report says how to recompute it."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin JudgingOptions judging = new JudgingOptions();

  @Option(
      names = "--dataset",
      required = true,
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

  @Override
  public Integer call() throws IOException {
    judging.requireUsable(spec, Design.FOLDS);
    List<DatasetReport> reports = new ArrayList<>();
    List<ReportInput.Command> commands = new ArrayList<>();
    for (String dataset : datasets) {
      Evaluation evaluation =
          judging
              .judge(database, List.of(dataset), Design.FOLDS, spec.commandLine().getErr())
              .evaluation();
      commands.add(new ReportInput.Command("figures of " + dataset, recompute(dataset)));
      try (Lab lab = database.forReading()) {
        reports.add(DatasetReport.of(evaluation, lab.datasets().card(dataset)));
      }
    }
    Path page;
    try (Lab lab = database.forReading()) {
      page =
          new ReportRun(out, Clock.systemUTC())
              .write(
                  reports,
                  lab.prices(),
                  judging.provenance(Design.FOLDS),
                  commands,
                  requestsPerMonth);
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(
        json.wanted
            ? JsonOption.pretty(JsonOption.object().put("report", page.toString()))
            : "report: " + page);
    writer.flush();
    return 0;
  }

  private String recompute(String dataset) {
    StringBuilder line =
        new StringBuilder(
            "yardmaster evaluate --dataset %s --db %s".formatted(dataset, database.path));
    judging.policy.ifPresent(file -> line.append(" --policy ").append(file));
    judging.budgetUsdPer1k.ifPresent(usd -> line.append(" --budget-usd-per-1k ").append(usd));
    judging.split.ifPresent(split -> line.append(" --split ").append(split));
    if (!judging.candidates.isEmpty()) {
      line.append(" --candidates ").append(String.join(",", judging.candidates));
    }
    judging.folds.ifPresent(folds -> line.append(" --folds ").append(folds));
    return line.append(" --margin %s --json".formatted(judging.margin)).toString();
  }
}
