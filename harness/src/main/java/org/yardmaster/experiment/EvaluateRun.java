package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yardmaster.data.Split;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.DatasetUnion;
import org.yardmaster.evaluate.Designs;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.Evaluator;
import org.yardmaster.evaluate.HeldOutPart;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.OwnPolicy;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.TaskAccuracy;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.train.OutOfFold;
import org.yardmaster.train.Progress;

/** Judges one data set: candidates, baselines, and a policy on prompts that it has not seen. */
public final class EvaluateRun {
  /** The id of the learned policy in every evaluation. */
  public static final String LEARNED = "yardmaster";

  private final OutcomeTable table;
  private final IntFunction<String> datasetOf;
  private final PriceBook prices;
  private final EvaluationSpec spec;
  private final Progress progress;

  /**
   * Judges with one specification.
   *
   * @param table all outcomes of the data set
   */
  public EvaluateRun(OutcomeTable table, PriceBook prices, EvaluationSpec spec, Progress progress) {
    this(table, row -> table.datasetId(), prices, spec, progress);
  }

  private EvaluateRun(
      OutcomeTable table,
      IntFunction<String> datasetOf,
      PriceBook prices,
      EvaluationSpec spec,
      Progress progress) {
    this.table = table;
    this.datasetOf = datasetOf;
    this.prices = prices;
    this.spec = spec;
    this.progress = progress;
  }

  /**
   * Judges a learner by a design over this table; nothing that it learns is kept.
   *
   * @param folds where the design has folds, at least 2
   * @param split when given, only prompts of this split are judged (the learner still sees all
   *     other parts)
   */
  public Judged designed(Design design, int folds, Teaching teaching, Optional<Split> split) {
    if (folds < 2) {
      throw new IllegalArgumentException("Folds (%d) must be at least 2.".formatted(folds));
    }
    return heldOut(
        new Plan(design.parts(table, folds), design.words(folds), design.meaningfulParts()),
        teaching,
        split);
  }

  /**
   * Judges what the default learner makes of few labels: it learns from so many prompts and is
   * judged on the others.
   *
   * @param seed which prompts it learns from
   */
  public Judged fewLabels(int labels, long seed, Teaching teaching, Optional<Split> split) {
    Designs.Fold part = Designs.fewLabels(table, labels, seed);
    return heldOut(new Plan(List.of(part), part.name(), false), teaching, split);
  }

  /**
   * Judges the default learner on every data set by what the others taught.
   *
   * @throws IllegalArgumentException when they share no candidate
   */
  public static Judged acrossDatasets(
      List<OutcomeTable> tables,
      PriceBook prices,
      EvaluationSpec spec,
      Teaching teaching,
      Optional<Split> split,
      Progress progress) {
    DatasetUnion union = new DatasetUnion(tables);
    Design design = Design.LEAVE_ONE_DATASET_OUT;
    return new EvaluateRun(union.table(), union::datasetOf, prices, spec, progress)
        .heldOut(
            new Plan(
                design.teachable(union.table(), union.leaveOneOut()),
                design.words(tables.size()),
                design.meaningfulParts()),
            teaching,
            split);
  }

  /**
   * What is held out from what.
   *
   * @param words for people
   * @param meaningful whether each part is judged by itself too
   */
  private record Plan(List<Designs.Fold> parts, String words, boolean meaningful) {}

  private Judged heldOut(Plan plan, Teaching teaching, Optional<Split> split) {
    List<Designs.Fold> parts = plan.parts();
    int[] tested =
        parts.stream().flatMapToInt(part -> Arrays.stream(part.test())).sorted().toArray();
    int[] priced = Selection.priced(table);
    if (priced.length < 2) {
      int[] rows = rowIndices(split);
      OutcomeTable judged = table.rows(rows);
      return new Judged(
          Evaluator.evaluate(judged, List.of(), List.of(), "candidates only", spec),
          judged,
          datasets(rows),
          Optional.empty(),
          List.of(),
          spec);
    }
    OutOfFold learned =
        OutOfFold.run(
            table.columns(priced),
            prices,
            teaching.settings(),
            parts,
            LEARNED,
            teaching.families(),
            progress);
    RuledPolicies ruled = RuledPolicies.of(learned, teaching, priced);
    int[] rows = Arrays.stream(rowIndices(split)).filter(row -> isIn(tested, row)).toArray();
    Predictions predictions = widened(learned.predictions(), priced);
    // Where whole tasks are held out, nobody can name them.
    List<String> notes = plan.meaningful() ? List.of() : tasks(learned.task(), rows);
    Judged judged = judge(ruled, predictions, plan.words(), rows, notes);
    return plan.meaningful()
        ? withParts(judged, parts, predictions, ruled.policies().getFirst(), rows)
        : judged;
  }

  private static boolean isIn(int[] sorted, int row) {
    return Arrays.binarySearch(sorted, row) >= 0;
  }

  /** Each part judged by itself; a part that cannot be judged is named in a note. */
  private Judged withParts(
      Judged judged,
      List<Designs.Fold> folds,
      Predictions predictions,
      JudgedPolicy main,
      int[] rows) {
    List<HeldOutPart> parts = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Designs.Fold fold : folds) {
      int[] own = Arrays.stream(fold.test()).filter(row -> isIn(rows, row)).toArray();
      progress.at("judging %s by itself".formatted(fold.name()), parts.size(), folds.size());
      if (table.rows(own).columns(Selection.priced(table)).completeRows().sampleCount() == 0) {
        notes.add(
            "%s is not judged by itself: no prompt of it has all outcomes.".formatted(fold.name()));
      } else {
        parts.add(new HeldOutPart(fold.name(), evaluation(own, predictions, main, judged)));
      }
    }
    return new Judged(
        judged.evaluation().withNotes(notes),
        judged.table(),
        judged.datasets(),
        judged.learned(),
        parts,
        spec);
  }

  private Evaluation evaluation(
      int[] rows, Predictions predictions, JudgedPolicy main, Judged whole) {
    return Evaluator.evaluate(
        table.rows(rows),
        List.of(RuledPolicies.picked(main, rows)),
        List.of(picked(predictions, rows)),
        whole.evaluation().design(),
        spec);
  }

  /**
   * Judges a policy on prompts that it has not seen: the test split of the data set it was trained
   * on, or all of another one; whatever prompt it learned from is left out and counted.
   *
   * @param budgetUsdPer1k when given, the policy decides the judged prompts as one batch of at most
   *     this mean expected cost, in USD per 1,000; it sees no outcome for that
   * @throws IllegalArgumentException when the table lacks one of the policy's candidates, or the
   *     policy has seen every prompt
   */
  public Judged policy(Policy trained, Optional<Split> split, Optional<Double> budgetUsdPer1k) {
    UnseenRows unseen = UnseenRows.of(table, trained, split);
    Policy policy = budgetUsdPer1k.map(usd -> within(trained, unseen, usd)).orElse(trained);
    int[] columns = columns(policy);
    progress.at("deciding %,d prompts".formatted(unseen.rows().length));
    int[] choice = new int[table.sampleCount()];
    Predictions predictions =
        Predictions.none(LEARNED, table.candidateCount(), table.sampleCount());
    String[] task = new String[table.sampleCount()];
    Decider decider = new Decider(policy);
    for (int row : unseen.rows()) {
      String text = table.samples().get(row).prompt().routingText();
      choice[row] = columns[decider.choose(text, Constraints.NONE)];
      Forecast forecast = decider.forecast(text);
      task[row] = policy.task(forecast);
      for (int candidate = 0; candidate < columns.length; candidate++) {
        predictions.success()[columns[candidate]][row] = forecast.success()[candidate];
        predictions.costUsd()[columns[candidate]][row] = forecast.costUsd()[candidate];
      }
    }
    return judge(
        RuledPolicies.one(
            choice,
            budgetUsdPer1k
                .map("operating point by a budget of %s USD per 1,000, as expected"::formatted)
                .orElse("the policy's own operating point")),
        predictions,
        unseen.design(),
        unseen.rows(),
        Stream.concat(unseen.notes().stream(), tasks(Arrays.asList(task), unseen.rows()).stream())
            .toList());
  }

  /** How often the task type read from a text is right; empty where nothing can be said. */
  private List<String> tasks(List<String> read, int[] rows) {
    return TaskAccuracy.note(
            table.rows(rows), Arrays.stream(rows).mapToObj(read::get).toList(), spec)
        .stream()
        .toList();
  }

  /**
   * Judges policies of one's own beside every baseline; the verdict speaks of the first.
   *
   * @param split whose prompts are judged: the policies must have learned from none of them
   * @throws IllegalArgumentException when one names a candidate that the table does not have
   */
  public Evaluation own(List<OwnPolicy> policies, Split split) {
    OutcomeTable judged = table.rows(Selection.rows(table, Set.of(split)));
    progress.at("deciding and judging %,d prompts".formatted(judged.sampleCount()));
    return Evaluator.evaluate(
        judged,
        policies.stream().map(policy -> policy.on(judged)).toList(),
        List.of(),
        "policies of one's own on the %s split".formatted(split.name().toLowerCase(Locale.ROOT)),
        spec);
  }

  private Policy within(Policy policy, UnseenRows unseen, double usdPer1k) {
    return BatchBudget.within(
        policy,
        Arrays.stream(unseen.rows())
            .mapToObj(row -> table.samples().get(row).prompt().routingText())
            .toList(),
        usdPer1k);
  }

  /** Judges choices and predictions of the whole table on some of its rows. */
  private Judged judge(
      RuledPolicies whole, Predictions predictions, String design, int[] rows, List<String> notes) {
    progress.at("judging %,d prompts, %,d replicates".formatted(rows.length, spec.replicates()));
    RuledPolicies ruled = whole.picked(rows);
    Predictions judged = picked(predictions, rows);
    OutcomeTable seen = table.rows(rows);
    Evaluation evaluation =
        Evaluator.evaluate(seen, ruled.policies(), List.of(judged), ruled.curves(), design, spec);
    return new Judged(
        evaluation.withNotes(notes).withNotes(ruled.beside(seen, spec)),
        seen,
        datasets(rows),
        Optional.of(new Judged.Learned(ruled.policies().getFirst(), judged)),
        List.of(),
        spec);
  }

  private List<String> datasets(int[] rows) {
    return Arrays.stream(rows).mapToObj(datasetOf).toList();
  }

  private int[] rowIndices(Optional<Split> split) {
    return split
        .map(one -> Selection.rows(table, Set.of(one)))
        .orElseGet(() -> IntStream.range(0, table.sampleCount()).toArray());
  }

  private int[] columns(Policy policy) {
    List<String> ids = policy.candidates().stream().map(candidate -> candidate.id()).toList();
    Selection.candidates(table, ids);
    return ids.stream().mapToInt(table::candidateIndex).toArray();
  }

  /**
   * Predictions for all candidates of the table; those that were not predicted are never chosen.
   */
  private Predictions widened(Predictions predictions, int[] columns) {
    Predictions wide =
        Predictions.none(predictions.id(), table.candidateCount(), table.sampleCount());
    for (int index = 0; index < columns.length; index++) {
      wide.success()[columns[index]] = predictions.success()[index];
      wide.costUsd()[columns[index]] = predictions.costUsd()[index];
    }
    return wide;
  }

  private static Predictions picked(Predictions predictions, int[] rows) {
    return new Predictions(
        predictions.id(), pick(predictions.success(), rows), pick(predictions.costUsd(), rows));
  }

  private static double[][] pick(double[][] columns, int[] rows) {
    return Arrays.stream(columns)
        .map(column -> Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
        .toArray(double[][]::new);
  }
}
