package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.yardmaster.stats.Estimate;

/**
 * One policy or baseline, judged on the shared prompts.
 *
 * @param quality mean quality
 * @param qualityDifference quality minus that of the reference candidate, paired
 * @param usdPer1k mean cost in USD per 1,000 prompts
 * @param saving 1 - cost / cost of the reference candidate, paired; not a saving, and never called
 *     one, when candidates are simulated
 * @param apgr average performance gap recovered (arXiv 2406.18665); only with two candidates
 * @param p50Seconds median latency of the resulting traffic
 * @param p95Seconds 95th percentile latency of the resulting traffic
 * @param shares share of prompts per candidate, in the order of the evaluation's candidates
 * @param note how its operating point was chosen
 */
public record PolicyResult(
    String id,
    PolicyKind kind,
    Estimate quality,
    Estimate qualityDifference,
    Optional<Estimate> usdPer1k,
    Optional<Estimate> saving,
    Optional<Estimate> apgr,
    Optional<Double> p50Seconds,
    Optional<Double> p95Seconds,
    List<Double> shares,
    String note) {
  public PolicyResult {
    requireNonNull(id, "id is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(quality, "quality is null");
    requireNonNull(note, "note is null");
    shares = List.copyOf(shares);
  }
}
