package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** The JSON of a table that is only a table; {@link Table#keyed} points into it. */
final class TableJson {
  private TableJson() {}

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
