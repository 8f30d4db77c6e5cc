package org.yardmaster.table;

import static java.util.Objects.requireNonNull;

import java.util.List;

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

  public static Row of(Cell... cells) {
    return new Row(List.of(cells), "", false);
  }
}
