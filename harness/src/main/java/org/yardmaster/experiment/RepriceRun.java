package org.yardmaster.experiment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.store.CostStore;

/** Computes costs again from recorded tokens; tokens and earlier costs are kept as they are. */
public final class RepriceRun {
  private final Lab lab;

  public RepriceRun(Lab lab) {
    this.lab = lab;
  }

  /**
   * What a pricing did.
   *
   * @param priced outcomes with a new cost
   * @param prices the price taken, by candidate id
   * @param withoutPrice candidates without a price on that day; they keep their costs
   */
  public record Result(
      long priced,
      Map<String, Price> prices,
      List<String> withoutPrice,
      CostStore.Total before,
      CostStore.Total after) {}

  /**
   * Prices a data set.
   *
   * @param day the prices valid on this day count
   * @throws IllegalArgumentException when no candidate has a price
   */
  public Result reprice(String datasetId, LocalDate day) {
    lab.datasets().requireKnown(datasetId);
    PriceBook book = lab.prices();
    List<Candidate> candidates = lab.outcomes().candidates(datasetId);
    Map<String, Price> prices = new TreeMap<>();
    for (Candidate candidate : candidates) {
      Optional<Price> price = book.find(candidate.model(), day);
      price.ifPresent(found -> prices.put(candidate.id(), found));
    }
    if (prices.isEmpty()) {
      throw new IllegalArgumentException(
          "No price on %s for any candidate of %s: %s.\nMaybe bring prices in first: `yardmaster prices import FILE --db %s`."
              .formatted(
                  day,
                  datasetId,
                  candidates.stream().map(Candidate::model).distinct().toList(),
                  lab.database().path()));
    }
    CostStore.Total before = lab.costs().total(datasetId);
    long priced = lab.costs().price(datasetId, prices);
    List<String> withoutPrice =
        candidates.stream().map(Candidate::id).filter(id -> !prices.containsKey(id)).toList();
    return new Result(priced, prices, withoutPrice, before, lab.costs().total(datasetId));
  }
}
