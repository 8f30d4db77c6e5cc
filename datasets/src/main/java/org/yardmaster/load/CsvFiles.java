package org.yardmaster.load;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** CSV after RFC 4180, with a header line; cells may span lines. */
final class CsvFiles {
  private CsvFiles() {}

  /**
   * Hands over every record; records with a wrong number of cells, and those that the handler finds
   * wrong, go to the row policy. A quote that is never closed leaves no rows to tell apart, so it
   * ends the import under every policy.
   *
   * @param required columns without which the file is not of its format
   */
  static void rows(Path file, RowPolicy rows, List<String> required, Consumer<CsvRow> handler) {
    TextFiles.read(
        file,
        reader -> {
          rows(file, reader, rows, required, handler);
          return true;
        });
  }

  static void rows(
      Path file, Reader reader, RowPolicy rows, List<String> required, Consumer<CsvRow> handler)
      throws IOException {
    long last = 1;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(reader)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext()) {
        throw new BadInputException(file, "an empty file", "a header line with " + required);
      }
      Map<String, Integer> columns = header(file, records.next(), required);
      while (records.hasNext()) {
        CsvRecord next = records.next();
        last = next.getStartingLineNumber();
        row(new CsvRow(new Place(file, last, 0), columns, next.getFields()), rows, handler);
      }
    } catch (CsvParseException fault) {
      throw new BadInputException(
          new Place(file, last, 0),
          "broken CSV at or after this line (%s)".formatted(fault.getMessage()),
          "every quote closed");
    } catch (UncheckedIOException fault) {
      throw fault.getCause();
    }
  }

  private static Map<String, Integer> header(Path file, CsvRecord record, List<String> required) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (String name : record.getFields()) {
      if (name.isBlank()) {
        throw new BadInputException(
            new Place(file, 1, 0), "a column without name", "named columns");
      }
      if (columns.putIfAbsent(name, columns.size()) != null) {
        throw new BadInputException(
            new Place(file, 1, 0), "column \"%s\" twice".formatted(name), "distinct columns");
      }
    }
    requireColumns(file, columns.keySet(), required);
    return columns;
  }

  /** The names of all columns in their order. */
  static List<String> header(Path file) {
    List<String> names = new ArrayList<>();
    TextFiles.read(
        file,
        reader -> {
          try (CsvReader<CsvRecord> csv =
              CsvReader.builder().allowUnclosedQuote(false).ofCsvRecord(reader)) {
            csv.stream().findFirst().ifPresent(first -> names.addAll(first.getFields()));
          } catch (CsvParseException broken) {
            names.clear();
          } catch (UncheckedIOException fault) {
            throw fault.getCause();
          }
          return true;
        });
    return names;
  }

  static void requireColumns(Path file, Collection<String> columns, List<String> required) {
    if (!columns.containsAll(required)) {
      throw new BadInputException(
          new Place(file, 1, 0), "columns " + columns, "at least columns " + required);
    }
  }

  /** Runs a handler on a record; what it finds wrong goes to the row policy. */
  static void row(CsvRow row, RowPolicy rows, Consumer<CsvRow> handler) {
    rows.read(1);
    try {
      if (row.cells().size() != row.columns().size()) {
        throw new BadRow(row.cells().size() + " cells", row.columns().size() + " as in the header");
      }
      handler.accept(row);
    } catch (BadRow bad) {
      rows.bad(row.place(), bad.found(), bad.expected(), row.raw());
    }
  }
}
