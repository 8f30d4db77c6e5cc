package org.yardmaster.page;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.evaluate.Evaluation;

/**
 * One data set's evaluation, its card where there is one, and whatever else was measured. Mixes, if
 * any, belong to the learned curve that is named like the main policy, else to the first one.
 */
public record DatasetReport(Evaluation evaluation, Optional<DatasetCard> card, Extras extras) {
  public DatasetReport {
    requireNonNull(evaluation, "evaluation is null");
    requireNonNull(card, "card is null");
    requireNonNull(extras, "extras is null");
    int points =
        Derived.learnedCurve(evaluation)
            .map(curve -> evaluation.curves().get(curve).points().size())
            .orElse(0);
    if (!extras.mixes().isEmpty() && extras.mixes().size() != points) {
      throw new IllegalArgumentException(
          "Data set (%s) has %d mixes for a learned curve of %d points."
              .formatted(evaluation.dataset(), extras.mixes().size(), points));
    }
  }

  public static DatasetReport of(Evaluation evaluation, DatasetCard card) {
    return new DatasetReport(evaluation, Optional.of(card), Extras.NONE);
  }
}
