package org.yardmaster.load;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.yardmaster.price.PriceBook;

/**
 * What a caller may choose about an import.
 *
 * @param prices replaces the built-in list prices; an empty book means the built-in ones
 * @param allRows keep rows that the published figures leave out, labelled {@code contaminated}
 * @param datasetId name of the data set, for formats that carry none
 * @param parquet reads Parquet files, for formats that come as such
 */
public record ImportOptions(
    PriceBook prices, boolean allRows, Optional<String> datasetId, TableReader parquet) {
  /** Built-in prices, the published subset, the format's own data set id. */
  public static final ImportOptions STANDARD =
      new ImportOptions(PriceBook.empty(), false, Optional.empty(), TableReader.ABSENT);

  public ImportOptions {
    requireNonNull(prices, "prices is null");
    requireNonNull(datasetId, "datasetId is null");
    requireNonNull(parquet, "parquet is null");
  }

  public ImportOptions withPrices(PriceBook book) {
    return new ImportOptions(book, allRows, datasetId, parquet);
  }

  public ImportOptions withAllRows() {
    return new ImportOptions(prices, true, datasetId, parquet);
  }

  public ImportOptions withDatasetId(String id) {
    return new ImportOptions(prices, allRows, Optional.of(id), parquet);
  }

  public ImportOptions withParquet(TableReader reader) {
    return new ImportOptions(prices, allRows, datasetId, reader);
  }
}
