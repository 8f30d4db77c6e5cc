package org.yardmaster.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.stats.Estimate;

/**
 * Tables as CSV (RFC 4180) with unrounded numbers. A column that holds intervals anywhere becomes
 * three: {@code x}, {@code x low}, {@code x high}. Text that a spreadsheet would run as a formula
 * is preceded by an apostrophe.
 */
public final class CsvTable {
  private CsvTable() {}

  /** The header and all rows. */
  public static String render(Table table) {
    StringWriter text = new StringWriter();
    boolean[] ranged = ranged(table);
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(header(table, ranged));
      for (Row row : table.rows()) {
        writer.writeRecord(cells(row, ranged, table.hasNotes()));
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return text.toString();
  }

  private static boolean[] ranged(Table table) {
    boolean[] ranged = new boolean[table.columns().size()];
    for (Row row : table.rows()) {
      for (int column = 0; column < ranged.length; column++) {
        ranged[column] |= row.cells().get(column) instanceof Cell.Ranged;
      }
    }
    return ranged;
  }

  private static List<String> header(Table table, boolean[] ranged) {
    List<String> titles = new ArrayList<>();
    for (int column = 0; column < ranged.length; column++) {
      String title = harmless(table.columns().get(column).title());
      titles.add(title);
      if (ranged[column]) {
        titles.add(title + " low");
        titles.add(title + " high");
      }
    }
    if (table.hasNotes()) {
      titles.add("note");
    }
    return titles;
  }

  private static List<String> cells(Row row, boolean[] ranged, boolean notes) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < ranged.length; column++) {
      List<String> values = values(row.cells().get(column));
      cells.addAll(values);
      for (int blank = values.size(); ranged[column] && blank < 3; blank++) {
        cells.add("");
      }
    }
    if (notes) {
      cells.add(harmless(row.note()));
    }
    return cells;
  }

  private static List<String> values(Cell cell) {
    return switch (cell) {
      case Cell.Text(String text) -> List.of(harmless(text));
      case Cell.Missing missing -> List.of("");
      case Cell.Figure(String path, Unit unit, double value) -> List.of(number(unit, value));
      case Cell.Ranged(String path, Unit unit, Estimate estimate) ->
          List.of(
              number(unit, estimate.value()),
              number(unit, estimate.low()),
              number(unit, estimate.high()));
    };
  }

  private static String number(Unit unit, double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return unit == Unit.COUNT ? Long.toString(Math.round(value)) : Double.toString(value);
  }

  private static String harmless(String text) {
    String line = Plain.oneLine(text);
    String start = line.stripLeading();
    boolean formula = !start.isEmpty() && "=+-@".indexOf(start.charAt(0)) >= 0;
    return formula ? "'" + line : line;
  }
}
