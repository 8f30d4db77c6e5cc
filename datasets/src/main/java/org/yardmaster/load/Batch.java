package org.yardmaster.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.price.PriceBook;

/** One data set while it is being read; nothing leaves before all of it was. */
final class Batch {
  private final DatasetCard card;
  private final RowPolicy rows;
  private final int earlierRejects;
  private final Pricing pricing;
  private final Map<String, Sample> samples = new LinkedHashMap<>();
  private final Map<String, Candidate> candidates = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Set<Cell> cells = new HashSet<>();

  private record Cell(String sampleId, String candidateId, int trial) {}

  Batch(DatasetCard card, RowPolicy rows, PriceBook prices) {
    this.card = card;
    this.rows = rows;
    this.earlierRejects = rows.rejects().size();
    this.pricing = new Pricing(prices);
  }

  /** Adds a sample; {@link BadRow} when its id was there before. */
  void add(Sample sample) {
    if (samples.putIfAbsent(sample.id(), sample) != null) {
      throw new BadRow("id %s again".formatted(BadRow.quoted(sample.id())), "an id of its own");
    }
  }

  boolean hasSample(String id) {
    return samples.containsKey(id);
  }

  Candidate candidate(String id) {
    return candidates.computeIfAbsent(id, pricing::candidate);
  }

  /** Adds an outcome that costs what the price list says. */
  void outcome(
      String sampleId, String candidateId, Completion completion, Grade grade, Latency latency) {
    Cost cost = pricing.cost(candidate(candidateId), completion.usage());
    outcome(sampleId, candidateId, 0, completion, grade, cost, latency);
  }

  /** Adds an outcome; {@link BadRow} when the cell was filled before. */
  void outcome(
      String sampleId,
      String candidateId,
      int trial,
      Completion completion,
      Grade grade,
      Cost cost,
      Latency latency) {
    if (!cells.add(new Cell(sampleId, candidateId, trial))) {
      throw new BadRow(
          "a second outcome of (%s) at (%s)".formatted(candidateId, sampleId), "one per trial");
    }
    Candidate candidate = candidate(candidateId);
    outcomes.add(
        new Outcome(card.id(), sampleId, candidate.id(), trial, completion, grade, cost, latency));
  }

  /**
   * What was read.
   *
   * @throws BadInputException when it holds no sample
   */
  Imported imported() {
    if (samples.isEmpty()) {
      throw new BadInputException(
          "Data set (%s) is empty: no row could be used. Expected at least one prompt."
              .formatted(card.id()));
    }
    List<Reject> rejects = rows.rejects();
    return new Imported(
        card,
        List.copyOf(samples.values()),
        List.copyOf(candidates.values()),
        outcomes,
        pricing.used(),
        rejects.subList(earlierRejects, rejects.size()));
  }
}
