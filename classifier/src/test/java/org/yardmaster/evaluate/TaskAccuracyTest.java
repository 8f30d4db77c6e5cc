package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;

class TaskAccuracyTest {
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 300, 7);
  private static final int ROWS = 8;

  /** Every fourth prompt is a haiku, the others are sums. */
  private static OutcomeTable table() {
    return Tables.of(
        new double[1][ROWS],
        new double[1][ROWS],
        row -> "g" + row,
        row -> row % 4 == 0 ? "haiku" : "sum",
        false);
  }

  private static List<String> always(String task) {
    return Collections.nCopies(ROWS, task);
  }

  @Test
  void countsRightTypesBesideTheCommonest() {
    assertThat(TaskAccuracy.note(table(), always("haiku"), SPEC))
        .hasValueSatisfying(
            note ->
                assertThat(note)
                    .contains("right for 25.0 %", "commonest of 2 (sum) would be for 75.0 %"));
  }

  @Test
  void isCertainOfWhatIsAlwaysRight() {
    List<String> truth =
        IntStream.range(0, ROWS).mapToObj(row -> table().samples().get(row).task()).toList();
    assertThat(TaskAccuracy.note(table(), truth, SPEC))
        .hasValueSatisfying(note -> assertThat(note).contains("100.0 % of the prompts [100.0"));
  }

  @Test
  void saysNothingWhereNothingWasPredictedOrThereIsOneType() {
    assertThat(TaskAccuracy.note(table(), always(""), SPEC)).isEmpty();
    OutcomeTable one = Tables.of(new double[1][ROWS], new double[1][ROWS]);
    assertThat(TaskAccuracy.note(one, always("task"), SPEC)).isEmpty();
  }
}
