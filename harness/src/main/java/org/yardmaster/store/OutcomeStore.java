package org.yardmaster.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.replay.EarlierSpend;

/** Outcomes and their grades: appended, never changed. */
public final class OutcomeStore {
  private final Database database;
  private final Clock clock;

  public OutcomeStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Adds candidates that are not there yet. */
  public void addCandidates(List<Candidate> candidates) {
    Set<String> known =
        new HashSet<>(
            Rows.query(database, "SELECT candidate_id FROM candidate", row -> row.getString(1)));
    Rows.append(
        database,
        "candidate",
        candidates.stream().filter(candidate -> !known.contains(candidate.id())).toList(),
        (row, candidate) ->
            row.append(candidate.id())
                .append(candidate.provider())
                .append(candidate.model())
                .append(DatasetStore.json(candidate.parameters()))
                .append(candidate.simulated()));
  }

  /** The candidates that were asked on a data set, answering or not, by id. */
  public List<Candidate> candidates(String datasetId) {
    return Rows.query(
        database,
        """
        SELECT candidate_id, provider, model, parameters_json, simulated FROM candidate
        WHERE candidate_id IN (
          SELECT candidate_id FROM outcome WHERE dataset_id = ?
          UNION SELECT candidate_id FROM failure WHERE dataset_id = ?)
        ORDER BY 1
        """,
        row ->
            new Candidate(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                DatasetStore.labels(row.getString(4)),
                row.getBoolean(5)),
        datasetId,
        datasetId);
  }

  /** Keys of the outcomes that are there; a failed call is not, so that it is made again. */
  public Set<String> recordedKeys(String datasetId) {
    return new HashSet<>(
        Rows.query(
            database,
            "SELECT outcome_key FROM outcome WHERE dataset_id = ?",
            row -> row.getString(1),
            datasetId));
  }

  /** Keys of all calls, answered or failed, that were recorded at an instant or later. */
  Set<String> endedSince(Instant since) {
    LocalDateTime from = LocalDateTime.ofInstant(since, ZoneOffset.UTC);
    return new HashSet<>(
        Rows.query(
            database,
            "SELECT outcome_key FROM outcome WHERE recorded_at >= ? UNION ALL"
                + " SELECT outcome_key FROM failure WHERE recorded_at >= ?",
            row -> row.getString(1),
            from,
            from));
  }

  /** What is recorded as spent on a data set with some candidates, failures included. */
  EarlierSpend spent(String datasetId, Set<String> candidateIds) {
    List<EarlierSpend.Uncertain> uncertain = new ArrayList<>();
    long[] known = {0};
    for (String table : List.of("outcome", "failure")) {
      Rows.each(
          database,
          "SELECT candidate_id, CASE WHEN cost_nano_usd IS NULL THEN sample_id END,"
              + " coalesce(sum(cost_nano_usd), 0)::BIGINT, count(*) FROM "
              + table
              + " WHERE dataset_id = ? GROUP BY 1, 2",
          row -> {
            if (candidateIds.contains(row.getString(1))) {
              known[0] += row.getLong(3);
              for (long call = 0; row.getString(2) != null && call < row.getLong(4); call++) {
                uncertain.add(new EarlierSpend.Uncertain(row.getString(2), row.getString(1)));
              }
            }
            return known;
          },
          datasetId);
    }
    return new EarlierSpend(known[0], uncertain, 0);
  }

  /**
   * Appends answered calls with their grades, and failed ones as failures; the caller sees to it
   * that the keys of the answered ones are new.
   */
  public void append(List<Outcome> outcomes) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Outcome> answered = outcomes.stream().filter(OutcomeStore::answered).toList();
    List<Outcome> failed = outcomes.stream().filter(outcome -> !answered(outcome)).toList();
    Rows.append(
        database, "outcome", answered, (row, outcome) -> OutcomeRow.write(row, outcome, now));
    Rows.append(
        database,
        "grade",
        answered,
        (row, outcome) -> write(row, outcome.key(), outcome.grade(), 0, now));
    Rows.append(database, "failure", failed, (row, outcome) -> OutcomeRow.write(row, outcome, now));
  }

  static boolean answered(Outcome outcome) {
    return !(outcome.completion() instanceof Completion.Failed);
  }

  /** Adds a further judgement of stored outcomes; earlier ones are kept. */
  public void appendGrades(List<KeyedGrade> grades) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    long next =
        1
            + Rows.query(
                    database, "SELECT coalesce(max(grading), 0) FROM grade", row -> row.getLong(1))
                .getFirst();
    Rows.append(
        database,
        "grade",
        grades,
        (row, keyed) -> write(row, keyed.outcomeKey(), keyed.grade(), next, now));
  }

  /** A judgement of a stored outcome. */
  public record KeyedGrade(String outcomeKey, Grade grade) {}

  private static void write(
      DuckDBAppender row, String outcomeKey, Grade grade, long grading, LocalDateTime now)
      throws SQLException {
    row.append(outcomeKey).append(grade.grader());
    switch (grade) {
      case Grade.Scored scored ->
          row.append(scored.value())
              .append(scored.nativeScore())
              .append(scored.nativeLow())
              .append(scored.nativeHigh())
              .append(scored.extracted())
              .append(scored.explanation())
              .appendNull();
      case Grade.Unscored unscored ->
          row.appendNull()
              .appendNull()
              .appendNull()
              .appendNull()
              .appendNull()
              .appendNull()
              .append(unscored.reason());
    }
    row.append(grading).append(now);
  }
}
