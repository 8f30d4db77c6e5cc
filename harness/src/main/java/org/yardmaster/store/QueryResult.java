package org.yardmaster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/**
 * What a query of one's own found, for notebooks: the schema that {@code status --schema} explains
 * is open to any SQL.
 *
 * @param columns names in the order of the query
 * @param rows values in the order of the columns; empty where SQL has NULL
 */
public record QueryResult(List<String> columns, List<List<Optional<Object>>> rows) {
  public QueryResult {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * Runs one query.
   *
   * @param arguments for the question marks of the query
   * @throws StoreException with what the database says of it
   */
  public static QueryResult of(Database database, String sql, Object... arguments) {
    List<String> columns = new ArrayList<>();
    List<List<Optional<Object>>> rows =
        Rows.query(
            database,
            sql,
            row -> {
              if (columns.isEmpty()) {
                columns.addAll(names(row));
              }
              return values(row, columns.size());
            },
            arguments);
    return new QueryResult(columns, rows);
  }

  private static List<String> names(ResultSet row) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      names.add(row.getMetaData().getColumnLabel(column));
    }
    return names;
  }

  private static List<Optional<Object>> values(ResultSet row, int columns) throws SQLException {
    List<Optional<Object>> values = new ArrayList<>();
    for (int column = 1; column <= columns; column++) {
      values.add(Optional.ofNullable(row.getObject(column)));
    }
    return values;
  }

  /**
   * One column of numbers.
   *
   * @throws IllegalArgumentException when there is no such column, or a value is none
   */
  public double[] numbers(String column) {
    return values(column).stream()
        .mapToDouble(
            value -> {
              if (value.orElse("NULL") instanceof Number number) {
                return number.doubleValue();
              }
              throw new IllegalArgumentException(
                  "Column (%s) holds %s; expected numbers."
                      .formatted(column, value.orElse("NULL")));
            })
        .toArray();
  }

  /** One column as text; NULL is empty. */
  public List<String> texts(String column) {
    return values(column).stream().map(value -> value.map(Object::toString).orElse("")).toList();
  }

  private List<Optional<Object>> values(String column) {
    int index = columns.indexOf(column);
    if (index < 0 && !rows.isEmpty()) {
      throw new IllegalArgumentException(
          "No column (%s); the query has %s.".formatted(column, columns));
    }
    return rows.stream().map(row -> row.get(index)).toList();
  }

  /** For people. */
  public Table table(String title) {
    return new Table(
        "query",
        title,
        IntStream.range(0, columns.size())
            .mapToObj(index -> new Column(columns.get(index), numeric(index)))
            .toList(),
        rows.stream()
            .map(row -> new Row(row.stream().map(QueryResult::cell).toList(), "", false))
            .toList());
  }

  private boolean numeric(int index) {
    return rows.stream().allMatch(row -> row.get(index).orElse(0) instanceof Number);
  }

  private static Cell cell(Optional<Object> value) {
    return value
        .<Cell>map(
            known ->
                known instanceof Number number
                    ? Cell.figure(Unit.PLAIN, number.doubleValue())
                    : Cell.text(known.toString()))
        .orElse(new Cell.Missing("NULL"));
  }
}
