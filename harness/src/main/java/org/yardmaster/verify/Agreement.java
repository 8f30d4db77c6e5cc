package org.yardmaster.verify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * How far an export agrees with the kernel.
 *
 * @param format id of the export format
 * @param runtime what ran the export
 * @param policyDigest of the policy that the kernel decided with
 * @param exportDigest SHA-256 of the exported bytes
 * @param bytes size of the export
 * @param prompts questions asked
 * @param real how many of them were prompts of a data set as they are
 * @param promptsDigest SHA-256 over all of them
 * @param choices questions on which the chosen candidate differs
 * @param rankings questions on which choice, a fallback or the task differs
 * @param sums questions on which an integer sum differs
 * @param sumsCompared questions on which the runtime told its sums
 * @param examples the first differing prompts, shortened
 * @param loadNanos from the file to the first decision
 * @param decisionNanos mean time of one decision
 */
public record Agreement(
    String format,
    String runtime,
    String policyDigest,
    String exportDigest,
    long bytes,
    int prompts,
    int real,
    String promptsDigest,
    int choices,
    int rankings,
    int sums,
    int sumsCompared,
    List<String> examples,
    long loadNanos,
    long decisionNanos) {
  public Agreement {
    requireNonNull(format, "format is null");
    requireNonNull(runtime, "runtime is null");
    examples = List.copyOf(examples);
  }

  /** True when nothing differs. */
  public boolean whole() {
    return choices == 0 && rankings == 0 && sums == 0;
  }

  /** What stays the same when the check is repeated, in a fixed order. */
  public Map<String, Object> result() {
    Map<String, Object> result = new java.util.LinkedHashMap<>();
    result.put("format", format);
    result.put("checkedBy", runtime);
    result.put("policyDigest", policyDigest);
    result.put("exportDigest", exportDigest);
    result.put("bytes", bytes);
    result.put("prompts", prompts);
    result.put("realPrompts", real);
    result.put("fuzzedPrompts", prompts - real);
    result.put("promptsDigest", promptsDigest);
    result.put("disagreements", choices);
    result.put("rankingDisagreements", rankings);
    result.put("sumDisagreements", sums);
    result.put("sumsCompared", sumsCompared);
    return result;
  }
}
