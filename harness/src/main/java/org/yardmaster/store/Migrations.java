package org.yardmaster.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Numbered SQL files that bring a database to the version of this build, each in a transaction. */
final class Migrations {
  private static final List<String> FILES =
      List.of(
          "0001_outcomes.sql",
          "0002_costs.sql",
          "0003_evaluation_choices.sql",
          "0004_choice_dataset.sql");

  private Migrations() {}

  /** The schema version of this build. */
  static int current() {
    return number(FILES.getLast());
  }

  /** Files are named by their number. */
  private static int number(String file) {
    return Integer.parseInt(file.substring(0, 4));
  }

  /** The schema version of a database; 0 for an empty one. */
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_version'")) {
      tables.next();
      if (tables.getInt(1) == 0) {
        return 0;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT max(version) FROM schema_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  static void apply(Connection connection) throws SQLException {
    for (String file : missing(connection)) {
      applyOne(connection, file);
    }
  }

  /** Those not applied yet, in order; a number that was skipped is made up for. */
  static List<String> missing(Connection connection) throws SQLException {
    if (version(connection) == 0) {
      return FILES;
    }
    Set<Integer> applied = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT version FROM schema_version")) {
      while (rows.next()) {
        applied.add(rows.getInt(1));
      }
    }
    return FILES.stream().filter(file -> !applied.contains(number(file))).toList();
  }

  private static void applyOne(Connection connection, String file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, applied_at"
              + " TIMESTAMP NOT NULL)");
      statement.execute("COMMENT ON TABLE schema_version IS 'Migrations that were applied.'");
      statement.execute("COMMENT ON COLUMN schema_version.version IS 'Number of the migration.'");
      statement.execute("COMMENT ON COLUMN schema_version.applied_at IS 'When, UTC.'");
      statement.execute(read(file));
      statement.execute(
          "INSERT INTO schema_version VALUES (%d, (now() AT TIME ZONE 'UTC'))"
              .formatted(number(file)));
      statement.execute("COMMIT");
    }
  }

  private static String read(String file) {
    try (InputStream in = Migrations.class.getResourceAsStream("migration/" + file)) {
      if (in == null) {
        throw new IllegalStateException("Migration %s is not in the build.".formatted(file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
