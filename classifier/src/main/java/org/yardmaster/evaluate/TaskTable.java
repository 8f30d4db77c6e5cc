package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.yardmaster.data.Splitter;

/**
 * The router that anybody can write down: per task, what each candidate reached on the prompts of
 * other folds. A task that other folds lack gets the mean over all their prompts.
 */
final class TaskTable {
  static final String ID = "task-table";
  static final int FOLDS = 5;

  private TaskTable() {}

  /** Out-of-fold means as predictions, in terms of the comparison's candidates and rows. */
  static Predictions predictions(Comparison comparison) {
    int candidates = comparison.candidateCount();
    int rows = comparison.rowCount();
    int[] fold =
        comparison.samples().stream()
            .mapToInt(sample -> Splitter.STANDARD.fold(sample.groupId(), FOLDS))
            .toArray();
    double[][] success = new double[candidates][rows];
    double[][] costUsd = new double[candidates][rows];
    for (int held = 0; held < FOLDS; held++) {
      fill(comparison, fold, held, success, costUsd);
    }
    return new Predictions(ID, success, costUsd);
  }

  private static void fill(
      Comparison comparison, int[] fold, int held, double[][] success, double[][] costUsd) {
    Map<String, Sums> byTask = new HashMap<>();
    Sums all = new Sums(comparison.candidateCount());
    for (int row = 0; row < fold.length; row++) {
      if (fold[row] != held) {
        String task = comparison.samples().get(row).task();
        byTask
            .computeIfAbsent(task, name -> new Sums(comparison.candidateCount()))
            .add(comparison, row);
        all.add(comparison, row);
      }
    }
    for (int row = 0; row < fold.length; row++) {
      if (fold[row] == held) {
        Sums sums = byTask.getOrDefault(comparison.samples().get(row).task(), all);
        for (int candidate = 0; candidate < success.length; candidate++) {
          success[candidate][row] = sums.quality[candidate] / Math.max(1, sums.count);
          costUsd[candidate][row] = sums.cost[candidate] / Math.max(1, sums.count);
        }
      }
    }
  }

  /** Best candidate per task; of equals the cheaper. */
  static int[] choice(Predictions predictions) {
    return WillingnessSweep.of(predictions.success(), predictions.costUsd())
        .choice(Double.POSITIVE_INFINITY);
  }

  private static final class Sums {
    private final double[] quality;
    private final double[] cost;
    private int count;

    Sums(int candidates) {
      quality = new double[candidates];
      cost = new double[candidates];
    }

    void add(Comparison comparison, int row) {
      count++;
      Arrays.setAll(quality, index -> quality[index] + comparison.quality()[index][row]);
      Arrays.setAll(cost, index -> cost[index] + comparison.costUsd()[index][row]);
    }
  }
}
