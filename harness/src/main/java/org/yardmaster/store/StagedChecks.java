package org.yardmaster.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yardmaster.load.Place;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.load.TableFormat;
import org.yardmaster.load.TableMapping;
import org.yardmaster.load.TableSample;

/**
 * Finds the rows of a staged table that are not what the mapping says, and tells the row policy of
 * each in the order of the file. What is left is view {@code good}; its outcomes are view {@code
 * cells}.
 */
final class StagedChecks {
  private static final long MOST_TOKENS = 1_000_000_000;
  private static final long MOST_USD = 1_000_000;
  private static final long LONGEST_SECONDS = 10_000_000;
  private static final long MOST_TRIALS = 1_000_000;

  /** Samples of which some 64 kinds have more outcomes than bits. */
  private static final String REPEATED =
      """
      SELECT count(*) FROM (
        SELECT 1 FROM cells JOIN kinds USING (candidate_id, trial)
        GROUP BY sample_id, kind // 64
        HAVING bit_count(bit_or(1::UBIGINT << (kind % 64)::UBIGINT)) < count(*))
      """;

  private final Database stage;
  private final TableMapping mapping;
  private final StagedColumns columns;
  private final List<Check> checks = new ArrayList<>();

  /**
   * A rule that every row must keep.
   *
   * @param column whose cell it is about
   * @param good SQL that is true where the rule is kept, never NULL
   * @param expected for the message
   */
  private record Check(String column, String good, String expected) {}

  StagedChecks(Database stage, TableMapping mapping, StagedColumns columns) {
    this.stage = stage;
    this.mapping = mapping;
    this.columns = columns;
    present(mapping.prompt());
    if (mapping.id() != null) {
      present(mapping.id());
    }
    mapping.outcomes().forEach(this::outcome);
  }

  private void outcome(String candidate, TableMapping.OutcomeColumns outcome) {
    if (candidate.isEmpty()) {
      present(String.valueOf(outcome.candidate()));
    }
    whole(outcome.trial(), MOST_TRIALS);
    whole(outcome.inputTokens(), MOST_TOKENS);
    whole(outcome.cachedInputTokens(), MOST_TOKENS);
    whole(outcome.outputTokens(), MOST_TOKENS);
    whole(outcome.reasoningTokens(), MOST_TOKENS);
    number(outcome.costUsd(), 0, MOST_USD);
    number(outcome.latencySeconds(), 0, LONGEST_SECONDS);
    number(outcome.quality(), mapping.lowest(), mapping.highest());
  }

  private void present(String column) {
    checks.add(new Check(column, columns.text(column) + " IS NOT NULL", "a value"));
  }

  private void number(@Nullable String column, double least, double most) {
    if (column != null) {
      String good =
          "%s IS NULL OR coalesce(%s BETWEEN %s::DOUBLE AND %s::DOUBLE, false)"
              .formatted(columns.text(column), columns.number(column), least, most);
      checks.add(new Check(column, good, "a number from %s to %s".formatted(least, most)));
    }
  }

  private void whole(@Nullable String column, long most) {
    if (column != null) {
      String good =
          "%1$s IS NULL OR coalesce(%2$s BETWEEN 0 AND %3$d AND %2$s = floor(%2$s), false)"
              .formatted(columns.text(column), columns.number(column), most);
      checks.add(new Check(column, good, "a whole number from 0 to %,d".formatted(most)));
    }
  }

  /** Checks all rows; the policy hears of the bad ones. */
  void run(Path file, RowPolicy rows) {
    stage.execute("CREATE TABLE bad (line BIGINT, failed INTEGER, found VARCHAR)");
    findBySql();
    findByReading(TableSample.Part.SPLIT, mapping.split());
    findByReading(TableSample.Part.TARGET, mapping.target());
    findByReading(TableSample.Part.TIME, mapping.time());
    defineGood();
    stage.execute("CREATE VIEW cells AS " + new StagedOutcomes(mapping, columns).sql());
    if (findRepeated()) {
      defineGood();
    }
    report(file, rows);
  }

  private void findBySql() {
    StringBuilder failed = new StringBuilder("CASE");
    StringBuilder found = new StringBuilder("CASE failed");
    for (int index = 0; index < checks.size(); index++) {
      Check check = checks.get(index);
      failed.append(" WHEN NOT (%s) THEN %d".formatted(check.good(), index));
      found.append(" WHEN %d THEN %s".formatted(index, columns.text(check.column())));
    }
    stage.execute(
        "INSERT INTO bad SELECT line, failed, %s END FROM (SELECT *, %s END AS failed FROM rows) WHERE failed IS NOT NULL"
            .formatted(found, failed));
  }

  /** Cells that only Java can read: each distinct one is read once. */
  private void findByReading(TableSample.Part part, @Nullable String column) {
    Optional<String> expected = TableSample.expected(part, "", mapping.kind());
    if (column == null || expected.isEmpty()) {
      return;
    }
    List<String> wrong = new ArrayList<>();
    Rows.each(
        stage,
        "SELECT DISTINCT %1$s FROM rows WHERE %1$s IS NOT NULL".formatted(columns.text(column)),
        row -> {
          String cell = row.getString(1);
          return TableSample.expected(part, cell, mapping.kind()).isPresent() && wrong.add(cell);
        });
    if (!wrong.isEmpty()) {
      stage.execute("CREATE OR REPLACE TABLE wrong (cell VARCHAR)");
      Rows.append(stage, "wrong", wrong, (row, cell) -> row.append(cell));
      stage.execute(
          "INSERT INTO bad SELECT line, %d, cell FROM rows JOIN wrong ON %s = cell"
              .formatted(checks.size(), columns.text(column)));
      checks.add(new Check(column, "", expected.get()));
    }
  }

  private void defineGood() {
    boolean all = count("SELECT count(*) FROM bad") == 0;
    stage.execute(
        "CREATE OR REPLACE VIEW good AS SELECT * FROM rows"
            + (all ? "" : " WHERE line NOT IN (SELECT line FROM bad)"));
  }

  /**
   * Rows with an outcome that an earlier row has. Each kind of outcome, a candidate's trial, has a
   * bit: where a sample has as many bits as outcomes, none is repeated. Only otherwise the rows are
   * compared.
   */
  private boolean findRepeated() {
    stage.execute(
        "CREATE TABLE kinds AS SELECT candidate_id, trial, row_number() OVER () - 1 AS kind"
            + " FROM (SELECT DISTINCT candidate_id, trial FROM cells)");
    if (count(REPEATED) == 0) {
      return false;
    }
    stage.execute(
        "INSERT INTO bad SELECT line, %d, min('a second outcome of (' || candidate_id || ') at (' || sample_id || ')') FROM (SELECT *, row_number() OVER (PARTITION BY sample_id, candidate_id, trial ORDER BY line) AS occurrence FROM cells) WHERE occurrence > 1 GROUP BY line"
            .formatted(checks.size()));
    return true;
  }

  private void report(Path file, RowPolicy rows) {
    String raw = rows.skips() ? "r.raw" : "''";
    Rows.each(
        stage,
        "SELECT b.line, b.failed, b.found, %s FROM (SELECT line, min(failed) AS failed, arg_min(coalesce(found, ''), failed) AS found FROM bad GROUP BY line) b %s ORDER BY b.line %s"
            .formatted(
                raw, rows.skips() ? "JOIN rows r USING (line)" : "", rows.skips() ? "" : "LIMIT 1"),
        row -> {
          tell(
              new Place(file, row.getLong(1), 0),
              row.getInt(2),
              row.getString(3),
              String.valueOf(row.getString(4)),
              rows);
          return true;
        });
  }

  private void tell(Place place, int failed, String found, String raw, RowPolicy rows) {
    if (failed == checks.size()) {
      rows.bad(place, found, "one per trial", raw);
    } else {
      Check check = checks.get(failed);
      String cell = found.isEmpty() ? "nothing" : TableFormat.quoted(found);
      rows.bad(
          place, "%s in %s".formatted(cell, columns.place(check.column())), check.expected(), raw);
    }
  }

  private long count(String sql) {
    return Rows.query(stage, sql, row -> row.getLong(1)).getFirst();
  }
}
