package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** What was measured beside an evaluation, as JSON inside that evaluation's object. */
final class ExtrasJson {
  private ExtrasJson() {}

  static void addTo(ObjectNode evaluation, Extras extras) {
    ArrayNode calibration = evaluation.putArray("calibration");
    for (Extras.CalibrationBin bin : extras.calibration()) {
      ObjectNode entry = calibration.addObject();
      JsonNumbers.put(entry, "predicted", bin.predicted());
      JsonNumbers.put(entry, "observed", bin.observed());
      entry.put("predictions", bin.predictions());
    }
    ArrayNode learning = evaluation.putArray("learning");
    for (Extras.LearningPoint point : extras.learning()) {
      ObjectNode entry = learning.addObject();
      entry.put("labels", point.labels());
      JsonNumbers.put(entry, "quality", point.quality());
    }
    ArrayNode exhibits = evaluation.putArray("exhibits");
    for (Extras.Exhibit exhibit : extras.exhibits()) {
      ObjectNode entry = exhibits.addObject();
      entry.put("heading", exhibit.heading());
      entry.put("explanation", exhibit.explanation());
      add(entry, exhibit.table());
    }
  }

  private static void add(ObjectNode entry, Table table) {
    ArrayNode columns = entry.putArray("columns");
    table.columns().forEach(column -> columns.add(column.title()));
    ArrayNode rows = entry.putArray("rows");
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
