package org.yardmaster.ledger.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yardmaster.ledger.LedgerException;

/**
 * Prepared statements of one connection, each prepared once. A connection that was lost is opened
 * anew by whoever needs it next; for a moment after a failure everybody is refused at once, so that
 * a crowd of callers does not wait one after the other. For one thread at a time.
 */
final class Statements implements AutoCloseable {
  private static final long REST_NANOS = 500_000_000;
  private static final int MOST_NAMES = 256;

  private final Database database;
  private final Database.Use use;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private @Nullable Connection connection;
  private @Nullable LedgerException refusal;
  private long refusedAt;

  Statements(Database database, Database.Use use) {
    this.database = database;
    this.use = use;
  }

  /** Reads one value out of a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Work<T> {
    T run(Connection open) throws SQLException;
  }

  /** As {@link Database#begin}; a connection that cannot is closed, since it may be in between. */
  boolean begin() {
    try {
      return database.begin(open());
    } catch (SQLException fault) {
      LedgerException explained = explained(fault);
      drop();
      throw explained;
    }
  }

  void commit() {
    run(
        open -> {
          database.end(open, true);
          return true;
        });
  }

  /** Undoes the transaction; a connection that cannot is closed, which undoes it too. */
  void undo() {
    Connection open = connection;
    if (open == null) {
      return;
    }
    try {
      database.end(open, false);
    } catch (SQLException fault) {
      drop();
    }
  }

  int update(String sql, @Nullable Object... values) {
    return run(open -> bound(open, sql, values).executeUpdate());
  }

  /** The same statement for many rows, in one message where the database can. */
  void updateAll(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    run(
        open -> {
          PreparedStatement statement = prepared(open, sql);
          try {
            for (@Nullable Object[] row : rows) {
              bind(statement, row);
              statement.addBatch();
            }
            return statement.executeBatch();
          } finally {
            statement.clearBatch();
          }
        });
  }

  <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... values) {
    return run(
        open -> {
          try (ResultSet rows = bound(open, sql, values).executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
              found.add(reader.read(rows));
            }
            return found;
          }
        });
  }

  /**
   * Rows of any of these names.
   *
   * @param sql ends with the column that the names are looked for in
   */
  <T> List<T> queryAny(String sql, Reader<T> reader, List<String> names) {
    List<T> found = new ArrayList<>();
    for (int from = 0; from < names.size(); from += MOST_NAMES) {
      List<String> some = names.subList(from, Math.min(names.size(), from + MOST_NAMES));
      found.addAll(query(sql + " IN (" + marks(some) + ")", reader, padded(some)));
    }
    return found;
  }

  private static int room(List<String> names) {
    return Math.max(1, Integer.highestOneBit(2 * names.size() - 1));
  }

  private static String marks(List<String> names) {
    return String.join(", ", Collections.nCopies(room(names), "?"));
  }

  /** Up to a power of two, so that few statements are prepared. */
  private static @Nullable Object[] padded(List<String> names) {
    List<@Nullable Object> values = new ArrayList<>(names);
    values.addAll(Collections.nCopies(room(names) - names.size(), names.getLast()));
    return values.toArray();
  }

  private <T> T run(Work<T> work) {
    try {
      return work.run(open());
    } catch (SQLException fault) {
      throw explained(fault);
    }
  }

  private LedgerException explained(SQLException fault) {
    LedgerException explained = database.explain(fault);
    if (explained.lost()) {
      drop();
      refusal = explained;
      refusedAt = System.nanoTime();
    }
    return explained;
  }

  private Connection open() throws SQLException {
    if (connection == null) {
      if (refusal != null && System.nanoTime() - refusedAt < REST_NANOS) {
        throw LedgerException.lost(String.valueOf(refusal.getMessage()), refusal);
      }
      connection = database.connect(use);
      refusal = null;
    }
    return connection;
  }

  private PreparedStatement bound(Connection open, String sql, @Nullable Object... values)
      throws SQLException {
    PreparedStatement statement = prepared(open, sql);
    bind(statement, values);
    return statement;
  }

  private PreparedStatement prepared(Connection open, String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = open.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  /** Not every database can keep the character 0 in a text. */
  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int index = 0; index < values.length; index++) {
      Object value = values[index];
      statement.setObject(
          index + 1, value instanceof String text ? text.replace('\0', '\uFFFD') : value);
    }
  }

  private void drop() {
    Connection gone = connection;
    connection = null;
    prepared.clear();
    try {
      if (gone != null) {
        gone.close();
      }
    } catch (SQLException fault) {
      // It was of no use any more.
    }
  }

  @Override
  public void close() {
    drop();
  }
}
