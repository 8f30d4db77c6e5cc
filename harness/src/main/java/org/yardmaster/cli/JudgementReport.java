package org.yardmaster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.experiment.Design;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.ReportExtras;
import org.yardmaster.experiment.ReportRun;
import org.yardmaster.page.DatasetReport;
import org.yardmaster.page.ReportInput;
import org.yardmaster.policyfile.PolicyFile;
import picocli.CommandLine.Model.CommandSpec;

/** {@code yardmaster report --dataset}: judges data sets and publishes the judgement. */
final class JudgementReport {
  private final DatabaseOption database;
  private final JudgingOptions judging;
  private final CommandSpec spec;

  JudgementReport(DatabaseOption database, JudgingOptions judging, CommandSpec spec) {
    this.database = database;
    this.judging = judging;
    this.spec = spec;
  }

  /** Returns where the page lies. */
  Path write(List<String> datasets, Path out, long requestsPerMonth, ReportExtras.Detail detail)
      throws IOException {
    judging.requireUsable(spec, Design.FOLDS);
    PrintWriter messages = spec.commandLine().getErr();
    Map<String, String> provenance = judging.provenance(Design.FOLDS);
    List<DatasetReport> reports = new ArrayList<>();
    List<ReportInput.Command> commands = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    for (String dataset : datasets) {
      RecordedJudgement judgement =
          judging.judge(database, List.of(dataset), Design.FOLDS, messages);
      provenance.put("run of " + dataset, judgement.runId());
      commands.addAll(commands(dataset));
      try (Lab lab = database.forReading();
          WorkProgress progress = new WorkProgress("report", messages)) {
        lab.evaluations().evaluatedAt(judgement.runId()).ifPresent(times::add);
        reports.add(
            new ReportExtras(lab, detail, progress).report(dataset, judgement.judged(), taught()));
      }
    }
    commands.add(
        new ReportInput.Command("Everything else in this report", line(datasets, out, detail)));
    try (Lab lab = database.forReading()) {
      return new ReportRun(out)
          .write(
              reports,
              times.stream().max(Comparator.naturalOrder()).orElseGet(lab.clock()::instant),
              lab.prices(),
              provenance,
              commands,
              requestsPerMonth);
    }
  }

  private Optional<ReportExtras.Taught> taught() throws IOException {
    if (judging.policy.isEmpty()) {
      return Optional.empty();
    }
    Path file = judging.policy.get();
    byte[] bytes = Files.readAllBytes(file);
    return Optional.of(
        new ReportExtras.Taught(
            PolicyFile.read(bytes, file.toString()), PolicyFile.digest(bytes, file.toString())));
  }

  private List<ReportInput.Command> commands(String dataset) {
    List<ReportInput.Command> commands = new ArrayList<>();
    commands.add(
        new ReportInput.Command(
            "Answer, policies, candidates, tasks, curves, rivals, prices and metrics of " + dataset,
            "yardmaster evaluate --dataset %s%s --json --figures".formatted(dataset, options())));
    judging.policy.ifPresent(
        file ->
            commands.add(
                new ReportInput.Command(
                    "What the policy goes by on all prompts of " + dataset,
                    "yardmaster evaluate attribution --policy %s --dataset %s --db %s"
                        .formatted(file, dataset, database.path))));
    commands.add(
        new ReportInput.Command(
            "Leaks and doubtful data of " + dataset,
            "yardmaster datasets validate --dataset %s --db %s --json"
                .formatted(dataset, database.path)));
    return commands;
  }

  private String line(List<String> datasets, Path out, ReportExtras.Detail detail) {
    return "yardmaster report --dataset %s%s --out %s%s%s"
        .formatted(
            String.join(",", datasets),
            options(),
            out,
            detail.learningCurve() ? " --learning-curve" : "",
            detail.prompts() ? " --prompts" : "");
  }

  private String options() {
    return " --db %s%s".formatted(database.path, judging.given());
  }
}
