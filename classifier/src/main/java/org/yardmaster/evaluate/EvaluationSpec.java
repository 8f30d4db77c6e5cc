package org.yardmaster.evaluate;

/**
 * What a person chooses about a judgement.
 *
 * @param margin quality that may be lost and still count as equal; 0.01 is one percentage point
 * @param confidence nominal coverage of all intervals, in (0, 1)
 * @param replicates bootstrap replicates
 * @param seed of the bootstrap
 */
public record EvaluationSpec(double margin, double confidence, int replicates, long seed) {
  /** One percentage point, 95 %, 10,000 replicates. */
  public static final EvaluationSpec STANDARD = new EvaluationSpec(0.01, 0.95, 10_000, 20_260_101);

  /** The same with another margin. */
  public EvaluationSpec withMargin(double other) {
    return new EvaluationSpec(other, confidence, replicates, seed);
  }

  /** For people and provenance. */
  @Override
  public String toString() {
    return "margin %s, confidence %s, %d bootstrap replicates, seed %d"
        .formatted(margin, confidence, replicates, seed);
  }

  public EvaluationSpec {
    if (!(margin >= 0 && margin < 1 && confidence > 0 && confidence < 1 && replicates > 0)) {
      throw new IllegalArgumentException(
          "Margin (%s), confidence (%s) or replicates (%d) out of range."
              .formatted(margin, confidence, replicates));
    }
  }
}
