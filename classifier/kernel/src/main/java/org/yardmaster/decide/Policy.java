package org.yardmaster.decide;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.feature.FeatureSchema;

/**
 * A trained routing policy: everything needed to decide, immutable and safe to share between
 * threads. Decisions are made by a {@link Decider}, one per thread.
 *
 * @param schema the features it reads
 * @param candidates whom it may choose
 * @param tasks names of the task types it tells apart; may be empty
 * @param words bundle over words and counters: one success head per candidate, then one per task
 * @param tokens bundle over counters: natural logarithm of the answer tokens, one head per
 *     candidate
 * @param rule how predictions become a choice
 * @param provenance what it was made from, in sorted order
 */
public record Policy(
    FeatureSchema schema,
    List<CandidateModel> candidates,
    List<String> tasks,
    Heads words,
    Heads tokens,
    WillingnessToPay rule,
    Map<String, String> provenance) {
  public Policy {
    requireNonNull(schema, "schema is null");
    requireNonNull(rule, "rule is null");
    candidates = List.copyOf(candidates);
    tasks = List.copyOf(tasks);
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("A policy needs at least one candidate.");
    }
    if (words.heads() != candidates.size() + tasks.size()
        || words.words().rows() != schema.buckets()
        || tokens.heads() != candidates.size()) {
      throw new IllegalArgumentException(
          "Policy with %d candidates and %d tasks has weights for %d and %d heads."
              .formatted(candidates.size(), tasks.size(), words.heads(), tokens.heads()));
    }
  }

  /** The same policy with other candidate constants. */
  public Policy withCandidates(List<CandidateModel> others) {
    return new Policy(schema, others, tasks, words, tokens, rule, provenance);
  }

  /** The likeliest task type by name; an empty text when the policy tells none apart. */
  public String task(Forecast forecast) {
    return tasks.isEmpty() ? "" : tasks.get(forecast.task());
  }

  /** The same policy with another rule. */
  public Policy withRule(WillingnessToPay other) {
    return new Policy(schema, candidates, tasks, words, tokens, other, provenance);
  }

  /** True when any candidate is simulated. */
  public boolean simulated() {
    return candidates.stream().anyMatch(CandidateModel::simulated);
  }

  /** The index of a candidate, or -1. */
  public int indexOf(String candidateId) {
    for (int index = 0; index < candidates.size(); index++) {
      if (candidates.get(index).id().equals(candidateId)) {
        return index;
      }
    }
    return -1;
  }
}
