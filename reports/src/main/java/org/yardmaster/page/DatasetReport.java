package org.yardmaster.page;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.evaluate.Evaluation;

/** One data set's evaluation, its card where there is one, and whatever else was measured. */
public record DatasetReport(Evaluation evaluation, Optional<DatasetCard> card, Extras extras) {
  public DatasetReport {
    requireNonNull(evaluation, "evaluation is null");
    requireNonNull(card, "card is null");
    requireNonNull(extras, "extras is null");
  }

  public static DatasetReport of(Evaluation evaluation, DatasetCard card) {
    return new DatasetReport(evaluation, Optional.of(card), Extras.NONE);
  }
}
