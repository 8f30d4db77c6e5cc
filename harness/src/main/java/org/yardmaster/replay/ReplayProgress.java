package org.yardmaster.replay;

import java.util.List;

/**
 * How far a replay has come.
 *
 * @param planned all calls of the spec
 * @param alreadyRecorded those that were recorded before this run
 * @param candidates one entry per candidate, in the order of the spec
 */
public record ReplayProgress(int planned, int alreadyRecorded, List<CandidateProgress> candidates) {
  public ReplayProgress {
    candidates = List.copyOf(candidates);
  }

  /** Calls that this run recorded with an answer. */
  public int done() {
    return candidates.stream().mapToInt(CandidateProgress::done).sum();
  }

  /** Calls that this run recorded without one. */
  public int failed() {
    return candidates.stream().mapToInt(CandidateProgress::failed).sum();
  }

  /** Sum of all known costs of this run, in nano-dollars. */
  public long spentNanoUsd() {
    return candidates.stream().mapToLong(CandidateProgress::spentNanoUsd).sum();
  }

  /** Calls still to be made. */
  public int left() {
    return planned - alreadyRecorded - done() - failed();
  }
}
