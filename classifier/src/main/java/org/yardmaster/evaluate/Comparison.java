package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.NumberedUnits;
import org.yardmaster.stats.ResampleUnits;

/**
 * The part of an outcome table on which policies can be compared: candidates with a price (all,
 * when none has one) and the prompts that each of them answered.
 *
 * @param table all of it
 * @param candidates indices into the table's candidates
 * @param rows indices into the table's samples
 * @param priced whether costs are known; if not they are all zero here and mean nothing
 * @param samples of the rows
 * @param quality {@code [candidates][rows]}, complete
 * @param costUsd {@code [candidates][rows]}, complete
 * @param groupOf index of the group per row, or of its block of groups where there are {@linkplain
 *     ResampleUnits many}
 * @param groups number of groups or blocks
 */
record Comparison(
    OutcomeTable table,
    int[] candidates,
    int[] rows,
    boolean priced,
    List<Sample> samples,
    double[][] quality,
    double[][] costUsd,
    int[] groupOf,
    int groups) {

  /**
   * Chooses candidates and rows.
   *
   * @throws IllegalArgumentException when no prompt was answered by all compared candidates
   */
  static Comparison of(OutcomeTable table) {
    int[] withPrice =
        IntStream.range(0, table.candidateCount()).filter(index -> usable(table, index)).toArray();
    boolean priced = withPrice.length > 0;
    int[] candidates = priced ? withPrice : IntStream.range(0, table.candidateCount()).toArray();
    OutcomeTable columns = table.columns(candidates);
    int[] rows =
        IntStream.range(0, table.sampleCount()).filter(row -> complete(columns, row)).toArray();
    if (rows.length == 0 || candidates.length == 0) {
      throw new IllegalArgumentException(
          """
          Data set (%s) has no prompt that all %d compared candidates answered (%d prompts).
          Maybe leave out the candidates with the least coverage, or replay the missing cells.\
          """
              .formatted(table.datasetId(), candidates.length, table.sampleCount()));
    }
    OutcomeTable kept = columns.rows(rows);
    double[][] quality = new double[candidates.length][];
    double[][] costUsd = new double[candidates.length][];
    for (int index = 0; index < candidates.length; index++) {
      quality[index] = kept.quality(index);
      costUsd[index] = priced ? kept.costUsd(index) : new double[rows.length];
    }
    Units units = Units.of(kept.samples());
    return new Comparison(
        table,
        candidates,
        rows,
        priced,
        kept.samples(),
        quality,
        costUsd,
        units.of(),
        units.count());
  }

  /** A candidate that answered nothing has no price either, whatever the table says. */
  private static boolean usable(OutcomeTable table, int candidate) {
    return table.priced(candidate)
        && IntStream.range(0, table.sampleCount()).anyMatch(row -> table.present(candidate, row));
  }

  private static boolean complete(OutcomeTable columns, int row) {
    return IntStream.range(0, columns.candidateCount())
        .allMatch(candidate -> columns.present(candidate, row));
  }

  /** The unit of resampling of each sample, and how many there are. */
  record Units(int[] of, int count) {
    static Units of(List<Sample> samples) {
      ResampleUnits counted = new ResampleUnits();
      for (int row = 0; row < samples.size(); row++) {
        counted.add(samples.get(row).groupId(), row);
      }
      NumberedUnits units = counted.numbered();
      return new Units(
          samples.stream().mapToInt(sample -> units.unit(sample.groupId())).toArray(),
          units.count());
    }
  }

  /** The same with one candidate's costs multiplied. */
  Comparison withPrice(int candidate, double factor) {
    double[][] scaled = costUsd.clone();
    scaled[candidate] = Arrays.stream(costUsd[candidate]).map(cost -> cost * factor).toArray();
    return new Comparison(
        table, candidates, rows, priced, samples, quality, scaled, groupOf, groups);
  }

  int rowCount() {
    return rows.length;
  }

  int candidateCount() {
    return candidates.length;
  }

  String candidateId(int candidate) {
    return table.candidates().get(candidates[candidate]).id();
  }

  double meanQuality(int candidate) {
    return Arrays.stream(quality[candidate]).sum() / rows.length;
  }

  double meanCost(int candidate) {
    return Arrays.stream(costUsd[candidate]).sum() / rows.length;
  }

  double[] meanQualities() {
    return IntStream.range(0, candidateCount()).mapToDouble(this::meanQuality).toArray();
  }

  double[] meanCosts() {
    return IntStream.range(0, candidateCount()).mapToDouble(this::meanCost).toArray();
  }

  Means means() {
    return new Means(
        IntStream.range(0, candidateCount()).mapToObj(this::candidateId).toList(),
        meanQualities(),
        meanCosts());
  }

  int reference() {
    return means().reference();
  }

  int cheapest() {
    return means().cheapest();
  }

  /** Ids of the table's candidates that are not compared. */
  List<String> leftOut() {
    List<String> ids = new ArrayList<>();
    for (int index = 0; index < table.candidateCount(); index++) {
      if (local(index) < 0) {
        ids.add(table.candidates().get(index).id());
      }
    }
    return ids;
  }

  private int local(int tableIndex) {
    return Math.max(-1, Arrays.binarySearch(candidates, tableIndex));
  }

  /**
   * The policy with its choices in terms of these rows and candidates.
   *
   * @throws IllegalArgumentException when it uses a candidate that is not compared, or covers a
   *     different number of prompts than the table
   */
  JudgedPolicy restrict(JudgedPolicy policy) {
    Assignment restricted =
        switch (policy.assignment()) {
          case Assignment.Fixed fixed -> restrict(policy.id(), fixed.choice());
          case Assignment.Mixture mixture -> restrictShares(policy.id(), mixture.shares());
          case Assignment.Cascade cascade -> restrict(policy.id(), cascade);
        };
    return new JudgedPolicy(policy.id(), policy.kind(), restricted, policy.note());
  }

  private Assignment restrict(String id, int[] choice) {
    requireLength(id, "choices", choice.length, table.sampleCount());
    int[] picked = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      picked[row] = requireCompared(id, choice[rows[row]]);
    }
    return new Assignment.Fixed(picked);
  }

  private Assignment restrict(String id, Assignment.Cascade cascade) {
    requireLength(id, "choices", cascade.steps().length, table.sampleCount());
    return new Assignment.Cascade(
        Arrays.stream(cascade.order()).map(index -> requireCompared(id, index)).toArray(),
        Arrays.stream(rows).map(row -> cascade.steps()[row]).toArray(),
        Arrays.stream(rows).mapToDouble(row -> cascade.addedUsd()[row]).toArray(),
        Arrays.stream(rows).mapToDouble(row -> cascade.addedSeconds()[row]).toArray());
  }

  /**
   * A rule's sweep in terms of these rows and candidates.
   *
   * @throws IllegalArgumentException when it comes to a candidate that is not compared
   */
  RuleCurve restrict(RuleCurve curve) {
    return new RuleCurve(
        curve.id(), curve.sweep().mapped(rows, index -> requireCompared(curve.id(), index)));
  }

  private Assignment restrictShares(String id, double[] shares) {
    requireLength(id, "shares", shares.length, table.candidateCount());
    double[] picked = new double[candidates.length];
    for (int index = 0; index < shares.length; index++) {
      if (shares[index] > 0) {
        picked[requireCompared(id, index)] = shares[index];
      }
    }
    return new Assignment.Mixture(picked);
  }

  private int requireCompared(String id, int tableIndex) {
    int index = local(tableIndex);
    if (index < 0) {
      throw new IllegalArgumentException(
          """
          Policy (%s) sends prompts to candidate (%s), which cannot be compared for want of a price.
          Maybe train it on priced candidates only, or import a price list.\
          """
              .formatted(
                  id,
                  tableIndex >= 0 && tableIndex < table.candidateCount()
                      ? table.candidates().get(tableIndex).id()
                      : Integer.toString(tableIndex)));
    }
    return index;
  }

  /** The predictions in terms of these rows and candidates. */
  Predictions restrict(Predictions predictions) {
    return new Predictions(
        predictions.id(),
        restrict(predictions.id(), predictions.success()),
        priced
            ? restrict(predictions.id(), predictions.costUsd())
            : new double[candidates.length][rows.length]);
  }

  private double[][] restrict(String id, double[][] columns) {
    requireLength(id, "candidates", columns.length, table.candidateCount());
    double[][] picked = new double[candidates.length][];
    for (int index = 0; index < picked.length; index++) {
      double[] column = columns[candidates[index]];
      requireLength(id, "prompts", column.length, table.sampleCount());
      picked[index] = Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
      if (!Arrays.stream(picked[index]).allMatch(value -> value > Double.NEGATIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Predictions (%s) for candidate (%s) are not all numbers."
                .formatted(id, candidateId(index)));
      }
    }
    return picked;
  }

  private static void requireLength(String id, String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "Policy (%s) has %d %s; expected %d, as the table has."
              .formatted(id, found, what, expected));
    }
  }
}
