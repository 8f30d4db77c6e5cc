package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How far one candidate has come in this run; everything counted is recorded.
 *
 * @param done calls with an answer, refusals included
 * @param failed calls without one; they are tried again by the next run
 * @param spentNanoUsd sum of all known costs, failed calls included
 * @param unknownCosts calls whose cost is not known
 * @param latency of the answers that were measured
 */
public record CandidateProgress(
    String candidateId,
    int done,
    int failed,
    long spentNanoUsd,
    int unknownCosts,
    Optional<Quantiles> latency) {
  /** Median and 95th percentile, at most 5 % too high. */
  public record Quantiles(Duration median, Duration p95) {}

  public CandidateProgress {
    requireNonNull(candidateId, "candidateId is null");
    requireNonNull(latency, "latency is null");
  }
}
