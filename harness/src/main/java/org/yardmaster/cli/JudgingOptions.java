package org.yardmaster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yardmaster.data.Split;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.RuleKind;
import org.yardmaster.experiment.ArrivalRun;
import org.yardmaster.experiment.Design;
import org.yardmaster.experiment.EvaluateRun;
import org.yardmaster.experiment.Judged;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.Selection;
import org.yardmaster.experiment.Teaching;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.page.EvaluationJson;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provenance.Release;
import org.yardmaster.store.EvaluationStore;
import org.yardmaster.store.FlipRates;
import org.yardmaster.store.StoreException;
import org.yardmaster.train.AutoTrain;
import org.yardmaster.train.TrainSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a data set is judged; shared by {@code evaluate} and {@code report}. */
final class JudgingOptions {
  private static final int FOLDS = 5;
  private static final int INNER_FOLDS = 3;

  @Option(names = "--policy", paramLabel = "FILE", description = "Policy to judge.")
  Optional<Path> policy = Optional.empty();

  @Option(
      names = "--folds",
      paramLabel = "N",
      converter = Ranges.Folds.class,
      description = "Folds of the default learner, without --policy (default: 5).")
  Optional<Integer> folds = Optional.empty();

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      description =
          "Who learns where no --policy is given: ${COMPLETION-CANDIDATES} (default: logistic).")
  Optional<TrainSpec.Learner> learner = Optional.empty();

  @Option(
      names = "--auto",
      description =
          "Without --policy: choose learner and settings anew for each part, by cross-validation"
              + " inside it (nested).")
  boolean auto;

  @Option(
      names = "--labels",
      paramLabel = "N",
      converter = Ranges.Count.class,
      description = "Without --policy: learn from N prompts only and judge the others.")
  Optional<Integer> labels = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Which prompts --labels takes (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Judge only prompts of this split: ${COMPLETION-CANDIDATES}.")
  Optional<Split> split = Optional.empty();

  @Option(
      names = "--budget-usd-per-1k",
      paramLabel = "USD",
      converter = Ranges.Positive.class,
      description =
          "With --policy: decide the judged prompts as one batch whose mean expected cost keeps"
              + " this.")
  Optional<Double> budgetUsdPer1k = Optional.empty();

  @Option(
      names = "--candidates",
      split = ",",
      paramLabel = "ID",
      description = "Judge these candidates only.")
  List<String> candidates = List.of();

  @Mixin MarginOption margin = new MarginOption();

  /** Which rules decide by what the default learner expects; the verdict speaks of the first. */
  List<RuleKind> rules = List.of(RuleKind.UTILITY);

  /**
   * Refuses options that would be ignored.
   *
   * @throws ParameterException naming them
   */
  void requireUsable(CommandSpec spec, Design design) {
    if (folds.isPresent() && policy.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "A policy is taught already, so there are no folds. Leave out one of --folds and"
              + " --policy.");
    }
    if (Stream.of(learner.isPresent(), auto, policy.isPresent()).filter(given -> given).count() > 1
        || (auto && design == Design.NEW_CANDIDATE)) {
      throw new ParameterException(
          spec.commandLine(),
          "--policy is taught already, --learner says who learns, --auto searches for it (not with"
              + " --design new-candidate); give one of them.");
    }
    if (budgetUsdPer1k.isPresent() && policy.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--budget-usd-per-1k goes with --policy only.");
    }
    if (labels.isPresent() && (policy.isPresent() || folds.isPresent() || design != Design.FOLDS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--labels says what the default learner is taught, so it goes without --policy, --folds"
              + " and --design.");
    }
    if (labels.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption("--seed")) {
      throw new ParameterException(
          spec.commandLine(), "--seed says which prompts --labels takes; give both or neither.");
    }
    if (folds.isPresent() && !design.folded()) {
      throw new ParameterException(
          spec.commandLine(), "Design (%s) has no folds; leave out --folds.".formatted(design));
    }
  }

  private TrainSpec trainSpec() {
    return learner.map(TrainSpec::standard).orElse(TrainSpec.STANDARD);
  }

  /** Settings are fixed, or chosen by what each part may learn from. */
  private Teaching teaching(PriceBook prices) {
    return new Teaching(
        auto
            ? learnable -> AutoTrain.choice(learnable, prices, INNER_FOLDS)
            : learnable -> trainSpec(),
        rules);
  }

  int folds() {
    return folds.orElse(FOLDS);
  }

  /**
   * Judges by a design and records the judgement; a policy that is given is judged on prompts that
   * it has not seen.
   *
   * @param datasets one, or several for leave-one-dataset-out
   */
  RecordedJudgement judge(
      DatabaseOption database, List<String> datasets, Design design, PrintWriter messages)
      throws IOException {
    List<OutcomeTable> tables = tables(database, datasets, messages);
    Judged judged =
        judged(tables, design, prices(database), messages)
            .withFlipRates(flipRates(database, datasets));
    Map<String, String> facts = provenance(design);
    facts.put("dataset", judged.evaluation().dataset());
    facts.put("design", judged.evaluation().design());
    facts.put("candidates", candidates(judged.table()));
    facts.put("outcomes digest", judged.outcomesDigest());
    String runId =
        record(
            database,
            new Recorded(
                judged.evaluation().dataset(),
                EvaluationJson.of(judged.evaluation()).toString(),
                facts,
                judged.choices().stream()
                    .map(
                        one ->
                            new EvaluationStore.Choice(
                                one.dataset(), one.sample().id(), one.candidate()))
                    .toList()),
            messages);
    return new RecordedJudgement(runId, facts, judged);
  }

  private static String candidates(OutcomeTable table) {
    return table.candidates().stream().map(Candidate::id).collect(Collectors.joining(","));
  }

  /** Judges what a candidate's arrival costs, and records it. */
  RecordedArrival arrive(
      DatabaseOption database, String dataset, Optional<String> arriving, PrintWriter messages)
      throws IOException {
    OutcomeTable table = tables(database, List.of(dataset), messages).getFirst();
    ArrivalRun run = new ArrivalRun(table, prices(database), spec());
    ArrivalRun.Result result;
    try (WorkProgress progress = new WorkProgress("evaluate", messages)) {
      result = run.run(arriving, folds(), trainSpec(), progress);
    }
    Map<String, String> facts = provenance(Design.NEW_CANDIDATE);
    facts.put("dataset", dataset);
    facts.put("design", Design.NEW_CANDIDATE.toString());
    facts.put("candidates", candidates(table));
    String runId =
        record(
            database,
            new Recorded(dataset, ArrivalOutput.json(result).toString(), facts, List.of()),
            messages);
    return new RecordedArrival(runId, facts, result);
  }

  /** What goes into the database. */
  record Recorded(
      String dataset,
      String json,
      Map<String, String> facts,
      List<EvaluationStore.Choice> choices) {}

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
                "judging %s: %,d prompts x %d candidates%n",
                table.datasetId(), table.sampleCount(), table.candidateCount()));
    messages.flush();
    return tables;
  }

  PriceBook prices(DatabaseOption database) {
    try (Lab lab = database.forReading()) {
      return lab.prices();
    }
  }

  /** Of one data set; over several, a candidate has a rate in each and none altogether. */
  private static Map<String, Double> flipRates(DatabaseOption database, List<String> datasets) {
    if (datasets.size() > 1) {
      return Map.of();
    }
    try (Lab lab = database.forReading()) {
      return new FlipRates(lab.database()).read(datasets.getFirst());
    }
  }

  private Judged judged(
      List<OutcomeTable> tables, Design design, PriceBook prices, PrintWriter messages)
      throws IOException {
    try (WorkProgress progress = new WorkProgress("evaluate", messages)) {
      if (tables.size() > 1) {
        return EvaluateRun.acrossDatasets(
            tables, prices, spec(), teaching(prices), split, progress);
      }
      EvaluateRun run = new EvaluateRun(tables.getFirst(), prices, spec(), progress);
      if (labels.isPresent()) {
        return run.fewLabels(labels.get(), seed, teaching(prices), split);
      }
      return policy.isPresent()
          ? run.policy(PolicyFile.read(policy.get()), split, budgetUsdPer1k)
          : run.designed(design, folds(), teaching(prices), split);
    }
  }

  EvaluationSpec spec() {
    return margin.spec();
  }

  /** What was given, to be given again: each option with a space before it. */
  String given() {
    StringBuilder line = new StringBuilder();
    policy.ifPresent(file -> line.append(" --policy ").append(file));
    budgetUsdPer1k.ifPresent(usd -> line.append(" --budget-usd-per-1k ").append(usd));
    learner.ifPresent(one -> line.append(" --learner ").append(one));
    line.append(auto ? " --auto" : "");
    labels.ifPresent(count -> line.append(" --labels %d --seed %d".formatted(count, seed)));
    split.ifPresent(one -> line.append(" --split ").append(one));
    if (!candidates.isEmpty()) {
      line.append(" --candidates ").append(String.join(",", candidates));
    }
    folds.ifPresent(count -> line.append(" --folds ").append(count));
    return line.append(" --margin ").append(margin.value).toString();
  }

  private static void tellSilent(OutcomeTable asked, OutcomeTable kept, PrintWriter messages) {
    for (Candidate candidate : asked.candidates()) {
      if (kept.candidateIndex(candidate.id()) < 0) {
        messages.printf("left out: %s has no graded answer%n", candidate.id());
      }
    }
  }

  /** Records a judgement, if the database can be written; returns its id. */
  static String record(DatabaseOption database, Recorded run, PrintWriter messages) {
    try (Lab lab = database.forWriting()) {
      return lab.evaluations().addEvaluation(run.dataset(), run.json(), run.facts(), run.choices());
    } catch (StoreException held) {
      messages.printf("This judgement is not recorded: %s%n", held.getMessage());
      return EvaluationStore.id(run.json(), run.facts());
    }
  }

  /** Records a judgement made from sums; returns its id. */
  String record(DatabaseOption database, Evaluation evaluation, PrintWriter messages)
      throws IOException {
    Map<String, String> facts = provenance(Design.FOLDS);
    facts.put("dataset", evaluation.dataset());
    facts.put("design", evaluation.design());
    return record(
        database,
        new Recorded(
            evaluation.dataset(), EvaluationJson.of(evaluation).toString(), facts, List.of()),
        messages);
  }

  /** What was judged and how. */
  Map<String, String> provenance(Design design) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    facts.put("policy", policy.map(Path::toString).orElse("default learner"));
    if (policy.isPresent()) {
      facts.put(
          "policy digest",
          PolicyFile.digest(Files.readAllBytes(policy.get()), policy.get().toString()));
    } else {
      facts.put("train", auto ? "chosen for each part" : trainSpec().toString());
      facts.put("rule", rules.stream().map(RuleKind::toString).collect(Collectors.joining(",")));
      if (labels.isPresent()) {
        facts.put("labels", "%d, seed %d".formatted(labels.get(), seed));
      } else if (design.folded()) {
        facts.put("folds", Integer.toString(folds()));
      }
    }
    budgetUsdPer1k.ifPresent(usd -> facts.put("budget USD per 1k", Double.toString(usd)));
    facts.put("split", split.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("all"));
    facts.put("margin", Double.toString(margin.value));
    facts.put("evaluation", spec().toString());
    facts.put("version", Release.VERSION);
    facts.put("java", Runtime.version().toString());
    return facts;
  }
}
