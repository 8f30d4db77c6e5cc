package org.yardmaster.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/**
 * The dated list prices that come with the project, and the names under which price lists know the
 * candidates of published data ({@code list-prices.csv} and {@code price-names.csv}).
 */
public final class ListPrices {
  private static final PriceBook BUILT_IN = readPrices();
  private static final Map<String, PriceName> NAMES = readNames();

  /**
   * Under which name a price list knows a candidate.
   *
   * @param configuration what sets the candidate apart from the model; blank when nothing does
   */
  record PriceName(String model, String configuration) {}

  private ListPrices() {}

  public static PriceBook builtIn() {
    return BUILT_IN;
  }

  static Optional<PriceName> name(String candidateId) {
    return Optional.ofNullable(NAMES.get(candidateId));
  }

  private static PriceBook readPrices() {
    List<Price> prices = new ArrayList<>();
    readRows("list-prices.csv", PriceTableCsv.REQUIRED, PriceTableCsv.into(prices));
    return new PriceBook(prices);
  }

  private static Map<String, PriceName> readNames() {
    Map<String, PriceName> names = new TreeMap<>();
    readRows(
        "price-names.csv",
        List.of("candidate", "model", "configuration"),
        row ->
            names.put(
                row.text("candidate"),
                new PriceName(row.name("model"), row.text("configuration"))));
    return names;
  }

  private static void readRows(
      String name, List<String> required, java.util.function.Consumer<CsvRow> handler) {
    try (@Nullable InputStream bytes = ListPrices.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IllegalStateException("The jar lacks %s.".formatted(name));
      }
      CsvFiles.rows(Path.of(name), TextFiles.decoded(bytes), RowPolicy.strict(), required, handler);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
