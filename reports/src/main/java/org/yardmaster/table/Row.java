package org.yardmaster.table;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One line of a table.
 *
 * @param cells one per column; the first names the row
 * @param note a remark on the row; may be empty
 * @param emphasis true for the row that the table is about
 */
public record Row(List<Cell> cells, String note, boolean emphasis) {
  public Row {
    cells = List.copyOf(cells);
    requireNonNull(note, "note is null");
  }

  /** The same with pointers: {@code at} and the place of the column. */
  Row keyed(String at) {
    return new Row(
        IntStream.range(0, cells.size())
            .mapToObj(column -> cells.get(column).keyed(at + column))
            .toList(),
        note,
        emphasis);
  }

  public static Row of(Cell... cells) {
    return new Row(List.of(cells), "", false);
  }
}
