package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.yardmaster.provenance.CanonicalJson;

/**
 * The format {@code table}: any table of a user's own, as CSV, JSON lines or Parquet, its columns
 * named by a {@link TableMapping}; one row per call, or one row per prompt with columns per
 * candidate. Rows of equal id are one prompt. Such tables may have millions of rows, so that no
 * {@link Importer} holds them: whoever stores them reads row by row.
 */
public final class TableFormat {
  public static final ImportFormat FORMAT =
      new ImportFormat(
          "table",
          "A table of your own, its columns named by a mapping file",
          "a .csv, .jsonl or .parquet file, and a mapping file (YAML)",
          List.of(),
          "files written by hand, no fixed schema");

  private TableFormat() {}

  /**
   * One row as text.
   *
   * @param cells one per wanted column; empty text where the row has nothing
   * @param raw the whole row as found
   */
  public record Row(Place place, List<String> cells, String raw) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** True when the file is read as Parquet, by whoever has a library for it. */
  public static boolean isParquet(Path file) {
    return TextFiles.plainName(file).endsWith(".parquet");
  }

  /**
   * Reads a CSV file, or else JSON lines, row by row; gzip is read transparently.
   *
   * @param columns the wanted columns; in JSON a name may be a path of keys joined by dots
   * @param required those without which a CSV file is not as the mapping says
   */
  public static void rows(
      Path file,
      List<String> columns,
      List<String> required,
      RowPolicy rows,
      Consumer<Row> handler) {
    if (isCsv(file)) {
      CsvFiles.rows(
          file,
          rows,
          required,
          row ->
              handler.accept(
                  new Row(
                      row.place(),
                      columns.stream().map(column -> row.optional(column).orElse("")).toList(),
                      row.raw())));
    } else {
      JsonFiles.lines(
          file,
          rows,
          row ->
              handler.accept(
                  new Row(
                      row.place(),
                      columns.stream().map(column -> value(row, column).orElse("")).toList(),
                      row.raw())));
    }
  }

  private static boolean isCsv(Path file) {
    return TextFiles.plainName(file).endsWith(".csv");
  }

  /** The columns of a file in their order; none where its rows have keys instead. */
  public static List<String> header(Path file) {
    return isCsv(file) ? CsvFiles.header(file) : List.of();
  }

  private static Optional<String> value(JsonRow row, String column) {
    JsonNode node = row.value();
    if (node.has(column)) {
      node = node.get(column);
    } else {
      for (String key : column.split("\\.", -1)) {
        node = node.path(key);
      }
    }
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    String text = node.isValueNode() ? node.asText() : CanonicalJson.write(node);
    return Optional.of(text).filter(value -> !value.isBlank());
  }

  /** Text for a message about a cell: short enough for one line. */
  public static String quoted(String cell) {
    return BadRow.quoted(cell);
  }

  /** Refuses a file that lacks columns. */
  public static void requireColumns(Path file, List<String> found, List<String> required) {
    CsvFiles.requireColumns(file, found, required);
  }
}
