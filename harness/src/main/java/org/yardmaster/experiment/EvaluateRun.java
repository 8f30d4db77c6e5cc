package org.yardmaster.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.yardmaster.data.Split;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.DatasetUnion;
import org.yardmaster.evaluate.Designs;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.Evaluator;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.train.OutOfFold;
import org.yardmaster.train.TrainSpec;

/** Judges one data set: candidates, baselines, and a policy on prompts that it has not seen. */
public final class EvaluateRun {
  /** The id of the learned policy in every evaluation. */
  public static final String LEARNED = "yardmaster";

  private final OutcomeTable table;
  private final PriceBook prices;
  private final EvaluationSpec spec;

  /**
   * Judges with one specification.
   *
   * @param table all outcomes of the data set
   */
  public EvaluateRun(OutcomeTable table, PriceBook prices, EvaluationSpec spec) {
    this.table = table;
    this.prices = prices;
    this.spec = spec;
  }

  /**
   * Judges the default learner out-of-fold; nothing that it learns is kept.
   *
   * @param split when given, only prompts of this split are judged (the learner still sees all
   *     other folds)
   */
  public Judged outOfFold(int folds, TrainSpec trainSpec, Optional<Split> split) {
    if (folds < 2) {
      throw new IllegalArgumentException("Folds (%d) must be at least 2.".formatted(folds));
    }
    return designed(Design.FOLDS, folds, trainSpec, split);
  }

  /** Judges the default learner by another design over this table. */
  public Judged designed(Design design, int folds, TrainSpec trainSpec, Optional<Split> split) {
    return heldOut(design.parts(table, folds), design.words(folds), trainSpec, split);
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
      TrainSpec trainSpec,
      Optional<Split> split) {
    DatasetUnion union = new DatasetUnion(tables);
    Design design = Design.LEAVE_ONE_DATASET_OUT;
    return new EvaluateRun(union.table(), prices, spec)
        .heldOut(
            design.teachable(union.table(), union.leaveOneOut()),
            design.words(tables.size()),
            trainSpec,
            split);
  }

  private Judged heldOut(
      List<Designs.Fold> parts, String design, TrainSpec trainSpec, Optional<Split> split) {
    int[] tested =
        parts.stream().flatMapToInt(part -> Arrays.stream(part.test())).sorted().toArray();
    int[] priced = Selection.priced(table);
    if (priced.length < 2) {
      OutcomeTable judged = table.rows(rowIndices(split));
      return new Judged(
          Evaluator.evaluate(judged, List.of(), List.of(), "candidates only", spec),
          judged,
          Optional.empty(),
          spec);
    }
    OutOfFold learned = OutOfFold.run(table.columns(priced), prices, trainSpec, parts, LEARNED);
    int[] choice = Arrays.stream(learned.choice()).map(index -> priced[index]).toArray();
    String note = "operating point chosen inside each fold on its calibration prompts";
    int[] rows = Arrays.stream(rowIndices(split)).filter(row -> isIn(tested, row)).toArray();
    return judge(choice, widened(learned.predictions(), priced), design, note, rows);
  }

  private static boolean isIn(int[] sorted, int row) {
    return Arrays.binarySearch(sorted, row) >= 0;
  }

  /**
   * Judges a policy on the test split of the data set it was trained on, or on all of another one.
   *
   * @throws IllegalArgumentException when the table lacks one of the policy's candidates
   */
  public Judged policy(Policy policy, Optional<Split> split) {
    boolean own = table.datasetId().equals(policy.provenance().get(TrainRun.DATASET));
    if (own && split.isPresent() && split.get() != Split.TEST) {
      throw new IllegalArgumentException(
          "The policy was trained on the %s split of %s; expected --split test.\nMaybe leave --split out, or judge the learner with --folds instead of --policy."
              .formatted(split.get(), table.datasetId()));
    }
    int[] columns = columns(policy);
    int[] choice = new int[table.sampleCount()];
    double[][] success = new double[table.candidateCount()][table.sampleCount()];
    double[][] usd = new double[table.candidateCount()][table.sampleCount()];
    Decider decider = new Decider(policy);
    for (int row = 0; row < choice.length; row++) {
      String text = table.samples().get(row).prompt().routingText();
      choice[row] = columns[decider.choose(text, Constraints.NONE)];
      Forecast forecast = decider.forecast(text);
      for (int candidate = 0; candidate < columns.length; candidate++) {
        success[columns[candidate]][row] = forecast.success()[candidate];
        usd[columns[candidate]][row] = forecast.costUsd()[candidate];
      }
    }
    Optional<Split> judged = own ? Optional.of(Split.TEST) : split;
    String design = own ? "held-out test split" : "policy trained on another data set";
    return judge(
        choice,
        new Predictions(LEARNED, success, usd),
        design,
        "the policy's own operating point",
        rowIndices(judged));
  }

  private Judged judge(
      int[] choice, Predictions predictions, String design, String note, int[] rows) {
    JudgedPolicy policy =
        new JudgedPolicy(
            LEARNED,
            PolicyKind.LEARNED,
            new Assignment.Fixed(Arrays.stream(rows).map(row -> choice[row]).toArray()),
            note);
    Predictions judged =
        new Predictions(
            predictions.id(), pick(predictions.success(), rows), pick(predictions.costUsd(), rows));
    OutcomeTable seen = table.rows(rows);
    return new Judged(
        Evaluator.evaluate(seen, List.of(policy), List.of(judged), design, spec),
        seen,
        Optional.of(new Judged.Learned(policy, judged)),
        spec);
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
    double[][] success = new double[table.candidateCount()][table.sampleCount()];
    double[][] usd = new double[table.candidateCount()][table.sampleCount()];
    for (int index = 0; index < columns.length; index++) {
      success[columns[index]] = predictions.success()[index];
      usd[columns[index]] = predictions.costUsd()[index];
    }
    return new Predictions(predictions.id(), success, usd);
  }

  private static double[][] pick(double[][] columns, int[] rows) {
    return Arrays.stream(columns)
        .map(column -> Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
        .toArray(double[][]::new);
  }
}
