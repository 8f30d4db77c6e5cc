package org.yardmaster.store;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

/**
 * Reads the outcomes of one data set as a table. A cell is the mean over trials; the latest grading
 * and the latest pricing count; a cell without any grade stays missing.
 */
public final class TableReader {
  static final String CELLS =
      "WITH latest AS (SELECT outcome_key, arg_max_null(quality, grading) AS quality, max(grading)"
          + " AS grading FROM grade GROUP BY outcome_key) SELECT s.position, o.candidate_id,"
          + " avg(l.quality) AS quality, avg(o.cost_nano_usd) / 1e9 AS usd, avg(o.latency_nanos) /"
          + " 1e9, avg(o.input_tokens + o.cached_input_tokens), avg(o.output_tokens +"
          + " o.reasoning_tokens) FROM "
          + CostStore.PRICED_OUTCOME
          + " o JOIN latest l USING (outcome_key)"
          + " JOIN sample s ON s.dataset_id = o.dataset_id AND s.sample_id = o.sample_id"
          + " WHERE o.dataset_id = ? AND l.quality IS NOT NULL GROUP BY 1, 2";

  private final Database database;
  private final DatasetStore datasets;
  private final OutcomeStore outcomes;

  public TableReader(Database database, DatasetStore datasets, OutcomeStore outcomes) {
    this.database = database;
    this.datasets = datasets;
    this.outcomes = outcomes;
  }

  /**
   * The whole table of a data set.
   *
   * @throws StoreException when the data set is unknown or has no graded outcome
   */
  public OutcomeTable read(String datasetId) {
    OutcomeTable table = readUngraded(datasetId);
    if (table.coverage() == 0) {
      throw new StoreException(
          "Data set %s has %d samples but no graded outcome.\nMaybe run `yardmaster replay` or `yardmaster grade` first."
              .formatted(datasetId, table.sampleCount()));
    }
    return table;
  }

  /**
   * The same where nobody may have graded anything, such as a journal: cells are then missing.
   *
   * @throws StoreException when the data set is unknown
   */
  public OutcomeTable readUngraded(String datasetId) {
    List<Sample> samples = datasets.samples(datasetId);
    List<Candidate> candidates = outcomes.candidates(datasetId);
    Map<String, Integer> candidateIndex = new HashMap<>();
    candidates.forEach(candidate -> candidateIndex.put(candidate.id(), candidateIndex.size()));
    double[][][] columns = new double[5][candidates.size()][samples.size()];
    for (double[][] column : columns) {
      Arrays.stream(column).forEach(values -> Arrays.fill(values, Double.NaN));
    }
    Rows.each(
        database,
        CELLS,
        row -> {
          int sample = row.getInt(1);
          int candidate = requireNonNull(candidateIndex.get(row.getString(2)));
          for (int column = 0; column < columns.length; column++) {
            double value = row.getDouble(column + 3);
            columns[column][candidate][sample] = row.wasNull() ? Double.NaN : value;
          }
          return sample;
        },
        datasetId);
    return new OutcomeTable(
        datasetId, samples, candidates, columns[0], columns[1], columns[2], columns[3], columns[4]);
  }
}
