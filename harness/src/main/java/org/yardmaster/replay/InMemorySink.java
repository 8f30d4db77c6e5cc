package org.yardmaster.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Outcome;

/** A sink that keeps everything in memory, for trials and tests. Safe for concurrent use. */
public final class InMemorySink implements OutcomeSink {
  private static final Comparator<Outcome> ORDER =
      Comparator.comparing(Outcome::datasetId)
          .thenComparing(Outcome::sampleId)
          .thenComparing(Outcome::candidateId)
          .thenComparingInt(Outcome::trial);

  private final Map<String, Outcome> outcomes = new HashMap<>();

  @Override
  public synchronized Set<String> recordedKeys(String datasetId) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue().datasetId().equals(datasetId))
        .filter(entry -> answered(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public synchronized EarlierSpend earlierSpend(String datasetId, Set<String> candidateIds) {
    long known = 0;
    List<EarlierSpend.Uncertain> uncertain = new ArrayList<>();
    for (Outcome outcome : outcomes.values()) {
      if (outcome.datasetId().equals(datasetId) && candidateIds.contains(outcome.candidateId())) {
        switch (outcome.cost()) {
          case Cost.Known(long nanoUsd) -> known += nanoUsd;
          case Cost.Unknown unknown ->
              uncertain.add(new EarlierSpend.Uncertain(outcome.sampleId(), outcome.candidateId()));
        }
      }
    }
    return new EarlierSpend(known, uncertain, 0);
  }

  @Override
  public void starting(String datasetId, PlannedCall call) {}

  @Override
  public void ended(Outcome outcome) {}

  @Override
  public void allEnded() {}

  @Override
  public synchronized void write(List<Outcome> group) {
    for (Outcome outcome : group) {
      outcomes.merge(outcome.key(), outcome, (old, young) -> answered(old) ? old : young);
    }
  }

  /** Everything recorded, ordered by data set, sample, candidate and trial. */
  public synchronized List<Outcome> outcomes() {
    Collection<Outcome> all = outcomes.values();
    return all.stream().sorted(ORDER).toList();
  }

  private static boolean answered(Outcome outcome) {
    return !(outcome.completion() instanceof Completion.Failed);
  }
}
