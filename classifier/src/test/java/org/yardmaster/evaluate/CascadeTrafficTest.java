package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;

/** A cascade pays and waits for everyone whom it asked; the last one's answer counts. */
class CascadeTrafficTest {
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 50, 1);
  private static final double[][] QUALITY = {{1, 0, 1, 0}, {1, 1, 0, 0}, {1, 1, 1, 0}};
  private static final double[][] USD = Tables.flatCosts(4, 0.001, 0.010, 0.100);

  private static OutcomeTable table(double[][] seconds) {
    OutcomeTable plain = Tables.of(QUALITY, USD);
    double[][] none = Tables.flatCosts(4, Double.NaN, Double.NaN, Double.NaN);
    return new OutcomeTable(
        "test", plain.samples(), plain.candidates(), QUALITY, USD, seconds, none, none);
  }

  private static JudgedPolicy cascade(int[] order, int... steps) {
    return new JudgedPolicy(
        "cascade",
        PolicyKind.LEARNED,
        new Assignment.Cascade(
            order, steps, new double[] {0, 0.5, 0, 0}, new double[] {0, 0, 0, 7}),
        "");
  }

  private static PolicyResult judged(double[][] seconds, JudgedPolicy policy) {
    return Evaluator.evaluate(table(seconds), List.of(policy), List.of(), "test", SPEC)
        .main()
        .orElseThrow();
  }

  @Test
  void everyStepIsPaidAndWaitedFor() {
    // Asked: a; a and b; a, b and c; a. Looking costs half a dollar once and seven seconds once.
    PolicyResult result =
        judged(Tables.flatCosts(4, 1, 2, 4), cascade(new int[] {0, 1, 2}, 1, 2, 3, 1));
    assertThat(result.quality().value()).isEqualTo(0.75);
    assertThat(result.usdPer1k().orElseThrow().value())
        .isCloseTo(1000 * (0.001 + 0.011 + 0.5 + 0.111 + 0.001) / 4, offset(1e-9));
    assertThat(result.saving().orElseThrow().value())
        .isCloseTo(1 - (0.001 + 0.011 + 0.5 + 0.111 + 0.001) / 0.4, offset(1e-9));
    // Seconds: 1, 3, 7 and 1 + 7.
    assertThat(result.p50Seconds()).hasValue(3.0);
    assertThat(result.p95Seconds()).hasValue(8.0);
    assertThat(result.shares()).containsExactly(0.5, 0.25, 0.25);
  }

  @Test
  void theOrderNeedNotBeThatOfTheTable() {
    PolicyResult result =
        judged(Tables.flatCosts(4, 1, 2, 4), cascade(new int[] {1, 0}, 1, 1, 2, 1));
    assertThat(result.quality().value()).isEqualTo(0.75);
    assertThat(result.usdPer1k().orElseThrow().value())
        .isCloseTo(1000 * (0.010 + 0.510 + 0.011 + 0.010) / 4, offset(1e-9));
    assertThat(result.shares()).containsExactly(0.25, 0.75, 0.0);
  }

  @Test
  void whoWasNotAskedNeedsNoClock() {
    double[][] seconds = Tables.flatCosts(4, 1, 2, Double.NaN);
    assertThat(judged(seconds, cascade(new int[] {0, 1, 2}, 1, 2, 1, 1)).p50Seconds()).isPresent();
    assertThat(judged(seconds, cascade(new int[] {0, 1, 2}, 1, 3, 1, 1)).p50Seconds()).isEmpty();
  }

  @Test
  void aFurtherPolicyIsToldByANoteAndABoundHasNoCoin() {
    JudgedPolicy bound =
        new JudgedPolicy("bound", PolicyKind.ORACLE, Tables.learned(0, 1, 0, 0).assignment(), "");
    Evaluation evaluation =
        Evaluator.evaluate(
            table(USD),
            List.of(cascade(new int[] {0, 1}, 1, 2, 1, 1), Tables.learned(2, 2, 2, 2), bound),
            List.of(),
            "test",
            SPEC);
    assertThat(evaluation.mainPolicy()).isEqualTo("cascade");
    assertThat(evaluation.notes()).anyMatch(note -> note.startsWith("learned by itself: "));
    assertThat(evaluation.policies().stream().map(PolicyResult::id))
        .contains("same-shares:cascade", "same-shares:learned")
        .doesNotContain("same-shares:bound");
  }

  @Test
  void askingNobodyOrMoreThanThereAreIsRefused() {
    assertThatThrownBy(() -> cascade(new int[] {0, 1}, 0, 1, 1, 1))
        .hasMessageContaining("asks 1 to 2");
    assertThatThrownBy(() -> cascade(new int[] {0, 1}, 3, 1, 1, 1))
        .hasMessageContaining("asks 1 to 2");
  }
}
