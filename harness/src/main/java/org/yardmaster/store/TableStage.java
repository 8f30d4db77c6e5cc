package org.yardmaster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.Cards;
import org.yardmaster.load.Pricing;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.load.TableFormat;
import org.yardmaster.load.TableMapping;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/**
 * A user's table while it is imported: checked as a whole, and laid out in a scratch database so
 * that {@link TableLoad} can store it in one transaction. A Parquet file is read where it lies;
 * rows of CSV and JSON are copied into the scratch database, the mapped columns only. Memory is
 * bounded whatever the number of rows. Closing it removes the scratch database.
 *
 * <p>Its relations: {@code rows} (line, raw, one column per mapped column), {@code good} and {@code
 * cells} as {@link StagedChecks} says, {@code prompts} (one row per sample, by position), {@code
 * listed} (candidates with the price they go by).
 */
public final class TableStage implements AutoCloseable {
  private static final int MANY = 100_000;

  private final Path folder;
  private final Path table;
  private final TableMapping mapping;
  private final DatasetCard card;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Price> prices = new ArrayList<>();
  private long samples;
  private long outcomes;

  private TableStage(Path folder, Path table, TableMapping mapping, DatasetCard card) {
    this.folder = folder;
    this.table = table;
    this.mapping = mapping;
    this.card = card;
  }

  /**
   * Reads and checks a table.
   *
   * @param datasetId of the data set to make
   * @param progress told of long steps
   * @param prices the list that costs are taken from where the table has none; the built-in one
   *     when empty
   * @throws BadInputException when the table, or with strict rows any row, is not as mapped
   */
  public static TableStage read(
      Path table,
      TableMapping mapping,
      String datasetId,
      PriceBook prices,
      RowPolicy rows,
      Consumer<String> progress) {
    TableStage stage =
        new TableStage(
            scratchFolder(), table, mapping, Cards.unpublished(datasetId, TableFormat.FORMAT));
    boolean whole = false;
    try (Database scratch = Database.scratch(stage.file())) {
      StagedColumns columns = stage.lay(scratch, table, rows);
      if (rows.read() >= MANY) {
        progress.accept("checking %,d rows of %s".formatted(rows.read(), table.getFileName()));
      }
      new StagedChecks(scratch, mapping, columns).run(table, rows);
      stage.layPrompts(scratch, columns);
      stage.layCandidates(scratch, new Pricing(prices));
      if (rows.read() >= MANY) {
        progress.accept(
            "storing %,d prompts and %,d outcomes".formatted(stage.samples, stage.outcomes));
      }
      whole = true;
    } catch (StoreException fault) {
      throw stage.told(fault, "");
    } finally {
      if (!whole) {
        stage.close();
      }
    }
    return stage;
  }

  /** A fault as the table's own, where it is one and DuckDB's message has the given text. */
  private RuntimeException told(StoreException fault, String text) {
    return TableFormat.isParquet(table)
            && fault.getCause() instanceof SQLException cause
            && String.valueOf(cause.getMessage()).contains(text)
        ? ParquetReader.unreadable(table, cause)
        : fault;
  }

  /** A fault while storing: what is never checked, such as an answer, may be damaged as well. */
  RuntimeException toldByName(StoreException fault) {
    return told(fault, String.valueOf(table.getFileName()));
  }

  private static Path scratchFolder() {
    try {
      return Files.createTempDirectory("yardmaster-import");
    } catch (IOException fault) {
      throw new StoreException("Cannot create a scratch folder: " + fault, fault);
    }
  }

  /** Where the scratch database lies. */
  Path file() {
    return folder.resolve("stage.duckdb");
  }

  private StagedColumns lay(Database scratch, Path table, RowPolicy rows) {
    if (TableFormat.isParquet(table)) {
      requireFile(table);
      return layParquet(scratch, table, rows);
    }
    List<String> wanted = mapping.columns();
    StagedColumns columns = StagedColumns.ofText(wanted, TableFormat.header(table));
    scratch.execute(
        "CREATE TABLE rows (line BIGINT, raw VARCHAR, %s)".formatted(columns.definitions()));
    Rows.appendAll(
        scratch,
        "rows",
        appender ->
            TableFormat.rows(
                table, wanted, mapping.required(), rows, row -> copy(appender, row, rows.skips())));
    return columns;
  }

  private static void requireFile(Path table) {
    if (!Files.isRegularFile(table)) {
      throw new BadInputException(table, "no such file", "a file that exists");
    }
  }

  private static void copy(Rows.Appended appender, TableFormat.Row row, boolean withRaw) {
    appender.row(
        cells -> {
          cells.append(row.place().line());
          text(cells, withRaw ? row.raw() : "");
          for (String cell : row.cells()) {
            text(cells, cell);
          }
        });
  }

  private static void text(DuckDBAppender cells, String text) throws SQLException {
    if (text.isEmpty()) {
      cells.appendNull();
    } else {
      cells.append(text);
    }
  }

  private StagedColumns layParquet(Database scratch, Path table, RowPolicy rows) {
    String source =
        "read_parquet(%s, file_row_number = true)"
            .formatted(StagedColumns.literal(table.toAbsolutePath().toString()));
    Map<String, String> types = types(scratch, source);
    TableFormat.requireColumns(table, List.copyOf(types.keySet()), mapping.required());
    StagedColumns columns = StagedColumns.ofTypes(mapping.columns(), types);
    String raw =
        String.join(
            ", ",
            types.keySet().stream()
                .map(name -> "\"" + name.replace("\"", "\"\"") + "\"::VARCHAR")
                .toList());
    scratch.execute(
        "CREATE VIEW rows AS SELECT file_row_number + 1 AS line, concat_ws(',', %s) AS raw, %s FROM %s"
            .formatted(raw, columns.selection(), source));
    rows.read(count(scratch, "SELECT count(*) FROM rows"));
    return columns;
  }

  /** The file's columns in their order, each with DuckDB's name of its type. */
  private static Map<String, String> types(Database scratch, String source) {
    Map<String, String> types = new LinkedHashMap<>();
    Rows.each(
        scratch,
        "DESCRIBE SELECT * EXCLUDE file_row_number FROM " + source,
        row -> types.put(row.getString(1), row.getString(2)));
    return types;
  }

  private static long count(Database scratch, String sql) {
    return Rows.query(scratch, sql, row -> row.getLong(1)).getFirst();
  }

  private void layPrompts(Database scratch, StagedColumns columns) {
    String id = StagedOutcomes.sampleId(mapping, columns);
    scratch.execute(
        """
        CREATE TABLE prompts AS
        SELECT position, %s AS sample_id, %s AS system,
          %s AS prompt, %s AS task, %s AS group_id, %s AS split, %s AS time, %s AS target
        FROM good JOIN (
          SELECT line, row_number() OVER (ORDER BY line) - 1 AS position
          FROM (SELECT min(line) AS line FROM good GROUP BY %s)) USING (line)
        ORDER BY position
        """
            .formatted(
                id,
                columns.text(mapping.system()),
                columns.text(mapping.prompt()),
                columns.text(mapping.task()),
                columns.text(mapping.group()),
                columns.text(mapping.split()),
                columns.text(mapping.time()),
                columns.text(mapping.target()),
                id));
    samples = count(scratch, "SELECT count(*) FROM prompts");
    if (samples == 0) {
      throw new BadInputException(
          "Data set (%s) is empty: no row could be used. Expected at least one prompt."
              .formatted(card.id()));
    }
  }

  private void layCandidates(Database scratch, Pricing pricing) {
    Map<Candidate, Boolean> listed = new LinkedHashMap<>();
    Rows.each(
        scratch,
        "SELECT candidate_id, count(*), bool_or(cost_usd IS NULL) FROM cells GROUP BY 1 ORDER BY"
            + " min(line), 1",
        row -> {
          outcomes += row.getLong(2);
          return listed.put(pricing.candidate(row.getString(1)), row.getBoolean(3));
        });
    candidates.addAll(listed.keySet());
    scratch.execute(
        "CREATE TABLE listed (candidate_id VARCHAR, model VARCHAR, input_nano BIGINT, cached_nano"
            + " BIGINT, output_nano BIGINT, request_nano BIGINT)");
    Rows.append(
        scratch,
        "listed",
        candidates,
        (row, candidate) -> {
          row.append(candidate.id()).append(candidate.model());
          write(row, pricing.price(candidate.model()));
        });
    listed.forEach(
        (candidate, needed) -> {
          if (needed) {
            pricing
                .price(candidate.model())
                .filter(one -> !prices.contains(one))
                .ifPresent(prices::add);
          }
        });
  }

  private static void write(DuckDBAppender row, Optional<Price> price) throws SQLException {
    if (price.isPresent()) {
      row.append(price.get().inputNanoPerMillion())
          .append(price.get().cachedInputNanoPerMillion())
          .append(price.get().outputNanoPerMillion())
          .append(price.get().requestNano());
    } else {
      row.appendNull().appendNull().appendNull().appendNull();
    }
  }

  public DatasetCard card() {
    return card;
  }

  TableMapping mapping() {
    return mapping;
  }

  /** In the order of their first outcomes. */
  public List<Candidate> candidates() {
    return List.copyOf(candidates);
  }

  /** The list prices that costs are taken from. */
  public List<Price> prices() {
    return List.copyOf(prices);
  }

  public long samples() {
    return samples;
  }

  public long outcomes() {
    return outcomes;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException fault) {
      throw new StoreException(
          "Cannot remove the scratch folder %s: %s".formatted(folder, fault), fault);
    }
  }
}
