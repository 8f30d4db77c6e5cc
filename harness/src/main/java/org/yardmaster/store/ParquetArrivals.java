package org.yardmaster.store;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes attempts and grades that a cluster left as Parquet in a {@link RunFolder} into the
 * database. A call may be there more than once, because clusters promise to do work at least once:
 * the first answer of a key stands, an attempt that the database knows already is passed over, so
 * that the same folder may be taken in again.
 */
public final class ParquetArrivals {
  private static final String SHARED =
      "outcome_key, dataset_id, sample_id, candidate_id, trial, %s, input_tokens,"
          + " cached_input_tokens, output_tokens, reasoning_tokens, tokens_estimated,"
          + " cost_nano_usd, cost_unknown_because, latency_nanos, first_token_nanos, recorded_at";

  private static final String JUDGED =
      "outcome_key, grader, quality, native_score, native_low, native_high, extracted,"
          + " explanation, unscored_because";

  private final Database database;
  private final Clock clock;

  public ParquetArrivals(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What came in.
   *
   * @param outcomes answers that were not there before
   * @param failures attempts without an answer that were not there before
   * @param repeated answered rows of calls that had an answer already: paid for more than once
   * @param grades judgements of answers that were there before
   */
  public record Result(long outcomes, long failures, long repeated, long grades) {}

  /** Takes in everything complete; the caller opens the transaction. */
  public Result take(RunFolder folder, String datasetId) {
    List<Path> files = folder.complete("outcomes");
    if (files.isEmpty()) {
      return new Result(0, 0, 0, takeGrades(folder, datasetId));
    }
    lay("arrived", files, datasetId);
    long outcomes = takeAnswers();
    Result result = new Result(outcomes, takeFailures(), repeated(), takeGrades(folder, datasetId));
    database.execute("DROP TABLE arrived");
    return result;
  }

  private void lay(String table, List<Path> files, String datasetId) {
    String list =
        files.stream()
            .map(file -> StagedColumns.literal(file.toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    database.execute(
        "CREATE OR REPLACE TEMP TABLE %s AS SELECT * FROM read_parquet(%s, hive_partitioning ="
                .formatted(table, list)
            + " false) WHERE dataset_id = %s".formatted(StagedColumns.literal(datasetId)));
  }

  private long takeAnswers() {
    database.execute(
        "CREATE OR REPLACE TEMP TABLE fresh AS SELECT * FROM arrived a WHERE status <> 'FAILED'"
            + " AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.outcome_key = a.outcome_key)"
            + " QUALIFY row_number() OVER (PARTITION BY outcome_key ORDER BY recorded_at) = 1");
    String columns = SHARED.formatted("status, answer_text, tool_calls_json, finish_reason");
    database.execute("INSERT INTO outcome BY NAME SELECT %s FROM fresh".formatted(columns));
    database.execute(
        "INSERT INTO grade BY NAME SELECT %s, 0 AS grading, recorded_at AS graded_at FROM fresh"
            .formatted(JUDGED));
    long added = count("SELECT count(*) FROM fresh");
    database.execute("DROP TABLE fresh");
    return added;
  }

  /** Answers whose key has another, earlier one. */
  private long repeated() {
    return count(
        "SELECT count(*) FROM arrived a WHERE status <> 'FAILED' AND NOT EXISTS (SELECT 1 FROM"
            + " outcome o WHERE o.outcome_key = a.outcome_key AND o.recorded_at = a.recorded_at)");
  }

  private long takeFailures() {
    String known =
        "EXISTS (SELECT 1 FROM failure f WHERE f.outcome_key = a.outcome_key AND f.recorded_at ="
            + " a.recorded_at)";
    long fresh = count("SELECT count(*) FROM arrived a WHERE status = 'FAILED' AND NOT " + known);
    database.execute(
        "INSERT INTO failure BY NAME SELECT %s FROM arrived a WHERE status = 'FAILED' AND NOT %s"
            .formatted(SHARED.formatted("fault, fault_message"), known));
    return fresh;
  }

  private long takeGrades(RunFolder folder, String datasetId) {
    List<Path> files = folder.complete("gradings");
    if (files.isEmpty()) {
      return 0;
    }
    lay("judged", files, datasetId);
    long next = 1 + count("SELECT coalesce(max(grading), 0) FROM grade");
    Rows.update(
        database,
        "INSERT INTO grade BY NAME SELECT %s, ?::BIGINT AS grading, ?::TIMESTAMP AS graded_at FROM judged"
            .formatted(JUDGED),
        next,
        Timestamp.valueOf(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
    long added = count("SELECT count(*) FROM judged");
    database.execute("DROP TABLE judged");
    return added;
  }

  private long count(String sql) {
    return Rows.query(database, sql, row -> row.getLong(1)).getFirst();
  }
}
