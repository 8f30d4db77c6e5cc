package org.yardmaster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.experiment.Design;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.ManyRuns;
import org.yardmaster.page.Bulletin;
import org.yardmaster.store.EvaluationStore.Recorded;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code yardmaster report --compare}: recorded runs, or policies judged for it. */
final class ComparisonReport {
  private final DatabaseOption database;
  private final JudgingOptions judging;
  private final CommandSpec spec;

  ComparisonReport(DatabaseOption database, JudgingOptions judging, CommandSpec spec) {
    this.database = database;
    this.judging = judging;
    this.spec = spec;
  }

  /**
   * Compares.
   *
   * @param compared ids of runs, and names of policy files
   * @param datasets the one that policies are judged on; may be empty without policies
   */
  Bulletin of(List<String> compared, List<String> datasets) throws IOException {
    if (compared.stream().distinct().count() < compared.size()) {
      throw wrong("A run or policy stands twice behind --compare.");
    }
    List<String> ids = new ArrayList<>();
    for (String one : compared) {
      ids.add(Files.isRegularFile(Path.of(one)) ? judged(Path.of(one), datasets) : one);
    }
    try (Lab lab = database.forReading()) {
      List<Recorded> runs = ids.stream().map(lab.evaluations()::evaluation).toList();
      return ManyRuns.compare(
          lab,
          runs,
          judging.spec(),
          "yardmaster report --compare %s%s --db %s --margin %s"
              .formatted(
                  String.join(" ", compared),
                  datasets.isEmpty() ? "" : " --dataset " + String.join(",", datasets),
                  database.path,
                  judging.margin.value));
    }
  }

  private String judged(Path policy, List<String> datasets) throws IOException {
    if (datasets.size() != 1) {
      throw wrong("Policy %s needs one --dataset to be judged on.".formatted(policy));
    }
    judging.policy = Optional.of(policy);
    judging.requireUsable(spec, Design.FOLDS);
    return judging.judge(database, datasets, Design.FOLDS, spec.commandLine().getErr()).runId();
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
