package org.yardmaster.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Split;
import org.yardmaster.decide.Policy;
import org.yardmaster.load.Labels;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.provenance.Release;
import org.yardmaster.train.AutoTrain;
import org.yardmaster.train.Leaderboard;
import org.yardmaster.train.LearningCurve;
import org.yardmaster.train.PolicyTrainer;
import org.yardmaster.train.Progress;
import org.yardmaster.train.TrainSpec;

/**
 * Trains a policy on the training and calibration splits; probabilities and operating point come
 * from prompts that the weights behind them did not see. The test split is not touched.
 */
public final class TrainRun {
  /** Provenance key: the data set a policy was trained on. */
  public static final String DATASET = "dataset";

  private static final int FOLDS = 5;

  private final Lab lab;
  private final Progress progress;

  public TrainRun(Lab lab, Progress progress) {
    this.lab = lab;
    this.progress = progress;
  }

  /**
   * What came out.
   *
   * @param spec settings it was trained with
   * @param trainPrompts prompts learned from
   * @param leftOut candidates without a cost
   */
  public record Result(Policy policy, TrainSpec spec, int trainPrompts, List<String> leftOut) {}

  /**
   * Trains.
   *
   * @param candidateIds the candidates to choose from; empty for all that have a cost
   * @throws IllegalArgumentException when the data set forbids training, a candidate is unknown or
   *     has no cost, or there is nothing to learn
   */
  public Result train(String datasetId, List<String> candidateIds, TrainSpec spec) {
    Lesson lesson = lesson(datasetId, candidateIds);
    int[] learnable = lesson.learnable();
    progress.at("learning from %,d prompts".formatted(learnable.length));
    Policy policy =
        new PolicyTrainer(lesson.table(), lab.prices(), spec).train(learnable, facts(lesson, spec));
    return new Result(policy, spec, learnable.length, lesson.leftOut());
  }

  /** Chooses learner and settings by cross-validation; the test split is not touched. */
  public Leaderboard search(String datasetId, List<String> candidateIds) {
    Lesson lesson = lesson(datasetId, candidateIds);
    return AutoTrain.search(
        lesson.table().rows(lesson.learnable()),
        lab.prices(),
        FOLDS,
        AutoTrain.standardSpecs(),
        progress);
  }

  /** What more labels would pay, by cross-validation; the test split is not touched. */
  public LearningCurve curve(String datasetId, List<String> candidateIds, TrainSpec spec) {
    Lesson lesson = lesson(datasetId, candidateIds);
    return LearningCurve.of(
        lesson.table().rows(lesson.learnable()), lab.prices(), spec, FOLDS, progress);
  }

  /**
   * What may be learned from.
   *
   * @param table candidates with a cost, all prompts
   * @param train rows of the training split
   * @param calibration rows of the calibration split
   * @param leftOut candidates without a cost
   */
  record Lesson(OutcomeTable table, int[] train, int[] calibration, List<String> leftOut) {

    /** Both splits, in the table's order. */
    int[] learnable() {
      return IntStream.concat(Arrays.stream(train), Arrays.stream(calibration)).sorted().toArray();
    }
  }

  /** Refuses what {@link #train} refuses. */
  Lesson lesson(String datasetId, List<String> candidateIds) {
    progress.at("reading outcomes of " + datasetId);
    DatasetCard card = lab.datasets().card(datasetId);
    if (card.evaluationOnly()) {
      throw new IllegalArgumentException(
          "Data set %s is for evaluation only (%s): it cannot be trained on.\nMaybe judge it with `yardmaster evaluate --dataset %s`."
              .formatted(datasetId, card.licence(), datasetId));
    }
    requireTexts(datasetId);
    OutcomeTable all =
        Selection.answering(Selection.candidates(lab.table(datasetId), candidateIds));
    List<String> leftOut = Selection.unpriced(all);
    requirePriced(candidateIds, leftOut);
    OutcomeTable table = all.columns(Selection.priced(all));
    int[] train = Selection.rows(table, Set.of(Split.TRAIN));
    int[] calibration = Selection.rows(table, Set.of(Split.CALIBRATION));
    requireSomethingToLearn(table, train);
    return new Lesson(table, train, calibration, leftOut);
  }

  private void requireTexts(String datasetId) {
    long withheld = lab.datasets().labelled(datasetId, Labels.WITHHELD);
    if (withheld > 0) {
      throw new IllegalArgumentException(
          "Data set %s is a journal without the prompts of %,d calls: nothing can be learned from their stand-ins.\nMaybe let the gateway's journal keep texts."
              .formatted(datasetId, withheld));
    }
  }

  private static void requirePriced(List<String> wanted, List<String> unpriced) {
    if (!wanted.isEmpty() && !unpriced.isEmpty()) {
      throw new IllegalArgumentException(
          "No price for %s: their calls have no cost, so no policy can weigh them.\nMaybe import the outcomes with --prices, or leave them out of --candidates."
              .formatted(unpriced));
    }
  }

  private static void requireSomethingToLearn(OutcomeTable table, int[] train) {
    boolean varied =
        IntStream.range(0, table.candidateCount())
            .anyMatch(
                candidate ->
                    Arrays.stream(train)
                            .filter(row -> table.present(candidate, row))
                            .mapToDouble(row -> table.quality(candidate)[row])
                            .distinct()
                            .count()
                        > 1);
    if (table.candidateCount() > 0 && !varied) {
      throw new IllegalArgumentException(
          "Data set %s has one class only: on its %d training prompts every candidate is always equally good.\nMaybe take a single candidate; there is nothing to route on."
              .formatted(table.datasetId(), train.length));
    }
  }

  static Map<String, String> facts(Lesson lesson, TrainSpec spec) {
    Map<String, String> facts =
        new TreeMap<>(SeenPrompts.of(lesson.table(), lesson.learnable()).facts());
    facts.put(DATASET, lesson.table().datasetId());
    facts.put(
        "splits",
        "train %d, calibration %d".formatted(lesson.train().length, lesson.calibration().length));
    facts.put("simulated", Boolean.toString(lesson.table().simulated()));
    facts.put("spec", spec.toString());
    facts.put("version", Release.VERSION);
    return facts;
  }
}
