package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

/**
 * Several data sets as one table over the candidates that they share, for leave-one-dataset-out.
 * Prompts that occur in two data sets should have the same group id: they are then never learned
 * from when they are judged.
 */
public final class DatasetUnion {
  private final List<OutcomeTable> parts;
  private final OutcomeTable table;

  /**
   * Joins tables row by row in the order given.
   *
   * @throws IllegalArgumentException when they share no candidate
   */
  public DatasetUnion(List<OutcomeTable> tables) {
    List<Candidate> shared =
        tables.getFirst().candidates().stream()
            .filter(
                candidate ->
                    tables.stream().allMatch(each -> each.candidateIndex(candidate.id()) >= 0))
            .toList();
    if (shared.isEmpty()) {
      throw new IllegalArgumentException(
          "Data sets (%s) share no candidate.".formatted(names(tables)));
    }
    this.parts = tables.stream().map(each -> each.columns(indices(each, shared))).toList();
    List<Sample> samples = new ArrayList<>();
    parts.forEach(part -> samples.addAll(part.samples()));
    this.table =
        new OutcomeTable(
            names(tables),
            samples,
            shared,
            column(OutcomeTable::quality),
            column(OutcomeTable::costUsd),
            column(OutcomeTable::latencySeconds),
            column(OutcomeTable::inputTokens),
            column(OutcomeTable::outputTokens));
  }

  private static String names(List<OutcomeTable> tables) {
    return tables.stream().map(OutcomeTable::datasetId).collect(Collectors.joining("+"));
  }

  private static int[] indices(OutcomeTable table, List<Candidate> shared) {
    return shared.stream().mapToInt(candidate -> table.candidateIndex(candidate.id())).toArray();
  }

  private double[][] column(BiFunction<OutcomeTable, Integer, double[]> accessor) {
    return IntStream.range(0, parts.getFirst().candidateCount())
        .mapToObj(
            candidate ->
                parts.stream()
                    .flatMapToDouble(part -> Arrays.stream(accessor.apply(part, candidate)))
                    .toArray())
        .toArray(double[][]::new);
  }

  /** The id of the data set that a row of {@link #table} came from. */
  public String datasetOf(int row) {
    int first = 0;
    for (OutcomeTable part : parts) {
      first += part.sampleCount();
      if (row < first) {
        return part.datasetId();
      }
    }
    throw new IndexOutOfBoundsException("Row %d of %d.".formatted(row, table.sampleCount()));
  }

  /** All rows, data set after data set. */
  public OutcomeTable table() {
    return table;
  }

  /** Each data set is judged by what was learned from the others. */
  public List<Designs.Fold> leaveOneOut() {
    List<Designs.Fold> folds = new ArrayList<>();
    int first = 0;
    for (OutcomeTable part : parts) {
      int from = first;
      int to = first + part.sampleCount();
      folds.add(Designs.hold(table, part.datasetId(), row -> row >= from && row < to));
      first = to;
    }
    return folds;
  }
}
