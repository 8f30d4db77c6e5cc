package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

/**
 * How far one candidate has come in this run; everything counted is recorded.
 *
 * @param done calls with an answer, refusals included
 * @param failed calls without one; they are tried again by the next run
 * @param spentNanoUsd sum of all known costs, failed calls included
 * @param unknownCosts calls whose cost is not known
 */
public record CandidateProgress(
    String candidateId, int done, int failed, long spentNanoUsd, int unknownCosts) {
  public CandidateProgress {
    requireNonNull(candidateId, "candidateId is null");
  }
}
