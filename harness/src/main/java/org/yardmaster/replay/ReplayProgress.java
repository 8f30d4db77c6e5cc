package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a replay has come.
 *
 * @param planned all calls of the spec
 * @param alreadyRecorded those that were recorded before this run
 * @param elapsed since this run began
 * @param candidates one entry per candidate, in the order of the spec
 */
public record ReplayProgress(
    int planned, int alreadyRecorded, Duration elapsed, List<CandidateProgress> candidates) {
  public ReplayProgress {
    requireNonNull(elapsed, "elapsed is null");
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

  /** How long the calls left take at this run's pace; nothing before the first. */
  public Optional<Duration> timeLeft() {
    int made = done() + failed();
    return made == 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) ((double) elapsed.toNanos() / made * left())));
  }
}
