package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One task: how good and how dear each candidate is there, and where the judged policy sent it.
 *
 * @param quality mean quality per candidate, in the order of the evaluation's candidates; shorter
 *     when candidates at the end, kept out of comparisons, answered none of these prompts
 * @param usdPer1k mean cost per candidate in USD per 1,000 prompts; empty when any is unknown
 * @param policyQuality mean quality of the main policy on this task
 * @param policyShares share of this task's prompts per candidate under the main policy
 */
public record TaskResult(
    String task,
    int prompts,
    List<Double> quality,
    List<Double> usdPer1k,
    double policyQuality,
    List<Double> policyShares) {
  public TaskResult {
    requireNonNull(task, "task is null");
    quality = List.copyOf(quality);
    usdPer1k = List.copyOf(usdPer1k);
    policyShares = List.copyOf(policyShares);
  }
}
