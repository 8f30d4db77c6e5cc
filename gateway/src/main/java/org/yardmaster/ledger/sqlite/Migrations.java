package org.yardmaster.ledger.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.yardmaster.ledger.LedgerException;

/** Numbered SQL files that bring a ledger to the version of this build, in one transaction. */
final class Migrations {
  private static final List<String> FILES =
      List.of("0001_ledger.sql", "0002_turns.sql", "0003_payment.sql");

  /** "yrdm": tells a ledger from any other SQLite file. */
  private static final int APPLICATION_ID = 0x7972646d;

  private Migrations() {}

  static void apply(Path file, Connection connection) throws SQLException {
    Sqlite.waiting(file, () -> Sqlite.execute(connection, "BEGIN IMMEDIATE"));
    try {
      migrate(file, connection);
      Sqlite.execute(connection, "COMMIT");
    } catch (SQLException | RuntimeException fault) {
      Sqlite.execute(connection, "ROLLBACK");
      throw fault;
    }
  }

  private static void migrate(Path file, Connection connection) throws SQLException {
    int version = pragma(connection, "user_version");
    boolean empty = pragma(connection, "schema_version") == 0;
    if (!empty && pragma(connection, "application_id") != APPLICATION_ID) {
      throw new LedgerException(
          "%s is a SQLite file of another program.%nMaybe the path is wrong.".formatted(file));
    }
    if (version > FILES.size()) {
      throw new LedgerException(
          "Ledger %s has version %d; this build knows up to %d.%nMaybe run the newer Yardmaster that wrote it."
              .formatted(file, version, FILES.size()));
    }
    for (String next : FILES.subList(version, FILES.size())) {
      for (String statement : read(next).split(";\n")) {
        if (!statement.isBlank()) {
          Sqlite.execute(connection, statement);
        }
      }
    }
    if (version < FILES.size()) {
      Sqlite.execute(connection, "PRAGMA application_id=" + APPLICATION_ID);
      Sqlite.execute(connection, "PRAGMA user_version=" + FILES.size());
    }
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.next() ? row.getInt(1) : 0;
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
