package org.yardmaster.replay;

import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Outcome;

/** One cell of a replay: who answers what, for the how-manieth time. */
public record PlannedCall(Sample sample, Candidate candidate, int trial) {
  /** The key that its outcome will have. */
  public String key(String datasetId) {
    return Outcome.key(datasetId, sample.id(), candidate.id(), trial);
  }
}
