package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** A table that is only a table: its JSON, and rows whose numbers point into that JSON. */
final class PathedRows {
  private PathedRows() {}

  /**
   * The same rows with paths.
   *
   * @param at JSON pointer to the object that {@link #addTo} filled
   */
  static List<Row> of(Table table, String at) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      Row plain = table.rows().get(row);
      List<Cell> cells = new ArrayList<>();
      for (int column = 0; column < plain.cells().size(); column++) {
        cells.add(keyed(plain.cells().get(column), "%s/rows/%d/%d".formatted(at, row, column)));
      }
      rows.add(new Row(cells, plain.note(), plain.emphasis()));
    }
    return rows;
  }

  private static Cell keyed(Cell cell, String at) {
    return switch (cell) {
      case Cell.Text text -> text;
      case Cell.Missing missing -> missing;
      case Cell.Figure(String path, Unit unit, double value) -> new Cell.Figure(at, unit, value);
      case Cell.Ranged(String path, Unit unit, Estimate estimate) ->
          new Cell.Ranged(at + "/value", unit, estimate);
    };
  }

  /** Titles of the columns, and one array per row. */
  static void addTo(ObjectNode node, Table table) {
    ArrayNode columns = node.putArray("columns");
    table.columns().forEach(column -> columns.add(column.title()));
    ArrayNode rows = node.putArray("rows");
    for (Row row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.cells().forEach(cell -> add(cells, cell));
    }
  }

  private static void add(ArrayNode cells, Cell cell) {
    switch (cell) {
      case Cell.Text(String text) -> cells.add(text);
      case Cell.Missing missing -> cells.addNull();
      case Cell.Figure(String path, Unit unit, double value) -> cells.add(value);
      case Cell.Ranged(String path, Unit unit, Estimate estimate) ->
          JsonNumbers.put(cells.addObject(), "value", estimate);
    }
  }
}
