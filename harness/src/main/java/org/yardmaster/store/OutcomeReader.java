package org.yardmaster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** Reads answered calls back as they were recorded, each with its latest grade and cost. */
public final class OutcomeReader {
  private static final String ROWS =
      """
      WITH latest AS (
        SELECT outcome_key, arg_max(grade, grading) AS g FROM grade GROUP BY outcome_key)
      SELECT o.*, l.g.grader AS grader, l.g.quality AS quality, l.g.native_score AS native_score,
        l.g.native_low AS native_low, l.g.native_high AS native_high, l.g.extracted AS extracted,
        l.g.explanation AS explanation, l.g.unscored_because AS unscored_because
      FROM %s o JOIN latest l USING (outcome_key)
      JOIN sample s ON s.dataset_id = o.dataset_id AND s.sample_id = o.sample_id
      WHERE o.dataset_id = ?
      """
          .formatted(CostStore.PRICED_OUTCOME);
  private static final String ORDER = " ORDER BY s.position, o.candidate_id, o.trial";

  private final Database database;

  public OutcomeReader(Database database) {
    this.database = database;
  }

  /** All answered calls of a data set, in the order of its samples. */
  public List<Outcome> read(String datasetId) {
    return Rows.query(database, ROWS + ORDER, OutcomeReader::outcome, datasetId);
  }

  /** The answered calls of one candidate, likewise. */
  public List<Outcome> read(String datasetId, String candidateId) {
    return Rows.query(
        database,
        ROWS + " AND o.candidate_id = ?" + ORDER,
        OutcomeReader::outcome,
        datasetId,
        candidateId);
  }

  private static Outcome outcome(ResultSet row) throws SQLException {
    return new Outcome(
        row.getString("dataset_id"),
        row.getString("sample_id"),
        row.getString("candidate_id"),
        row.getInt("trial"),
        completion(row),
        grade(row),
        number(row, "cost_nano_usd")
            .<Cost>map(Cost.Known::new)
            .orElse(new Cost.Unknown(text(row, "cost_unknown_because"))),
        latency(row));
  }

  private static Completion completion(ResultSet row) throws SQLException {
    Usage usage = usage(row);
    String status = row.getString("status");
    return switch (status) {
      case "COMPLETED" ->
          new Completion.Completed(
              text(row, "answer_text"),
              text(row, "tool_calls_json"),
              text(row, "finish_reason"),
              usage);
      case "REFUSED" -> new Completion.Refused(text(row, "answer_text"), usage);
      case "UNPUBLISHED" -> new Completion.Unpublished(usage);
      default -> throw new StoreException("Unknown status (%s) of an outcome.".formatted(status));
    };
  }

  private static Usage usage(ResultSet row) throws SQLException {
    Optional<Long> input = number(row, "input_tokens");
    return input.isEmpty()
        ? new Usage.Unknown()
        : new Usage.Tokens(
            input.get(),
            row.getLong("cached_input_tokens"),
            row.getLong("output_tokens"),
            row.getLong("reasoning_tokens"),
            row.getBoolean("tokens_estimated"));
  }

  private static Grade grade(ResultSet row) throws SQLException {
    double quality = row.getDouble("quality");
    return row.wasNull()
        ? new Grade.Unscored(row.getString("grader"), text(row, "unscored_because"))
        : new Grade.Scored(
            row.getString("grader"),
            quality,
            row.getDouble("native_score"),
            row.getDouble("native_low"),
            row.getDouble("native_high"),
            text(row, "extracted"),
            text(row, "explanation"));
  }

  private static Latency latency(ResultSet row) throws SQLException {
    Optional<Long> total = number(row, "latency_nanos");
    return total.isEmpty()
        ? new Latency.Unmeasured()
        : new Latency.Measured(total.get(), row.getLong("first_token_nanos"));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }
}
