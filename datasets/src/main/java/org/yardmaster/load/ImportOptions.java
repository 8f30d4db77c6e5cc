package org.yardmaster.load;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.yardmaster.price.PriceBook;

/**
 * What a caller may choose about an import.
 *
 * @param prices replaces the built-in list prices; an empty book means the built-in ones
 * @param allRows keep rows that the published figures leave out, labelled {@code contaminated}
 * @param mapping which column means what, for formats without a fixed schema
 * @param datasetId name of the data set, for formats that carry none
 * @param parquet reads Parquet files, for formats that come as such
 */
public record ImportOptions(
    PriceBook prices,
    boolean allRows,
    Optional<Path> mapping,
    Optional<String> datasetId,
    TableReader parquet) {
  /** Built-in prices, the published subset, no mapping, the format's own data set id. */
  public static final ImportOptions STANDARD =
      new ImportOptions(
          PriceBook.empty(), false, Optional.empty(), Optional.empty(), TableReader.ABSENT);

  public ImportOptions {
    requireNonNull(prices, "prices is null");
    requireNonNull(mapping, "mapping is null");
    requireNonNull(datasetId, "datasetId is null");
    requireNonNull(parquet, "parquet is null");
  }

  public ImportOptions withPrices(PriceBook book) {
    return new ImportOptions(book, allRows, mapping, datasetId, parquet);
  }

  public ImportOptions withAllRows() {
    return new ImportOptions(prices, true, mapping, datasetId, parquet);
  }

  public ImportOptions withMapping(Path file) {
    return new ImportOptions(prices, allRows, Optional.of(file), datasetId, parquet);
  }

  public ImportOptions withDatasetId(String id) {
    return new ImportOptions(prices, allRows, mapping, Optional.of(id), parquet);
  }

  public ImportOptions withParquet(TableReader reader) {
    return new ImportOptions(prices, allRows, mapping, datasetId, reader);
  }
}
