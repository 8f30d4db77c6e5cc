package org.yardmaster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.data.Split;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.experiment.EvaluateRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.Selection;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.page.EvaluationJson;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.price.PriceBook;
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

  /** Judges and records the judgement. */
  Evaluation judge(DatabaseOption database, String dataset, PrintWriter messages)
      throws IOException {
    OutcomeTable table;
    PriceBook prices;
    try (Lab lab = database.forReading()) {
      OutcomeTable asked = Selection.candidates(lab.table(dataset), candidates);
      table = Selection.answering(asked);
      tellSilent(asked, table, messages);
      prices = lab.prices();
    }
    messages.printf(
        "judging %,d prompts x %d candidates%s...%n",
        table.sampleCount(),
        table.candidateCount(),
        policy.isPresent() ? "" : ", training %d folds".formatted(folds));
    messages.flush();
    EvaluationSpec standard = EvaluationSpec.STANDARD;
    EvaluateRun run =
        new EvaluateRun(
            table,
            prices,
            new EvaluationSpec(
                margin, standard.confidence(), standard.replicates(), standard.seed()));
    Evaluation evaluation =
        policy.isPresent()
            ? run.policy(PolicyFile.read(policy.get()), split)
            : run.outOfFold(folds, TrainSpec.STANDARD, split);
    record(database, evaluation, messages);
    return evaluation;
  }

  private static void tellSilent(OutcomeTable asked, OutcomeTable kept, PrintWriter messages) {
    for (Candidate candidate : asked.candidates()) {
      if (kept.candidateIndex(candidate.id()) < 0) {
        messages.printf("left out: %s has no graded answer%n", candidate.id());
      }
    }
  }

  private void record(DatabaseOption database, Evaluation evaluation, PrintWriter messages) {
    try (Lab lab = database.forWriting()) {
      lab.evaluations()
          .addEvaluation(
              evaluation.dataset(), EvaluationJson.of(evaluation).toString(), provenance());
    } catch (StoreException held) {
      messages.printf("This judgement is not recorded: %s%n", held.getMessage());
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
    facts.put("version", "0.1.0");
    facts.put("java", Runtime.version().toString());
    return facts;
  }
}
