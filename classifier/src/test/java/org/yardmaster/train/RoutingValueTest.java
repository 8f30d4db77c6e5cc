package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.yardmaster.evaluate.Designs;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.outcome.OutcomeTable;

class RoutingValueTest {
  private static final int SIZE = 1_000;
  private static final int DEAR = 1;
  private static final OutcomeTable ALL = Tables.easyAndHard(SIZE, 3);

  /** Who believes in the dear candidate alone. */
  private static final Predictions DEVOTED =
      new Predictions("devoted", new double[][] {column(0), column(1)}, new double[2][SIZE]);

  private static double[] column(double value) {
    double[] column = new double[SIZE];
    Arrays.fill(column, value);
    return column;
  }

  private static double perPrompt(OutcomeTable table) {
    return Arrays.stream(RoutingValue.byGroup(table, DEVOTED)).sum()
        / Arrays.stream(RoutingValue.sizes(table)).sum();
  }

  @Test
  void whatNobodyRecordedIsNeitherRightNorWrong() {
    OutcomeTable few = Designs.arrival(ALL, DEAR, 500);
    assertThat(Arrays.stream(RoutingValue.sizes(few)).sum()).isEqualTo(500);
    assertThat(perPrompt(few)).isCloseTo(perPrompt(ALL), within(0.03));
  }

  @Test
  void withoutACompletePromptNothingCanBeCompared() {
    assertThatThrownBy(() -> RoutingValue.sizes(Designs.arrival(ALL, DEAR, 0)))
        .hasMessageContaining("None of the 1,000 prompts of made-up")
        .hasMessageContaining("--candidates");
  }
}
