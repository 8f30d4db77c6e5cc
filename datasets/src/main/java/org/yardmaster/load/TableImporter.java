package org.yardmaster.load;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.provenance.Digest;

/**
 * Any table of a user's own, as CSV, JSONL or Parquet, read through a {@link TableMapping}: one row
 * per call, or one row per prompt with columns per candidate. Rows of equal id are one prompt.
 */
final class TableImporter implements Importer {
  private static final int DIGITS = 16;

  private static final ImportFormat FORMAT =
      new ImportFormat(
          "table",
          "A table of your own, its columns named by a mapping file",
          "a .csv, .jsonl or .parquet file, and a mapping file (YAML)",
          List.of(),
          "files written by hand, no fixed schema");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    Path mappingFile =
        options
            .mapping()
            .orElseThrow(
                () -> new BadInputException(path, "no mapping file", "one that names the columns"));
    TableMapping mapping = TableMapping.read(mappingFile);
    String id =
        options.datasetId().or(() -> Optional.ofNullable(mapping.dataset())).orElse(FORMAT.name());
    Batch batch = new Batch(Cards.unpublished(id, FORMAT), rows, options.prices());
    TableOutcomes outcomes = new TableOutcomes(mapping, batch);
    String name = TextFiles.plainName(path);
    if (name.endsWith(".csv")) {
      CsvFiles.rows(
          path, rows, mapping.required(), row -> add(Fields.of(row), mapping, outcomes, batch));
    } else if (name.endsWith(".parquet")) {
      parquet(
          path,
          options.parquet(),
          rows,
          mapping.required(),
          row -> add(Fields.of(row), mapping, outcomes, batch));
    } else {
      JsonFiles.lines(path, rows, row -> add(Fields.of(row), mapping, outcomes, batch));
    }
    return List.of(batch.imported());
  }

  /** Rows of a Parquet file; a place's line is the row's number after the header. */
  static void parquet(
      Path file,
      TableReader reader,
      RowPolicy rows,
      List<String> required,
      Consumer<CsvRow> handler) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    long[] line = {0};
    reader.read(
        file,
        cells -> {
          line[0]++;
          if (columns.isEmpty()) {
            IntStream.range(0, cells.size()).forEach(index -> columns.put(cells.get(index), index));
            CsvFiles.requireColumns(file, columns, required);
          } else {
            CsvFiles.row(new CsvRow(new Place(file, line[0], 0), columns, cells), rows, handler);
          }
        });
  }

  private static void add(Fields row, TableMapping mapping, TableOutcomes outcomes, Batch batch) {
    String text = row.require(mapping.prompt());
    String system = column(row, mapping.system(), "");
    String id =
        column(
            row,
            mapping.id(),
            "row-" + Digest.sha256Hex(system + '\u0000' + text).substring(0, DIGITS));
    List<TableOutcomes.Cell> cells = outcomes.read(row, text);
    if (!batch.hasSample(id)) {
      List<Message> messages = new ArrayList<>();
      if (!system.isEmpty()) {
        messages.add(Message.system(system));
      }
      messages.add(Message.user(text));
      batch.add(
          new Sample(
              id,
              new Prompt(messages, "", Set.of()),
              target(row, mapping),
              column(row, mapping.task(), "all"),
              column(row, mapping.group(), PromptGroup.of(text)),
              split(column(row, mapping.split(), "")),
              time(row, mapping)));
    }
    cells.forEach(cell -> outcomes.add(id, cell));
  }

  static String column(Fields row, @Nullable String column, String otherwise) {
    return column == null ? otherwise : row.value(column).orElse(otherwise);
  }

  private static Map<String, String> time(Fields row, TableMapping mapping) {
    String time = column(row, mapping.time(), "");
    return time.isEmpty() ? Map.of() : Map.of(Labels.TIME, Times.ofText(time).toString());
  }

  private static Target target(Fields row, TableMapping mapping) {
    String text = column(row, mapping.target(), "");
    if (text.isEmpty()) {
      return new Target.Labelled();
    }
    String kind = mapping.targetKind() == null ? "text" : mapping.targetKind();
    return switch (kind) {
      case "text" -> new Target.Text(List.of(text));
      case "number" ->
          new Target.Numeric(
              row.number(String.valueOf(mapping.target()), -1e300, 1e300).orElseThrow(),
              BigDecimal.ZERO);
      case "choice" -> {
        if (!text.matches("[A-Z]")) {
          throw new BadRow("target " + BadRow.quoted(text), "a letter A-Z");
        }
        yield new Target.Choice(text.charAt(0));
      }
      default -> throw new BadRow("targetKind " + kind, "text, number or choice");
    };
  }

  private static PublishedSplit split(String name) {
    return Stream.of(PublishedSplit.values())
        .filter(split -> split.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(
            () -> {
              if (name.isEmpty()) {
                return PublishedSplit.NONE;
              }
              throw new BadRow(
                  "split " + BadRow.quoted(name),
                  Stream.of(PublishedSplit.values())
                      .map(split -> split.name().toLowerCase(Locale.ROOT))
                      .collect(Collectors.joining(", ")));
            });
  }
}
