package org.yardmaster.table;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Rows under headings.
 *
 * @param id short name, safe as a file name
 * @param title what the table shows, for people
 */
public record Table(String id, String title, List<Column> columns, List<Row> rows) {
  public Table {
    requireNonNull(title, "title is null");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("Table id (%s) is no file name.".formatted(id));
    }
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "Table (%s) has %d columns and a row of %d cells."
                .formatted(id, columns.size(), row.cells().size()));
      }
    }
  }

  /** The same without columns in which nothing is known in any row. */
  public Table withoutEmptyColumns() {
    int[] kept =
        IntStream.range(0, columns.size())
            .filter(
                column ->
                    rows.isEmpty()
                        || rows.stream()
                            .anyMatch(row -> !(row.cells().get(column) instanceof Cell.Missing)))
            .toArray();
    return new Table(
        id,
        title,
        pick(columns, kept),
        rows.stream()
            .map(row -> new Row(pick(row.cells(), kept), row.note(), row.emphasis()))
            .toList());
  }

  /** The same under another title. */
  public Table titled(String other) {
    return new Table(id, other, columns, rows);
  }

  /** The same with only the rows that pass. */
  public Table only(Predicate<Row> wanted) {
    return new Table(id, title, columns, rows.stream().filter(wanted).toList());
  }

  /**
   * The same with pointers to its numbers, as those of a table that is its own twin.
   *
   * @param at JSON pointer to the table
   */
  public Table keyed(String at) {
    return new Table(
        id,
        title,
        columns,
        IntStream.range(0, rows.size())
            .mapToObj(row -> rows.get(row).keyed("%s/rows/%d/".formatted(at, row)))
            .toList());
  }

  /**
   * The place of a column.
   *
   * @throws IllegalArgumentException when there is none of this title
   */
  public int column(String title) {
    return IntStream.range(0, columns.size())
        .filter(index -> columns.get(index).title().equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Table (%s) has no column (%s). Maybe one of %s."
                        .formatted(id, title, columns.stream().map(Column::title).toList())));
  }

  private static <T> List<T> pick(List<T> all, int[] kept) {
    return Arrays.stream(kept).mapToObj(all::get).toList();
  }

  /** True when any row carries a remark. */
  public boolean hasNotes() {
    return rows.stream().anyMatch(row -> !row.note().isEmpty());
  }
}
