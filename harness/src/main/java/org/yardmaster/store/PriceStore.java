package org.yardmaster.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/** Dated list prices. */
public final class PriceStore {
  private final Database database;

  public PriceStore(Database database) {
    this.database = database;
  }

  public PriceBook read() {
    return new PriceBook(
        Rows.query(
            database,
            "SELECT model, input_nano_per_million, cached_input_nano_per_million,"
                + " output_nano_per_million, request_nano, valid_from, source FROM price ORDER BY"
                + " model, valid_from, source",
            row ->
                new Price(
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getDate(6).toLocalDate(),
                    row.getString(7))));
  }

  /** Adds prices that are not there yet. */
  public void add(List<Price> prices) {
    Set<Price> known = new HashSet<>(read().prices());
    Rows.append(
        database,
        "price",
        prices.stream().distinct().filter(price -> !known.contains(price)).toList(),
        (row, price) ->
            row.append(price.model())
                .append(price.validFrom())
                .append(price.inputNanoPerMillion())
                .append(price.cachedInputNanoPerMillion())
                .append(price.outputNanoPerMillion())
                .append(price.requestNano())
                .append(price.source()));
  }
}
