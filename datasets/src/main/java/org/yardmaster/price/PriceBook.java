package org.yardmaster.price;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All known prices; per model the latest that applies on a day. */
public record PriceBook(List<Price> prices) {
  public PriceBook {
    prices = List.copyOf(prices);
  }

  public static PriceBook empty() {
    return new PriceBook(List.of());
  }

  /** The price of a model on a day, if any was published by then. */
  public Optional<Price> find(String model, LocalDate day) {
    return prices.stream()
        .filter(price -> price.model().equals(model) && !price.validFrom().isAfter(day))
        .max(Comparator.comparing(Price::validFrom));
  }

  /** The latest known price of a model. */
  public Optional<Price> find(String model) {
    return find(model, LocalDate.MAX);
  }

  /** The names of all priced models, sorted. */
  public List<String> models() {
    return prices.stream().map(Price::model).distinct().sorted().collect(Collectors.toList());
  }
}
