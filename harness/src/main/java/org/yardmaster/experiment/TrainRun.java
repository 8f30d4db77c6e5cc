package org.yardmaster.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Split;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.provenance.Release;
import org.yardmaster.train.PolicyTrainer;
import org.yardmaster.train.TrainSpec;

/**
 * Trains a policy: weights on the training split, probabilities and operating point on the
 * calibration split. The test split is not touched.
 */
public final class TrainRun {
  /** Provenance key: the data set a policy was trained on. */
  public static final String DATASET = "dataset";

  private final Lab lab;

  public TrainRun(Lab lab) {
    this.lab = lab;
  }

  /**
   * What came out.
   *
   * @param trainPrompts prompts learned from
   * @param calibrationPrompts prompts calibrated on
   * @param leftOut candidates without a cost
   */
  public record Result(
      Policy policy, int trainPrompts, int calibrationPrompts, List<String> leftOut) {}

  /**
   * Trains.
   *
   * @param candidateIds the candidates to choose from; empty for all that have a cost
   * @throws IllegalArgumentException when the data set forbids training, a candidate is unknown or
   *     has no cost, or there is nothing to learn
   */
  public Result train(String datasetId, List<String> candidateIds, TrainSpec spec) {
    DatasetCard card = lab.datasets().card(datasetId);
    if (card.evaluationOnly()) {
      throw new IllegalArgumentException(
          "Data set %s is for evaluation only (%s): it cannot be trained on.\nMaybe judge it with `yardmaster evaluate --dataset %s`."
              .formatted(datasetId, card.licence(), datasetId));
    }
    OutcomeTable all =
        Selection.answering(Selection.candidates(lab.table(datasetId), candidateIds));
    List<String> leftOut = Selection.unpriced(all);
    requirePriced(candidateIds, leftOut);
    OutcomeTable table = all.columns(Selection.priced(all));
    int[] train = Selection.rows(table, Set.of(Split.TRAIN));
    int[] calibration = Selection.rows(table, Set.of(Split.CALIBRATION));
    requireSomethingToLearn(table, train);
    Policy policy =
        new PolicyTrainer(table, lab.prices(), spec)
            .train(train, calibration, facts(datasetId, table, train, calibration, spec));
    return new Result(policy, train.length, calibration.length, leftOut);
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
        java.util.stream.IntStream.range(0, table.candidateCount())
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

  private static Map<String, String> facts(
      String datasetId, OutcomeTable table, int[] train, int[] calibration, TrainSpec spec) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(DATASET, datasetId);
    facts.put("splits", "train %d, calibration %d".formatted(train.length, calibration.length));
    facts.put("simulated", Boolean.toString(table.simulated()));
    facts.put("spec", spec.toString());
    facts.put("version", Release.VERSION);
    return facts;
  }
}
