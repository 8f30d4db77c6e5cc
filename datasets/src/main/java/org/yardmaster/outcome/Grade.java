package org.yardmaster.outcome;

import static java.util.Objects.requireNonNull;

/** How good an answer was, and by whose judgement. */
public sealed interface Grade {

  /** Name and version of the grader, for instance {@code numeric/1} or {@code published}. */
  String grader();

  /**
   * A judgement.
   *
   * @param value quality in [0, 1]
   * @param nativeScore the same on the grader's own scale
   * @param nativeLow lowest native score
   * @param nativeHigh highest native score
   * @param extracted what was read out of the answer
   * @param explanation why, for people
   */
  record Scored(
      String grader,
      double value,
      double nativeScore,
      double nativeLow,
      double nativeHigh,
      String extracted,
      String explanation)
      implements Grade {
    public Scored {
      requireNonNull(grader, "grader is null");
      requireNonNull(extracted, "extracted is null");
      requireNonNull(explanation, "explanation is null");
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("Quality (%s) is outside [0, 1].".formatted(value));
      }
    }

    /** Right (1) or wrong (0). */
    public static Scored binary(
        String grader, boolean right, String extracted, String explanation) {
      double value = right ? 1 : 0;
      return new Scored(grader, value, value, 0, 1, extracted, explanation);
    }

    /** A label published by the source. */
    public static Scored published(double value) {
      return new Scored("published", value, value, 0, 1, "", "");
    }
  }

  /** No judgement possible: the cell stays missing, it is never a zero. */
  record Unscored(String grader, String reason) implements Grade {
    public Unscored {
      requireNonNull(grader, "grader is null");
      requireNonNull(reason, "reason is null");
    }
  }
}
