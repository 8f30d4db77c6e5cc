package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * What a person chooses about a replay.
 *
 * @param candidateIds who answers, in the order of calls for each sample
 * @param trials repetitions of every call, at least 1
 * @param seed of the shuffle
 * @param concurrency calls in flight at most
 * @param maxSpendNanoUsd hard limit, in nano-dollars, on what all runs together may spend on this
 *     data set with these candidates: spending of earlier runs counts, and a call whose cost nobody
 *     knows counts with its worst case; {@link #NO_LIMIT} for none
 * @param shuffle calls come in a seeded random order, so that drift in time does not align with the
 *     order of the data set
 * @param maxOutputTokens limit per call, reasoning included
 * @param deadline limit per call, retries included
 */
public record ReplaySpec(
    String datasetId,
    List<String> candidateIds,
    int trials,
    long seed,
    int concurrency,
    long maxSpendNanoUsd,
    boolean shuffle,
    long maxOutputTokens,
    Duration deadline) {
  /** No limit on spending. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  public ReplaySpec {
    requireNonNull(datasetId, "datasetId is null");
    requireNonNull(deadline, "deadline is null");
    candidateIds = List.copyOf(candidateIds);
    if (candidateIds.isEmpty() || new HashSet<>(candidateIds).size() != candidateIds.size()) {
      throw new IllegalArgumentException(
          "Candidates %s: a replay needs at least one, and each once.".formatted(candidateIds));
    }
    if (trials < 1 || concurrency < 1 || maxSpendNanoUsd < 0 || maxOutputTokens < 1) {
      throw new IllegalArgumentException(
          "Trials (%d), concurrency (%d), maxSpendNanoUsd (%d) or maxOutputTokens (%d) out of range."
              .formatted(trials, concurrency, maxSpendNanoUsd, maxOutputTokens));
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("Deadline (%s) must be positive.".formatted(deadline));
    }
  }

  /** One trial, 16 calls at once, no spending limit, shuffled, 2,048 tokens, two minutes. */
  public static ReplaySpec of(String datasetId, List<String> candidateIds) {
    return new ReplaySpec(
        datasetId, candidateIds, 1, 1, 16, NO_LIMIT, true, 2_048, Duration.ofMinutes(2));
  }

  public ReplaySpec withTrials(int trials) {
    return new ReplaySpec(
        datasetId,
        candidateIds,
        trials,
        seed,
        concurrency,
        maxSpendNanoUsd,
        shuffle,
        maxOutputTokens,
        deadline);
  }

  public ReplaySpec withMaxSpendNanoUsd(long limit) {
    return new ReplaySpec(
        datasetId,
        candidateIds,
        trials,
        seed,
        concurrency,
        limit,
        shuffle,
        maxOutputTokens,
        deadline);
  }

  public ReplaySpec withConcurrency(int calls) {
    return new ReplaySpec(
        datasetId,
        candidateIds,
        trials,
        seed,
        calls,
        maxSpendNanoUsd,
        shuffle,
        maxOutputTokens,
        deadline);
  }

  /** Whether spending is limited. */
  public boolean limited() {
    return maxSpendNanoUsd != NO_LIMIT;
  }
}
