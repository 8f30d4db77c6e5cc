package org.yardmaster.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.Splitter;
import org.yardmaster.stats.NumberedUnits;

/**
 * What the second pass over a wide table adds up: per unit of resampling the sufficient statistics
 * of every policy, so that memory depends on units, candidates and tasks, never on rows. Parts
 * {@linkplain #merge merge} into the whole. Not safe for concurrent use.
 */
public final class WideSums implements Serializable {
  /** Policies whose choice differs from prompt to prompt. */
  enum Choosing {
    TASK_TABLE,
    ORACLE,
    LEARNED
  }

  private final int candidates;
  private final Map<String, int[]> taskTable;
  private final NumberedUnits units;
  private final NumberedUnits completeUnits;

  /** Per unit of complete rows: prompts, quality and cost per candidate, then per choosing one. */
  private final double[][] paired;

  /** Per unit of all rows: as {@link Candidates} has them. */
  private final double[][] own;

  private final double[][] calls;
  private final Map<String, double[]> tasks = new TreeMap<>();

  /** Nothing added up yet; each process starts from the whole of the first pass. */
  public WideSums(WideMeans means) {
    this.candidates = means.candidates().size();
    this.taskTable = means.taskTable();
    this.units = means.units();
    this.completeUnits = means.completeUnits();
    int columns = 1 + 2 * (candidates + Choosing.values().length);
    this.paired = new double[completeUnits.count()][columns];
    this.own = new double[units.count()][Candidates.COLUMNS * candidates];
    this.calls = new double[Choosing.values().length][candidates];
  }

  /**
   * Adds a row.
   *
   * @param choice the learned policy's, made without seeing the row's outcomes
   */
  public void add(WideRow row, int choice) {
    addOwn(row);
    if (!row.complete()) {
      return;
    }
    double[] sums = paired[completeUnits.unit(row.groupId())];
    sums[0]++;
    for (int candidate = 0; candidate < candidates; candidate++) {
      addPair(sums, candidate, row, candidate);
    }
    for (Choosing policy : Choosing.values()) {
      int chosen =
          switch (policy) {
            case TASK_TABLE -> byTask(row);
            case ORACLE -> WillingnessSweep.best(row.quality(), row.costUsd());
            case LEARNED -> choice;
          };
      addPair(sums, candidates + policy.ordinal(), row, chosen);
      calls[policy.ordinal()][chosen]++;
    }
    addTask(row, choice);
  }

  private int byTask(WideRow row) {
    int[] choices = taskTable.get(row.task());
    if (choices == null) {
      throw new IllegalArgumentException("Task (%s) was not counted in.".formatted(row.task()));
    }
    return choices[Splitter.STANDARD.fold(row.groupId(), TaskTable.FOLDS)];
  }

  private void addOwn(WideRow row) {
    double[] sums = own[units.unit(row.groupId())];
    for (int candidate = 0; candidate < candidates; candidate++) {
      if (!Double.isNaN(row.quality()[candidate])) {
        int column = Candidates.COLUMNS * candidate;
        sums[column]++;
        sums[column + 1] += row.quality()[candidate];
        sums[column + 2] += row.costUsd()[candidate];
      }
    }
  }

  private static void addPair(double[] sums, int policy, WideRow row, int chosen) {
    sums[Standings.qualityColumn(policy)] += row.quality()[chosen];
    sums[Standings.costColumn(policy)] += row.costUsd()[chosen];
  }

  /**
   * Per task: prompts, the learned policy's quality, then quality, cost and calls per candidate.
   */
  private void addTask(WideRow row, int choice) {
    double[] sums = tasks.computeIfAbsent(row.task(), task -> new double[2 + 3 * candidates]);
    sums[0]++;
    sums[1] += row.quality()[choice];
    for (int candidate = 0; candidate < candidates; candidate++) {
      sums[2 + candidate] += row.quality()[candidate];
      sums[2 + candidates + candidate] += row.costUsd()[candidate];
    }
    sums[2 + 2 * candidates + choice]++;
  }

  /** Adds what others added up. */
  public WideSums merge(WideSums others) {
    addAll(paired, others.paired);
    addAll(own, others.own);
    addAll(calls, others.calls);
    others.tasks.forEach(
        (task, sums) ->
            WideMeans.add(tasks.computeIfAbsent(task, name -> new double[sums.length]), sums));
    return this;
  }

  private static void addAll(double[][] sums, double[][] more) {
    for (int row = 0; row < sums.length; row++) {
      WideMeans.add(sums[row], more[row]);
    }
  }

  double[][] own() {
    return own;
  }

  /** Share of complete rows per candidate. */
  double[] shares(Choosing policy, long rows) {
    double[] shares = calls[policy.ordinal()].clone();
    for (int candidate = 0; candidate < shares.length; candidate++) {
      shares[candidate] /= rows;
    }
    return shares;
  }

  /** Sums as {@link Standings} has them, for policies that mix single candidates or choose. */
  double[][] standings(List<Column> policies) {
    double[][] sums = new double[paired.length][1 + 2 * policies.size()];
    for (int unit = 0; unit < sums.length; unit++) {
      sums[unit][0] = paired[unit][0];
      for (int policy = 0; policy < policies.size(); policy++) {
        sums[unit][Standings.qualityColumn(policy)] = policies.get(policy).quality(paired[unit]);
        sums[unit][Standings.costColumn(policy)] = policies.get(policy).cost(paired[unit]);
      }
    }
    return sums;
  }

  /** What a policy sums to, as a mix of the sums above: {@code weights} per column pair. */
  record Column(double[] weights) {
    static Column of(Choosing policy, int candidates) {
      double[] weights = new double[candidates + Choosing.values().length];
      weights[candidates + policy.ordinal()] = 1;
      return new Column(weights);
    }

    private double quality(double[] sums) {
      double total = 0;
      for (int index = 0; index < weights.length; index++) {
        total += weights[index] == 0 ? 0 : weights[index] * sums[Standings.qualityColumn(index)];
      }
      return total;
    }

    private double cost(double[] sums) {
      double total = 0;
      for (int index = 0; index < weights.length; index++) {
        total += weights[index] == 0 ? 0 : weights[index] * sums[Standings.costColumn(index)];
      }
      return total;
    }
  }

  List<TaskResult> taskResults() {
    return tasks.entrySet().stream().map(entry -> task(entry.getKey(), entry.getValue())).toList();
  }

  private TaskResult task(String task, double[] sums) {
    return new TaskResult(
        task,
        (int) sums[0],
        means(sums, 2, 1),
        means(sums, 2 + candidates, 1000),
        sums[1] / sums[0],
        means(sums, 2 + 2 * candidates, 1));
  }

  private List<Double> means(double[] sums, int from, double scale) {
    return java.util.stream.IntStream.range(from, from + candidates)
        .mapToObj(column -> scale * sums[column] / sums[0])
        .toList();
  }
}
