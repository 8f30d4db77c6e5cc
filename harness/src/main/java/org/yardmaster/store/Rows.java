package org.yardmaster.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Reading rows into records and appending records as rows, with one kind of error. */
final class Rows {
  private Rows() {}

  /** Makes one record of the current row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Writes one record as one row. */
  interface Writer<T> {
    void write(DuckDBAppender row, T record) throws SQLException;
  }

  static <T> List<T> query(Database database, String sql, Reader<T> reader, Object... arguments) {
    List<T> found = new ArrayList<>();
    each(database, sql, row -> found.add(reader.read(row)), arguments);
    return found;
  }

  /** Reads row by row without keeping them. */
  static void each(Database database, String sql, Reader<?> reader, Object... arguments) {
    try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
      for (int index = 0; index < arguments.length; index++) {
        statement.setObject(index + 1, arguments[index]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException fault) {
      throw Database.failed(fault);
    }
  }

  static void update(Database database, String sql, Object... arguments) {
    try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
      for (int index = 0; index < arguments.length; index++) {
        statement.setObject(index + 1, arguments[index]);
      }
      statement.executeUpdate();
    } catch (SQLException fault) {
      throw Database.failed(fault);
    }
  }

  /** Takes rows one by one, from somebody who cannot hand over a list. */
  interface Appended {
    void row(Cells cells);
  }

  /** Writes the cells of one row. */
  interface Cells {
    void write(DuckDBAppender row) throws SQLException;
  }

  /** Appends as many rows as the source makes; faults of the source pass through. */
  static void appendAll(Database database, String table, Consumer<Appended> source) {
    try (DuckDBAppender appender =
        ((DuckDBConnection) database.connection()).createAppender("main", table)) {
      source.accept(
          cells -> {
            try {
              appender.beginRow();
              cells.write(appender);
              appender.endRow();
            } catch (SQLException fault) {
              throw Database.failed(fault);
            }
          });
    } catch (SQLException fault) {
      throw Database.failed(fault);
    }
  }

  static <T> void append(
      Database database, String table, Iterable<? extends T> records, Writer<T> writer) {
    appendAll(
        database,
        table,
        appended -> {
          for (T record : records) {
            appended.row(row -> writer.write(row, record));
          }
        });
  }
}
