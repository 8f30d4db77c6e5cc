package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;

/** RouterArena's pair: the cheaper candidate is also the better one, so nothing can pay. */
class NegativeControlTest {

  @Test
  void neverRoutesOnRouterArena() {
    OutcomeTable table = RouterArenaFiles.read();
    Comparison comparison = Comparison.of(table);
    Predictions byTask = TaskTable.predictions(comparison);
    for (double willingness : new double[] {1e-5, 1e-3, Double.POSITIVE_INFINITY}) {
      verdict(table, ThresholdChoice.choose(byTask, willingness));
    }
    int rows = table.sampleCount();
    verdict(table, IntStream.range(0, rows).map(row -> row % 10 == 0 ? 0 : 1).toArray());
    int[] constant = new int[rows];
    Arrays.fill(constant, 1);
    verdict(table, constant);
  }

  private static void verdict(OutcomeTable table, int[] choice) {
    Evaluation evaluation =
        Evaluator.evaluate(
            table, List.of(Tables.learned(choice)), List.of(), "test", EvaluationSpec.STANDARD);
    assertThat(evaluation.reference()).isEqualTo("c1");
    assertThat(evaluation.verdict())
        .as(evaluation.verdictSentence())
        .isEqualTo(Verdict.DO_NOT_ROUTE);
  }
}
