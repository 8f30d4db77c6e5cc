package org.yardmaster.train;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.yardmaster.data.Splitter;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provenance.Digest;

/**
 * Cross-validation by groups: every prompt is decided by a policy that saw neither it nor its
 * group. Calibration and the operating point are chosen inside each fold, on a quarter of the
 * groups that the fold may see.
 *
 * @param predictions what the unseeing policies expected, in the table's order
 * @param choice the candidate index each chose at its own operating point
 */
public record OutOfFold(Predictions predictions, int[] choice) {
  private static final Splitter FOLDS = Splitter.STANDARD;
  private static final Splitter CALIBRATION = new Splitter("yardmaster-calibration", 0.5, 0.25);
  private static final int CALIBRATION_SHARE = 4;

  /** Trains {@code folds} policies and lets each decide the fold it did not see. */
  public static OutOfFold run(
      OutcomeTable table, PriceBook prices, TrainSpec spec, int folds, String id) {
    return run(table, prices, spec, folds, id, 1);
  }

  /**
   * The same with fewer labels.
   *
   * @param share of the groups outside a fold that its policy may learn from, in (0, 1]
   */
  static OutOfFold run(
      OutcomeTable table, PriceBook prices, TrainSpec spec, int folds, String id, double share) {
    if (folds < 2) {
      throw new IllegalArgumentException("Folds (%d) must be at least 2.".formatted(folds));
    }
    PolicyTrainer trainer = new PolicyTrainer(table, prices, spec);
    double[][] success = new double[table.candidateCount()][table.sampleCount()];
    double[][] usd = new double[table.candidateCount()][table.sampleCount()];
    int[] choice = new int[table.sampleCount()];
    IntStream.range(0, folds)
        .parallel()
        .forEach(
            held -> {
              int[] test = rows(table, row -> fold(table, row, folds) == held);
              if (test.length > 0) {
                int[] seen =
                    rows(table, row -> fold(table, row, folds) != held && kept(table, row, share));
                decide(train(trainer, table, seen), table, test, success, usd, choice);
              }
            });
    return new OutOfFold(new Predictions(id, success, usd), choice);
  }

  private static Policy train(PolicyTrainer trainer, OutcomeTable table, int[] seen) {
    return trainer.train(
        Arrays.stream(seen).filter(row -> !calibrates(table, row)).toArray(),
        Arrays.stream(seen).filter(row -> calibrates(table, row)).toArray(),
        Map.of("design", "out-of-fold"));
  }

  private static void decide(
      Policy policy,
      OutcomeTable table,
      int[] rows,
      double[][] success,
      double[][] usd,
      int[] choice) {
    Calibrator.Forecasts forecasts = Calibrator.forecasts(policy, table, rows);
    Decider decider = new Decider(policy);
    for (int at = 0; at < rows.length; at++) {
      for (int candidate = 0; candidate < success.length; candidate++) {
        success[candidate][rows[at]] = forecasts.success()[candidate][at];
        usd[candidate][rows[at]] = forecasts.costUsd()[candidate][at];
      }
      choice[rows[at]] =
          decider.choose(
              table.samples().get(rows[at]).prompt().routingText(),
              org.yardmaster.decide.Constraints.NONE);
    }
  }

  private static int fold(OutcomeTable table, int row, int folds) {
    return FOLDS.fold(table.samples().get(row).groupId(), folds);
  }

  private static boolean calibrates(OutcomeTable table, int row) {
    return CALIBRATION.fold(table.samples().get(row).groupId(), CALIBRATION_SHARE) == 0;
  }

  private static boolean kept(OutcomeTable table, int row, double share) {
    String group = table.samples().get(row).groupId();
    return Digest.unitInterval("yardmaster-subset\u0000" + group) < share;
  }

  private static int[] rows(OutcomeTable table, java.util.function.IntPredicate wanted) {
    return IntStream.range(0, table.sampleCount()).filter(wanted).toArray();
  }
}
