package org.yardmaster.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/** The prices of one import: which price list, which candidate under which name. */
public final class Pricing {
  private final PriceBook book;
  private final Map<String, Optional<Price>> found = new HashMap<>();
  private final Map<String, Price> used = new TreeMap<>();

  /** The chosen prices; the built-in ones when the book is empty. */
  public Pricing(PriceBook chosen) {
    this.book = chosen.prices().isEmpty() ? ListPrices.builtIn() : chosen;
  }

  /**
   * A recorded candidate whose {@code model} is the name that prices go by: its own id where the
   * list has it, else the name known for it, else its own id without a price.
   */
  public Candidate candidate(String id) {
    if (price(id).isPresent()) {
      return Candidate.recorded(id);
    }
    return ListPrices.name(id)
        .map(name -> new Candidate(id, "recorded", name.model(), parameters(name), false))
        .orElseGet(() -> Candidate.recorded(id));
  }

  private static Map<String, String> parameters(ListPrices.PriceName name) {
    return name.configuration().isBlank()
        ? Map.of()
        : Map.of("configuration", name.configuration());
  }

  Cost cost(Candidate candidate, Usage usage) {
    Optional<Price> price = price(candidate.model());
    if (price.isEmpty()) {
      return new Cost.Unknown("no price for model (%s)".formatted(candidate.model()));
    }
    used.put(candidate.model(), price.get());
    return price.get().cost(usage);
  }

  /** The prices that costs were taken from, sorted by model. */
  List<Price> used() {
    return List.copyOf(used.values());
  }

  /** The price that a model goes by, if the list has one. */
  public Optional<Price> price(String model) {
    return found.computeIfAbsent(model, book::find);
  }
}
