package org.yardmaster.evaluate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Splitter;
import org.yardmaster.stats.NumberedUnits;
import org.yardmaster.stats.ResampleUnits;

/**
 * What the first pass over a wide table learns: means, the task table and the groups. Parts counted
 * by several processes {@linkplain #merge merge} into the whole. Not safe for concurrent use.
 */
public final class WideMeans implements Serializable {
  private final List<String> candidates;
  private final double[] quality;
  private final double[] costUsd;
  private final Map<String, Sums[]> tasks = new HashMap<>();
  private final ResampleUnits units = new ResampleUnits();
  private final ResampleUnits complete = new ResampleUnits();
  private long rows;
  private long completeRows;
  private long cells;

  /** Sums over the complete rows of one task and fold. */
  private static final class Sums implements Serializable {
    private final double[] quality;
    private final double[] costUsd;
    private long count;

    Sums(int candidates) {
      quality = new double[candidates];
      costUsd = new double[candidates];
    }

    void add(Sums others) {
      count += others.count;
      WideMeans.add(quality, others.quality);
      WideMeans.add(costUsd, others.costUsd);
    }

    void add(WideRow row) {
      count++;
      WideMeans.add(quality, row.quality());
      WideMeans.add(costUsd, row.costUsd());
    }
  }

  /** Nothing counted yet, of candidates in the order of the table's columns. */
  public WideMeans(List<String> candidates) {
    this.candidates = List.copyOf(candidates);
    this.quality = new double[candidates.size()];
    this.costUsd = new double[candidates.size()];
  }

  static void add(double[] sums, double[] more) {
    for (int index = 0; index < sums.length; index++) {
      sums[index] += more[index];
    }
  }

  /**
   * Counts a row in.
   *
   * @throws IllegalArgumentException when a graded cell has no cost
   */
  public void add(WideRow row) {
    rows++;
    units.add(row.groupId(), row.position());
    for (int candidate = 0; candidate < quality.length; candidate++) {
      boolean present = !Double.isNaN(row.quality()[candidate]);
      cells += present ? 1 : 0;
      if (present && Double.isNaN(row.costUsd()[candidate])) {
        throw new IllegalArgumentException(
            "Candidate (%s) has a grade but no cost in row %d.%nMaybe leave it out, or import its price."
                .formatted(candidates.get(candidate), row.position()));
      }
    }
    if (row.complete()) {
      completeRows++;
      complete.add(row.groupId(), row.position());
      add(quality, row.quality());
      add(costUsd, row.costUsd());
      folds(row.task())[fold(row.groupId())].add(row);
    }
  }

  /** Counts in what others counted. */
  public WideMeans merge(WideMeans others) {
    rows += others.rows;
    completeRows += others.completeRows;
    cells += others.cells;
    units.merge(others.units);
    complete.merge(others.complete);
    add(quality, others.quality);
    add(costUsd, others.costUsd);
    others.tasks.forEach(
        (task, sums) -> {
          Sums[] own = folds(task);
          for (int fold = 0; fold < own.length; fold++) {
            own[fold].add(sums[fold]);
          }
        });
    return this;
  }

  private Sums[] folds(String task) {
    return tasks.computeIfAbsent(
        task,
        name -> {
          Sums[] folds = new Sums[TaskTable.FOLDS];
          Arrays.setAll(folds, fold -> new Sums(candidates.size()));
          return folds;
        });
  }

  private static int fold(String groupId) {
    return Splitter.STANDARD.fold(groupId, TaskTable.FOLDS);
  }

  Means means() {
    return new Means(
        candidates,
        Arrays.stream(quality).map(sum -> sum / completeRows).toArray(),
        Arrays.stream(costUsd).map(sum -> sum / completeRows).toArray());
  }

  /** The best candidate of every task on the prompts of other folds, {@code [folds]} per task. */
  Map<String, int[]> taskTable() {
    Sums[] all = new Sums[TaskTable.FOLDS];
    Arrays.setAll(all, held -> new Sums(candidates.size()));
    tasks.values().forEach(folds -> others(folds, all));
    Map<String, int[]> table = new HashMap<>();
    tasks.forEach(
        (task, folds) -> {
          Sums[] own = new Sums[TaskTable.FOLDS];
          Arrays.setAll(own, held -> new Sums(candidates.size()));
          others(folds, own);
          int[] choice = new int[TaskTable.FOLDS];
          Arrays.setAll(choice, held -> best(own[held].count == 0 ? all[held] : own[held]));
          table.put(task, choice);
        });
    return table;
  }

  private static void others(Sums[] folds, Sums[] heldOut) {
    for (int held = 0; held < folds.length; held++) {
      for (int fold = 0; fold < folds.length; fold++) {
        if (fold != held) {
          heldOut[held].add(folds[fold]);
        }
      }
    }
  }

  private static int best(Sums sums) {
    double count = Math.max(1, sums.count);
    return WillingnessSweep.best(
        Arrays.stream(sums.quality).map(sum -> sum / count).toArray(),
        Arrays.stream(sums.costUsd).map(sum -> sum / count).toArray());
  }

  List<String> candidates() {
    return candidates;
  }

  NumberedUnits units() {
    return units.numbered();
  }

  NumberedUnits completeUnits() {
    return complete.numbered();
  }

  long rows() {
    return rows;
  }

  long completeRows() {
    return completeRows;
  }

  double coverage() {
    return (double) cells / (rows * candidates.size());
  }
}
