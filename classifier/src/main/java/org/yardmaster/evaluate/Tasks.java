package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The comparison task by task, in alphabetical order. */
final class Tasks {
  private Tasks() {}

  /** Candidates come in the evaluation's order: compared ones first. */
  static List<TaskResult> results(Comparison comparison, Traffic main, int[] candidateOrder) {
    TreeMap<String, List<Integer>> byTask =
        IntStream.range(0, comparison.rowCount())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    row -> comparison.samples().get(row).task(),
                    TreeMap::new,
                    Collectors.toList()));
    List<TaskResult> results = new ArrayList<>();
    byTask.forEach(
        (task, rows) -> {
          int[] indices = rows.stream().mapToInt(Integer::intValue).toArray();
          results.add(result(task, indices, comparison, main, candidateOrder));
        });
    return results;
  }

  private static TaskResult result(
      String task, int[] rows, Comparison comparison, Traffic main, int[] candidateOrder) {
    List<Double> quality = new ArrayList<>();
    for (int candidate : candidateOrder) {
      double[] present =
          IntStream.of(rows)
              .mapToDouble(row -> comparison.table().quality(candidate)[comparison.rows()[row]])
              .filter(value -> !Double.isNaN(value))
              .toArray();
      if (present.length == 0) {
        // Only an unpriced candidate can lack a whole task, and those come last.
        break;
      }
      quality.add(DoubleStream.of(present).sum() / present.length);
    }
    return new TaskResult(
        task,
        rows.length,
        quality,
        costs(rows, comparison),
        mean(main.quality(), rows),
        shares(rows, main, candidateOrder.length));
  }

  private static List<Double> costs(int[] rows, Comparison comparison) {
    if (!comparison.priced() || comparison.candidateCount() < comparison.table().candidateCount()) {
      return List.of();
    }
    return IntStream.range(0, comparison.candidateCount())
        .mapToObj(candidate -> 1000 * mean(comparison.costUsd()[candidate], rows))
        .toList();
  }

  private static List<Double> shares(int[] rows, Traffic main, int candidates) {
    double[] shares = new double[candidates];
    switch (main.policy().assignment()) {
      case Assignment.Fixed fixed -> count(fixed.choice(), rows, shares);
      case Assignment.Cascade cascade -> count(cascade.answering(), rows, shares);
      case Assignment.Mixture mixture ->
          System.arraycopy(mixture.shares(), 0, shares, 0, mixture.shares().length);
    }
    return IntStream.range(0, candidates).mapToObj(index -> shares[index]).toList();
  }

  private static void count(int[] answering, int[] rows, double[] shares) {
    for (int row : rows) {
      shares[answering[row]] += 1.0 / rows.length;
    }
  }

  private static double mean(double[] values, int[] rows) {
    return IntStream.of(rows).mapToDouble(row -> values[row]).sum() / rows.length;
  }
}
