package org.yardmaster.load;

import java.util.List;
import org.yardmaster.data.Dataset;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.price.Price;

/**
 * Everything one data set brings along: stored in one transaction or not at all.
 *
 * @param prices list prices the source publishes or the caller handed in
 * @param refused how many rows were left out on request
 */
public record Imported(
    DatasetCard card,
    List<Sample> samples,
    List<Candidate> candidates,
    List<Outcome> outcomes,
    List<Price> prices,
    int refused)
    implements Dataset {
  public Imported {
    samples = List.copyOf(samples);
    candidates = List.copyOf(candidates);
    outcomes = List.copyOf(outcomes);
    prices = List.copyOf(prices);
  }
}
