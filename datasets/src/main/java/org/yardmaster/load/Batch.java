package org.yardmaster.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.PriceBook;

/** One data set while it is being read; nothing leaves before all of it was. */
final class Batch {
  private final DatasetCard card;
  private final RowPolicy rows;
  private final int refusedEarlier;
  private final Pricing pricing;
  private final Map<String, Sample> samples = new LinkedHashMap<>();
  private final Map<String, Candidate> candidates = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Set<Cell> cells = new HashSet<>();
  private final Map<String, Set<String>> disagreeing = new TreeMap<>();

  private record Cell(String sampleId, String candidateId, int trial) {}

  Batch(DatasetCard card, RowPolicy rows, PriceBook prices) {
    this.card = card;
    this.rows = rows;
    this.refusedEarlier = rows.refused();
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

  /** Adds a candidate of whom more than the id is known; {@link BadRow} when another has it. */
  void declare(Candidate candidate) {
    Candidate known = candidates.computeIfAbsent(candidate.id(), id -> candidate);
    if (!known.equals(candidate)) {
      throw new BadRow(
          "candidate (%s) as %s of %s after %s of %s"
              .formatted(
                  candidate.id(),
                  candidate.model(),
                  candidate.provider(),
                  known.model(),
                  known.provider()),
          "one model per id; import the spans apart");
    }
  }

  Candidate candidate(String id) {
    return candidates.computeIfAbsent(id, pricing::candidate);
  }

  /** Adds an outcome that costs what the price list says. */
  void outcome(
      String sampleId, String candidateId, Completion completion, Grade grade, Latency latency) {
    Cost cost = listPrice(candidateId, completion.usage());
    outcome(sampleId, candidateId, 0, completion, grade, cost, latency);
  }

  Cost listPrice(String candidateId, Usage usage) {
    return pricing.cost(candidate(candidateId), usage);
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

  /** Notes that a total published with an outcome is not the sum of its parts. */
  void totalTokensDisagree(String sampleId, String candidateId) {
    disagreeing.computeIfAbsent(sampleId, id -> new TreeSet<>()).add(candidateId);
  }

  private Sample labelled(Sample sample) {
    Set<String> named = disagreeing.getOrDefault(sample.id(), Set.of());
    if (named.isEmpty()) {
      return sample;
    }
    Map<String, String> labels = new TreeMap<>(sample.labels());
    labels.put(Labels.TOTAL_TOKENS_DISAGREE, String.join(",", named));
    return new Sample(
        sample.id(),
        sample.prompt(),
        sample.target(),
        sample.task(),
        sample.groupId(),
        sample.publishedSplit(),
        labels);
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
    return new Imported(
        card,
        samples.values().stream().map(this::labelled).toList(),
        List.copyOf(candidates.values()),
        outcomes,
        pricing.used(),
        rows.refused() - refusedEarlier);
  }
}
