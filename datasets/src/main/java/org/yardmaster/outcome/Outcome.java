package org.yardmaster.outcome;

import static java.util.Objects.requireNonNull;

import org.yardmaster.provenance.Digest;

/**
 * One candidate's attempt at one sample.
 *
 * @param trial repetition of the same call, from 0
 */
public record Outcome(
    String datasetId,
    String sampleId,
    String candidateId,
    int trial,
    Completion completion,
    Grade grade,
    Cost cost,
    Latency latency) {
  public Outcome {
    requireNonNull(datasetId, "datasetId is null");
    requireNonNull(sampleId, "sampleId is null");
    requireNonNull(candidateId, "candidateId is null");
    requireNonNull(completion, "completion is null");
    requireNonNull(grade, "grade is null");
    requireNonNull(cost, "cost is null");
    requireNonNull(latency, "latency is null");
    if (trial < 0) {
      throw new IllegalArgumentException("Trial (%d) is negative.".formatted(trial));
    }
  }

  /** The content hash that makes a call unique in a store: recorded once, paid for once. */
  public String key() {
    return key(datasetId, sampleId, candidateId, trial);
  }

  /** The key of a call not yet made. */
  public static String key(String datasetId, String sampleId, String candidateId, int trial) {
    return Digest.sha256Hex(
        String.join("\u0000", datasetId, sampleId, candidateId, Integer.toString(trial)));
  }
}
