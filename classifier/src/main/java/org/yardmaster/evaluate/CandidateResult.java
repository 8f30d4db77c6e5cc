package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.yardmaster.stats.Estimate;

/**
 * One candidate answering everything.
 *
 * @param quality mean quality over its present cells
 * @param usdPer1k mean cost in USD per 1,000 prompts; empty without prices or tokens
 * @param p50Seconds median latency; empty when unmeasured
 * @param p95Seconds 95th percentile latency; empty when unmeasured
 * @param coverage share of prompts with a grade, in [0, 1]
 */
public record CandidateResult(
    String id,
    boolean simulated,
    Estimate quality,
    Optional<Estimate> usdPer1k,
    Optional<Double> p50Seconds,
    Optional<Double> p95Seconds,
    double coverage) {
  public CandidateResult {
    requireNonNull(id, "id is null");
    requireNonNull(quality, "quality is null");
    requireNonNull(usdPer1k, "usdPer1k is null");
  }
}
