package org.yardmaster.evaluate.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class OffPolicyEstimateTest {
  private static final int[] GROUPS = {0, 1, 2, 3};

  @Test
  void weighsLoggedRewardsByHand() {
    // Weights 1/.5, 1/.5, 0, 1/.25 = 2, 2, 0, 4; rewards 1, 0, 1, 1.
    LoggedChoices log =
        new LoggedChoices(
            new double[] {1, 0, 1, 1},
            new double[] {0.5, 0.5, 0.5, 0.25},
            new double[] {1, 1, 0, 1},
            GROUPS,
            4);
    double[] modelLogged = {0.5, 0.5, 0.5, 0.5};
    double[] modelTarget = {0.6, 0.6, 0.6, 0.6};
    OffPolicyEstimate estimate = OffPolicyEstimate.of(log, modelLogged, modelTarget, 200, 1, 0.95);
    assertThat(estimate.inversePropensity().value()).isCloseTo(6 / 4.0, within(1e-12));
    assertThat(estimate.selfNormalised().value()).isCloseTo(6 / 8.0, within(1e-12));
    // .6 + (2 * .5 - 2 * .5 + 0 + 4 * .5) / 4
    assertThat(estimate.doublyRobust().value()).isCloseTo(1.1, within(1e-12));
    assertThat(estimate.effectiveSampleSize()).isCloseTo(64 / 24.0, within(1e-12));
    assertThat(estimate.enough()).isFalse();
    assertThat(estimate.sentence()).startsWith("The log cannot tell");
  }

  @Test
  void equalsTheMeanWhenThePolicyItselfServed() {
    LoggedChoices log =
        new LoggedChoices(
            new double[] {1, 0, 1, 1},
            new double[] {0.5, 0.5, 0.2, 1},
            new double[] {0.5, 0.5, 0.2, 1},
            GROUPS,
            4);
    OffPolicyEstimate estimate = OffPolicyEstimate.of(log, 200, 1, 0.95);
    assertThat(estimate.inversePropensity().value()).isCloseTo(0.75, within(1e-12));
    assertThat(estimate.doublyRobust().value()).isCloseTo(0.75, within(1e-12));
    assertThat(estimate.effectiveSampleSize()).isCloseTo(4, within(1e-12));
    assertThat(estimate.propensitiesFit()).isTrue();
  }

  @Test
  void isDefinedWhereThePolicyNeverAgreesWithTheLog() {
    LoggedChoices log =
        new LoggedChoices(
            new double[] {1, 1}, new double[] {1, 1}, new double[] {0, 0}, new int[] {0, 1}, 2);
    OffPolicyEstimate estimate = OffPolicyEstimate.of(log, 50, 1, 0.95);
    assertThat(estimate.effectiveSampleSize()).isZero();
    assertThat(estimate.selfNormalised().value()).isZero();
    assertThat(estimate.enough()).isFalse();
  }

  @Test
  void refusesAZeroPropensity() {
    assertThatThrownBy(
            () ->
                new LoggedChoices(
                    new double[] {1}, new double[] {0}, new double[] {1}, new int[] {0}, 1))
        .hasMessageContaining("propensity 0.0");
  }

  @Test
  void noticesPropensitiesThatWereNotUsed() {
    OffPolicyEstimate honest = OffPolicySimulation.once(4_000, 0.3, 300, 5);
    assertThat(honest.propensitiesFit()).isTrue();
    assertThat(honest.sentence()).startsWith("Doubly robust mean").doesNotContain("instead of 1");
    double[] ones = new double[500];
    double[] halves = new double[500];
    int[] groupOf = new int[500];
    for (int call = 0; call < 500; call++) {
      ones[call] = 1;
      halves[call] = 0.5;
      groupOf[call] = call;
    }
    OffPolicyEstimate wrong =
        OffPolicyEstimate.of(new LoggedChoices(ones, halves, ones, groupOf, 500), 100, 1, 0.95);
    assertThat(wrong.propensitiesFit()).isFalse();
    assertThat(wrong.sentence()).contains("2.000 [2.000, 2.000] instead of 1");
  }

  @Test
  @EnabledIfSystemProperty(named = "yardmaster.simulation", matches = "\\d+")
  void printsTheFullTableWhenAsked() {
    int repetitions = 10 * Integer.getInteger("yardmaster.simulation", 200);
    assertThatCode(() -> OffPolicySimulation.main(new String[] {Integer.toString(repetitions)}))
        .doesNotThrowAnyException();
  }

  @Test
  void coversTheTruthAboveTheFloor() {
    int repetitions = 400;
    OffPolicySimulation.Coverage coverage =
        OffPolicySimulation.coverage(repetitions, 1_000, 0.3, 300);
    assertThat(coverage.effectiveSampleSize()).isGreaterThan(OffPolicyEstimate.FEWEST_EFFECTIVE);
    // 93 to 97 % of 400, and two binomial standard deviations (4.4) on either side.
    assertThat(coverage.ips()).isBetween(363, 397);
    assertThat(coverage.selfNormalised()).isBetween(363, 397);
    assertThat(coverage.doublyRobust()).isBetween(363, 397);
  }
}
