package org.yardmaster.experiment;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What a cascade goes by when it takes an answer or asks the next candidate. None of it looks at
 * the grade of the answer, so that a live gateway could do the same.
 */
public sealed interface Acceptance {
  /** As asked for on the command line. */
  String id();

  /**
   * The predicted success of each candidate, before it is asked: one that is passed over is not
   * asked and costs nothing.
   */
  record Expected() implements Acceptance {
    @Override
    public String id() {
      return "expected";
    }
  }

  /**
   * Something about the answers that were given (FrugalGPT, arXiv 2305.05176; AutoMix, arXiv
   * 2310.12963): the cascade takes the first answer whose score reaches a threshold.
   *
   * @param note what is looked at, for people
   * @param scores not negative, {@code [steps before the last][prompts]}
   * @param addedUsd what looking costs in USD, same shape
   * @param addedSeconds what looking takes, same shape; NaN where unmeasured
   * @param threshold empty: chosen inside each fold
   */
  record OfAnswer(
      String id,
      String note,
      double[][] scores,
      double[][] addedUsd,
      double[][] addedSeconds,
      OptionalDouble threshold)
      implements Acceptance {
    public OfAnswer {
      requireNonNull(id, "id is null");
      requireNonNull(note, "note is null");
      requireNonNull(threshold, "threshold is null");
    }
  }
}
