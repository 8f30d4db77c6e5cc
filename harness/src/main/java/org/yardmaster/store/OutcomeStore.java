package org.yardmaster.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

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

  /** The candidates with outcomes on a data set, by id. */
  public List<Candidate> candidates(String datasetId) {
    return Rows.query(
        database,
        "SELECT candidate_id, provider, model, parameters_json, simulated FROM candidate"
            + " WHERE candidate_id IN (SELECT DISTINCT candidate_id FROM outcome WHERE dataset_id"
            + " = ?) ORDER BY 1",
        row ->
            new Candidate(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                DatasetStore.labels(row.getString(4)),
                row.getBoolean(5)),
        datasetId);
  }

  /** Keys of the outcomes that need no further call: everything but failures. */
  public Set<String> recordedKeys(String datasetId) {
    return new HashSet<>(
        Rows.query(
            database,
            "SELECT outcome_key FROM outcome WHERE dataset_id = ? AND status <> 'FAILED'",
            row -> row.getString(1),
            datasetId));
  }

  /** Appends outcomes with their grades; the caller sees to it that their keys are new. */
  public void append(List<Outcome> outcomes) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    Rows.append(database, "outcome", outcomes, (row, outcome) -> write(row, outcome, now));
    Rows.append(
        database,
        "grade",
        outcomes,
        (row, outcome) -> write(row, outcome.key(), outcome.grade(), 0, now));
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

  private static void write(DuckDBAppender row, Outcome outcome, LocalDateTime now)
      throws SQLException {
    row.append(outcome.key())
        .append(outcome.datasetId())
        .append(outcome.sampleId())
        .append(outcome.candidateId())
        .append(outcome.trial());
    writeCompletion(row, outcome.completion());
    writeUsage(row, outcome.completion().usage());
    switch (outcome.cost()) {
      case Cost.Known(long nanoUsd) -> row.append(nanoUsd).appendNull();
      case Cost.Unknown(String reason) -> row.appendNull().append(reason);
    }
    switch (outcome.latency()) {
      case Latency.Measured(long total, long first) -> row.append(total).append(first);
      case Latency.Unmeasured() -> row.appendNull().appendNull();
    }
    row.append(now);
  }

  private static void writeCompletion(DuckDBAppender row, Completion completion)
      throws SQLException {
    switch (completion) {
      case Completion.Completed completed ->
          row.append("COMPLETED")
              .append(completed.text())
              .append(completed.toolCalls())
              .append(completed.finishReason())
              .appendNull()
              .appendNull();
      case Completion.Refused refused ->
          row.append("REFUSED")
              .append(refused.text())
              .append("")
              .append("refusal")
              .appendNull()
              .appendNull();
      case Completion.Failed failed ->
          row.append("FAILED")
              .appendNull()
              .appendNull()
              .appendNull()
              .append(failed.fault().name())
              .append(failed.message());
      case Completion.Unpublished unpublished ->
          row.append("UNPUBLISHED")
              .appendNull()
              .appendNull()
              .appendNull()
              .appendNull()
              .appendNull();
    }
  }

  private static void writeUsage(DuckDBAppender row, Usage usage) throws SQLException {
    switch (usage) {
      case Usage.Tokens tokens ->
          row.append(tokens.input())
              .append(tokens.cachedInput())
              .append(tokens.output())
              .append(tokens.reasoning())
              .append(tokens.estimated());
      case Usage.Unknown() -> row.appendNull().appendNull().appendNull().appendNull().appendNull();
    }
  }

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
