package org.yardmaster.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.load.Reject;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.load.TableMapping;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.price.PriceBook;

/** A database that tables are imported into, file by file. */
final class TableLab implements AutoCloseable {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final Path folder;
  final Database database;
  final DatasetStore datasets;
  final OutcomeStore outcomes;
  final PriceStore prices;
  final List<Reject> rejects = new ArrayList<>();

  TableLab(Path folder) {
    this.folder = folder;
    this.database = Database.open(folder.resolve("lab.duckdb"));
    this.datasets = new DatasetStore(database, CLOCK);
    this.outcomes = new OutcomeStore(database, CLOCK);
    this.prices = new PriceStore(database);
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Writes what a SELECT gives as Parquet. */
  Path parquet(String name, String select) {
    Path file = folder.resolve(name);
    database.execute(
        "COPY (%s) TO %s (FORMAT parquet)"
            .formatted(select, StagedColumns.literal(file.toString())));
    return file;
  }

  boolean store(Path table, String mapping) {
    return store(table, mapping, RowPolicy.strict(), PriceBook.empty());
  }

  boolean storeSkipping(Path table, String mapping) {
    return store(table, mapping, RowPolicy.skipping(rejects::add), PriceBook.empty());
  }

  boolean store(Path table, String mapping, RowPolicy rows, PriceBook book) {
    TableMapping columns = TableMapping.read(write("mapping.yaml", mapping));
    try (TableStage stage =
        TableStage.read(table, columns, columns.datasetId().orElse("t"), book, rows, step -> {})) {
      return new TableLoad(database, CLOCK).store(stage, datasets, outcomes, prices);
    }
  }

  List<Outcome> read(String dataset) {
    return new OutcomeReader(database).read(dataset);
  }

  @Override
  public void close() {
    database.close();
  }
}
