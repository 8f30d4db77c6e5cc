package org.yardmaster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yardmaster.data.Split;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.experiment.Design;
import org.yardmaster.experiment.EvaluateRun;
import org.yardmaster.experiment.Judged;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.Selection;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.page.EvaluationJson;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provenance.Release;
import org.yardmaster.store.EvaluationStore;
import org.yardmaster.store.StoreException;
import org.yardmaster.train.TrainSpec;
import picocli.CommandLine.Option;

/** How a data set is judged; shared by {@code evaluate} and {@code report}. */
final class JudgingOptions {
  @Option(names = "--policy", paramLabel = "FILE", description = "Policy to judge.")
  Optional<Path> policy = Optional.empty();

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Folds of the default learner (default: ${DEFAULT-VALUE}).")
  int folds = 5;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Judge only prompts of this split: ${COMPLETION-CANDIDATES}.")
  Optional<Split> split = Optional.empty();

  @Option(
      names = "--candidates",
      split = ",",
      paramLabel = "ID",
      description = "Judge these candidates only.")
  List<String> candidates = List.of();

  @Option(
      names = "--margin",
      paramLabel = "Q",
      defaultValue = "0.01",
      description =
          "Quality that may be lost and still count as equal (default: ${DEFAULT-VALUE}).")
  double margin = 0.01;

  /**
   * Judges and records the judgement.
   *
   * @param datasets one, or several for leave-one-dataset-out
   */
  RecordedJudgement judge(DatabaseOption database, List<String> datasets, PrintWriter messages)
      throws IOException {
    return judge(database, datasets, Design.FOLDS, messages);
  }

  /** Judges by a design; a policy that is given has seen its own training split only. */
  RecordedJudgement judge(
      DatabaseOption database, List<String> datasets, Design design, PrintWriter messages)
      throws IOException {
    List<OutcomeTable> tables = tables(database, datasets, messages);
    Judged judged = judged(tables, design, prices(database));
    Map<String, String> facts = provenance();
    facts.put("dataset", judged.evaluation().dataset());
    facts.put("design", judged.evaluation().design());
    facts.put(
        "candidates",
        judged.table().candidates().stream().map(Candidate::id).collect(Collectors.joining(",")));
    facts.put("outcomes digest", judged.outcomesDigest());
    String runId = record(database, judged, facts, messages);
    return new RecordedJudgement(runId, facts, judged);
  }

  /** The asked candidates of every data set, without those that never answered. */
  List<OutcomeTable> tables(DatabaseOption database, List<String> datasets, PrintWriter messages) {
    List<OutcomeTable> tables = new ArrayList<>();
    try (Lab lab = database.forReading()) {
      for (String dataset : datasets) {
        OutcomeTable asked = Selection.candidates(lab.table(dataset), candidates);
        OutcomeTable kept = Selection.answering(asked);
        tellSilent(asked, kept, messages);
        tables.add(kept);
      }
    }
    tables.forEach(
        table ->
            messages.printf(
                "judging %s: %,d prompts x %d candidates%s...%n",
                table.datasetId(),
                table.sampleCount(),
                table.candidateCount(),
                policy.isPresent() ? "" : ", training %d folds".formatted(folds)));
    messages.flush();
    return tables;
  }

  PriceBook prices(DatabaseOption database) {
    try (Lab lab = database.forReading()) {
      return lab.prices();
    }
  }

  private Judged judged(List<OutcomeTable> tables, Design design, PriceBook prices)
      throws IOException {
    if (tables.size() > 1) {
      return EvaluateRun.acrossDatasets(tables, prices, spec(), TrainSpec.STANDARD, split);
    }
    EvaluateRun run = new EvaluateRun(tables.getFirst(), prices, spec());
    if (policy.isPresent()) {
      return run.policy(PolicyFile.read(policy.get()), split);
    }
    return design == Design.FOLDS
        ? run.outOfFold(folds, TrainSpec.STANDARD, split)
        : run.designed(design, folds, TrainSpec.STANDARD, split);
  }

  EvaluationSpec spec() {
    EvaluationSpec standard = EvaluationSpec.STANDARD;
    return new EvaluationSpec(
        margin, standard.confidence(), standard.replicates(), standard.seed());
  }

  private static void tellSilent(OutcomeTable asked, OutcomeTable kept, PrintWriter messages) {
    for (Candidate candidate : asked.candidates()) {
      if (kept.candidateIndex(candidate.id()) < 0) {
        messages.printf("left out: %s has no graded answer%n", candidate.id());
      }
    }
  }

  private static String record(
      DatabaseOption database, Judged judged, Map<String, String> facts, PrintWriter messages) {
    Evaluation evaluation = judged.evaluation();
    String json = EvaluationJson.of(evaluation).toString();
    Map<String, String> choices = new LinkedHashMap<>();
    judged.choices().forEach((sample, candidate) -> choices.put(sample.id(), candidate));
    try (Lab lab = database.forWriting()) {
      return lab.evaluations().addEvaluation(evaluation.dataset(), json, facts, choices);
    } catch (StoreException held) {
      messages.printf("This judgement is not recorded: %s%n", held.getMessage());
      return EvaluationStore.id(json, facts);
    }
  }

  /** What was judged and how. */
  Map<String, String> provenance() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("policy", policy.map(Path::toString).orElse("default learner"));
    facts.put("folds", Integer.toString(folds));
    facts.put("split", split.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("all"));
    facts.put("margin", Double.toString(margin));
    facts.put("train", TrainSpec.STANDARD.toString());
    facts.put("evaluation", EvaluationSpec.STANDARD.toString());
    facts.put("version", Release.VERSION);
    facts.put("java", Runtime.version().toString());
    return facts;
  }
}
