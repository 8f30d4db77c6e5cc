package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;

class CrossFitTest {
  private static final int SIZE = 200;
  private static final int[] ROWS = IntStream.range(0, SIZE).toArray();

  /** Pairs of equal prompts in one group, each with words of its own. */
  private static OutcomeTable pairs(int flipped) {
    return Tables.two(
        SIZE,
        row -> Tables.sample(row, "secret%d".formatted(row / 2), "t", "pair" + row / 2),
        row -> (row / 2 % 2 == 0) ^ (row / 2 == flipped) ? 1 : 0,
        row -> 1);
  }

  private static double[] forecast(OutcomeTable table, int[] rows) {
    PolicyTrainer trainer = new PolicyTrainer(table, PriceBook.empty(), TrainSpec.STANDARD);
    return CrossFit.run(table, rows, part -> Forecaster.of(trainer.train(part, Map.of()), table))
        .success()[0];
  }

  @Test
  void noPromptIsForecastByWeightsThatSawItsGroup() {
    double[] before = forecast(pairs(-1), ROWS);
    double[] after = forecast(pairs(7), ROWS);
    assertThat(after[14]).isEqualTo(before[14]);
    assertThat(after[15]).isEqualTo(before[15]);
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void oneGroupIsForecastByItself() {
    assertThat(forecast(pairs(-1), new int[] {0, 1})).hasSize(2);
  }
}
