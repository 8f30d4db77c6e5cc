package org.yardmaster.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Numbered SQL files that bring a database to the version of this build, each in a transaction. */
final class Migrations {
  private static final List<String> FILES = List.of("0001_outcomes.sql", "0002_costs.sql");

  private Migrations() {}

  /** The schema version of this build. */
  static int current() {
    return FILES.size();
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
    for (int next = version(connection) + 1; next <= FILES.size(); next++) {
      applyOne(connection, next);
    }
  }

  private static void applyOne(Connection connection, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, applied_at"
              + " TIMESTAMP NOT NULL)");
      statement.execute("COMMENT ON TABLE schema_version IS 'Migrations that were applied.'");
      statement.execute("COMMENT ON COLUMN schema_version.version IS 'Number of the migration.'");
      statement.execute("COMMENT ON COLUMN schema_version.applied_at IS 'When, UTC.'");
      statement.execute(read(FILES.get(version - 1)));
      statement.execute(
          "INSERT INTO schema_version VALUES (%d, (now() AT TIME ZONE 'UTC'))".formatted(version));
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
