package org.yardmaster.load;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/**
 * A price list as CSV with columns {@code model}, {@code usd_per_1m_input}, {@code
 * usd_per_1m_output} and, where known, {@code usd_per_1m_cached_input}, {@code usd_per_request},
 * {@code valid_from}, {@code source}, {@code source_file}, {@code source_key}, {@code note}. A row
 * without {@code valid_from} takes the date in its source file's name; without that it is valid
 * since 1970.
 */
public final class PriceTableCsv {
  static final List<String> REQUIRED = List.of("model", "usd_per_1m_input", "usd_per_1m_output");
  private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2})(-\\d{2})?");
  private static final double LARGEST_USD = 1e6;

  private PriceTableCsv() {}

  /**
   * Reads a price list.
   *
   * @throws BadInputException when it is not such a file, or a row is bad and rows are strict
   */
  public static PriceBook read(Path file, RowPolicy rows) {
    List<Price> prices = new ArrayList<>();
    CsvFiles.rows(file, rows, REQUIRED, into(prices));
    return new PriceBook(prices);
  }

  static Consumer<CsvRow> into(List<Price> prices) {
    return row -> prices.add(price(row));
  }

  private static Price price(CsvRow row) {
    String model = row.name("model");
    long input = nano(row, "usd_per_1m_input");
    return new Price(
        model,
        input,
        row.optional("usd_per_1m_cached_input").isPresent()
            ? nano(row, "usd_per_1m_cached_input")
            : input,
        nano(row, "usd_per_1m_output"),
        row.optional("usd_per_request").isPresent() ? nano(row, "usd_per_request") : 0,
        validFrom(row),
        source(row));
  }

  /** Exact: a price is read as decimal, never by way of a double. */
  private static long nano(CsvRow row, String column) {
    if (row.number(column) < 0 || row.number(column) > LARGEST_USD) {
      throw row.wrong(column, "USD from 0 to 1,000,000");
    }
    return new BigDecimal(row.text(column).strip())
        .movePointRight(9)
        .setScale(0, java.math.RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static LocalDate validFrom(CsvRow row) {
    String text = row.optional("valid_from").or(() -> row.optional("source_file")).orElse("");
    Matcher day = DAY.matcher(text);
    if (!day.find()) {
      if (row.optional("valid_from").isPresent()) {
        throw row.wrong("valid_from", "a date like 2025-09-01");
      }
      return LocalDate.EPOCH;
    }
    try {
      return LocalDate.parse(day.group(2) == null ? day.group(1) + "-01" : day.group());
    } catch (DateTimeException impossible) {
      throw new BadRow(BadRow.quoted(day.group()), "a date that exists");
    }
  }

  private static String source(CsvRow row) {
    return row.optional("source")
        .orElseGet(
            () ->
                Stream.of("source_file", "source_key", "note")
                    .flatMap(column -> row.optional(column).stream())
                    .collect(Collectors.joining("; ")));
  }
}
