package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;

class PolicyComparisonTest {
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 500, 7);
  private static final int ROWS = 400;

  private static OutcomeTable halves() {
    double[] cheap = new double[ROWS];
    double[] dear = new double[ROWS];
    Arrays.setAll(cheap, row -> row % 2);
    Arrays.fill(dear, 1);
    return Tables.of(new double[][] {cheap, dear}, Tables.flatCosts(ROWS, 0.001, 0.01));
  }

  private static JudgedPolicy knowing() {
    return Tables.learned(IntStream.range(0, ROWS).map(row -> 1 - row % 2).toArray());
  }

  private static JudgedPolicy always(int candidate) {
    int[] choice = new int[ROWS];
    Arrays.fill(choice, candidate);
    return new JudgedPolicy("always", PolicyKind.LEARNED, new Assignment.Fixed(choice), "test");
  }

  @Test
  void saysWhatDiffersAndWhetherItMatters() {
    PolicyComparison comparison = PolicyComparison.of(halves(), always(1), knowing(), SPEC);
    assertThat(comparison.quality().value()).isZero();
    assertThat(comparison.costChange().orElseThrow().value()).isCloseTo(-0.45, within(1e-9));
    assertThat(comparison.moved()).contains(0.5);
    assertThat(comparison.pValue()).isEqualTo(1);
    assertThat(comparison.sentence())
        .startsWith("learned cannot be told in quality from always")
        .contains("does not matter");
  }

  @Test
  void findsARealDifference() {
    PolicyComparison comparison = PolicyComparison.of(halves(), always(1), always(0), SPEC);
    assertThat(comparison.quality().value()).isEqualTo(-0.5);
    assertThat(comparison.pValue()).isLessThan(0.001);
    assertThat(comparison.sentence()).contains("is worse than").contains("may matter");
  }

  @Test
  void followsTheSavingWhenAPriceFalls() {
    List<PriceSensitivity.Scenario> scenarios =
        PriceSensitivity.of(halves(), knowing(), new double[] {0.1, 1, 2}, SPEC);
    assertThat(scenarios).hasSize(6);
    assertThat(scenarios.get(1).saving().orElseThrow().value()).isCloseTo(0.45, within(1e-9));
    assertThat(scenarios.get(1).verdict()).isEqualTo(Verdict.ROUTE);
    // The dear one at a tenth of its price costs as much as the cheap one: nothing left to save.
    PriceSensitivity.Scenario cheaper = scenarios.get(3);
    assertThat(cheaper.candidate()).isEqualTo("c1");
    assertThat(cheaper.saving().orElseThrow().value()).isCloseTo(0, within(1e-9));
    assertThat(cheaper.verdict()).isEqualTo(Verdict.DO_NOT_ROUTE);
  }
}
