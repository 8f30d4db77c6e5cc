package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.load.ImportOptions;
import org.yardmaster.load.Imported;
import org.yardmaster.load.Importers;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.OutcomeTable;

/** Real outcomes as a table, without a store between. */
public final class ImportedTables {
  private ImportedTables() {}

  /** The first data set that an importer finds in a folder. */
  public static OutcomeTable read(String format, Path folder) {
    return of(
        Importers.named(format)
            .read(folder, RowPolicy.strict(), ImportOptions.STANDARD)
            .getFirst());
  }

  private static OutcomeTable of(Imported imported) {
    Map<String, Integer> rows = new HashMap<>();
    imported.samples().forEach(sample -> rows.put(sample.id(), rows.size()));
    Map<String, Integer> candidates = new HashMap<>();
    imported.candidates().forEach(candidate -> candidates.put(candidate.id(), candidates.size()));
    double[][][] columns = new double[5][candidates.size()][rows.size()];
    for (double[][] each : columns) {
      Arrays.stream(each).forEach(column -> Arrays.fill(column, Double.NaN));
    }
    for (Outcome outcome : imported.outcomes()) {
      int candidate = requireNonNull(candidates.get(outcome.candidateId()));
      int row = requireNonNull(rows.get(outcome.sampleId()));
      if (outcome.grade() instanceof Grade.Scored scored) {
        columns[0][candidate][row] = scored.value();
        if (outcome.cost() instanceof Cost.Known known) {
          columns[1][candidate][row] = known.nanoUsd() * 1e-9;
        }
        if (outcome.latency() instanceof Latency.Measured measured) {
          columns[2][candidate][row] = measured.totalNanos() * 1e-9;
        }
      }
    }
    return new OutcomeTable(
        imported.id(),
        imported.samples(),
        List.copyOf(imported.candidates()),
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4]);
  }
}
