package org.yardmaster.ledger.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.sql.Database;

/**
 * One file. Every transaction that writes is a {@code BEGIN IMMEDIATE} one; SQLite's {@code
 * data_version} tells inside of it whether another connection has committed.
 */
final class SqliteFile implements Database {
  private final Path file;
  private final Durability durability;
  private final WriteTurn turn;
  private long version = -1;

  private SqliteFile(Path file, Durability durability) {
    this.file = file;
    this.durability = durability;
    this.turn = WriteTurn.of(file);
  }

  static SqliteFile open(Path file, Durability durability) {
    try (Connection connection = Sqlite.connect(file, durability)) {
      Migrations.apply(file, connection);
    } catch (SQLException fault) {
      throw Sqlite.failed(file, fault);
    }
    return new SqliteFile(file, durability);
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public Connection connect(Use use) throws SQLException {
    Connection connection = Sqlite.connect(file, durability);
    if (use == Use.WRITING) {
      Sqlite.execute(connection, "PRAGMA busy_timeout=0");
      version = -1;
    }
    return connection;
  }

  @Override
  public boolean begin(Connection writing) throws SQLException {
    turn.take();
    try {
      Sqlite.waiting(file, () -> Sqlite.execute(writing, "BEGIN IMMEDIATE"));
      long before = version;
      version = dataVersion(writing);
      return version == before;
    } catch (SQLException | RuntimeException fault) {
      turn.give();
      throw fault;
    }
  }

  private static long dataVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA data_version")) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  @Override
  public void end(Connection writing, boolean commit) throws SQLException {
    if (commit) {
      Sqlite.execute(writing, "COMMIT");
      turn.give();
      return;
    }
    try {
      Sqlite.execute(writing, "ROLLBACK");
    } finally {
      turn.give();
    }
  }

  @Override
  public LedgerException explain(SQLException fault) {
    return Sqlite.failed(file, fault);
  }

  @Override
  public void close() {
    try {
      turn.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
