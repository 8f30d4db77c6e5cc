package org.yardmaster.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.page.EvaluationJson;
import org.yardmaster.page.ReportInput;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provenance.Release;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.simulated.SimulatedClient;
import org.yardmaster.replay.ReplayListener;
import org.yardmaster.replay.ReplaySpec;
import org.yardmaster.store.Database;
import org.yardmaster.train.Progress;
import org.yardmaster.train.TrainSpec;

/** The whole path on the built-in data set with simulated candidates, in one folder. */
public final class DemoRun {
  private static final long SEED = 1;
  private static final long REQUESTS_PER_MONTH = 1_000_000;

  private final Path folder;
  private final Clock clock;

  public DemoRun(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Where everything lies, and what was found. */
  public record Result(Evaluation evaluation, Path report, Path database, Path policyFile) {
    /** The judged policy's row. */
    public PolicyResult policy() {
      return evaluation.policies().stream()
          .filter(policy -> policy.id().equals(evaluation.mainPolicy()))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * Runs, or resumes where an earlier run of the same folder stopped.
   *
   * @param step hears what is being done, one line each
   */
  public Result run(Consumer<String> step, ReplayListener listener) throws IOException {
    Files.createDirectories(folder);
    Path database = folder.resolve("lab.duckdb");
    Path policyFile = folder.resolve("policy.yard");
    BuiltinDataset dataset = BuiltinDataset.load();
    try (Lab lab = new Lab(Database.open(database), clock)) {
      step.accept("1/5 importing %,d labelled prompts".formatted(dataset.samples().size()));
      lab.database().transaction(() -> lab.datasets().add(dataset.card(), dataset.samples()));
      step.accept("2/5 replaying them through simulated candidates, grading every answer");
      replay(lab, dataset, listener);
      step.accept("3/5 training a policy; the test split stays unseen");
      TrainRun.Result trained =
          new TrainRun(lab, Progress.silent()).train(dataset.id(), List.of(), TrainSpec.STANDARD);
      PolicyFile.write(trained.policy(), policyFile);
      step.accept("4/5 judging on the test split, beside every baseline");
      OutcomeTable table = lab.table(dataset.id());
      Judged judged =
          new EvaluateRun(table, lab.prices(), EvaluationSpec.STANDARD, Progress.silent())
              .policy(trained.policy(), Optional.empty(), Optional.empty());
      Evaluation evaluation = judged.evaluation();
      Map<String, String> provenance = provenance(policyFile);
      String runId =
          lab.evaluations()
              .addEvaluation(dataset.id(), EvaluationJson.of(evaluation).toString(), provenance);
      step.accept("5/5 writing the report");
      Path report =
          new ReportRun(folder)
              .write(
                  List.of(
                      new ReportExtras(lab, ReportExtras.Detail.STANDARD, Progress.silent())
                          .report(
                              dataset.id(),
                              judged,
                              Optional.of(
                                  new ReportExtras.Taught(trained.policy(), digest(policyFile))))),
                  lab.evaluations().evaluatedAt(runId).orElseGet(clock::instant),
                  lab.prices(),
                  provenance,
                  commands(dataset.id(), database, policyFile),
                  REQUESTS_PER_MONTH);
      return new Result(evaluation, report, database, policyFile);
    }
  }

  private static void replay(Lab lab, BuiltinDataset dataset, ReplayListener listener) {
    SimulatedCandidates simulated = SimulatedCandidates.standard();
    List<String> ids = simulated.candidates().stream().map(Candidate::id).toList();
    new ReplayRun(lab, simulated.candidates(), simulated.prices())
        .run(
            ReplaySpec.of(dataset.id(), ids),
            new SimulatedClient(simulated, dataset.samples(), SEED),
            listener);
  }

  private static Map<String, String> provenance(Path policyFile) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    facts.put("policy digest", digest(policyFile));
    facts.put("simulation seed", Long.toString(SEED));
    facts.put("train", TrainSpec.STANDARD.toString());
    facts.put("evaluation", EvaluationSpec.STANDARD.toString());
    facts.put("version", Release.VERSION);
    facts.put("java", Runtime.version().toString());
    return facts;
  }

  private static String digest(Path policyFile) throws IOException {
    return PolicyFile.digest(Files.readAllBytes(policyFile), policyFile.toString());
  }

  private List<ReportInput.Command> commands(String dataset, Path database, Path policyFile) {
    return List.of(
        new ReportInput.Command(
            "Figures of policies, candidates, tasks, curves, rivals and prices",
            "yardmaster evaluate --dataset %s --policy %s --db %s --json --figures"
                .formatted(dataset, policyFile, database)),
        new ReportInput.Command("Everything", "yardmaster demo --out " + folder));
  }
}
