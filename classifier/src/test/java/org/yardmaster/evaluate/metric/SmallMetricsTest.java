package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SmallMetricsTest {

  @Test
  void measuresEntropyInBits() {
    assertThat(Choices.entropyBits(new double[] {1, 0})).isZero();
    assertThat(Choices.entropyBits(new double[] {2, 2, 2, 2})).isCloseTo(2, within(1e-12));
    assertThat(Choices.entropyBits(new double[] {0.5, 0.25, 0.25})).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void countsFlipsOnParaphrases() {
    assertThat(Choices.robustness(new int[] {0, 1, 1, 2}, new int[] {0, 1, 2, 2}).orElseThrow())
        .isEqualTo(0.75);
    assertThat(Choices.robustness(new int[0], new int[0])).isEmpty();
  }

  @Test
  void countsTiesHalfInAuroc() {
    double[] score = {0.9, 0.5, 0.5, 0.1};
    // Pairs: (.9, .5) won, (.9, .1) won, (.5, .5) tied, (.5, .1) won.
    boolean[] positive = {true, true, false, false};
    assertThat(Ranking.auroc(score, positive).orElseThrow()).isCloseTo(3.5 / 4, within(1e-12));
    assertThat(Ranking.auroc(score, new boolean[4])).isEmpty();
  }

  @Test
  void seesRoutabilityOnlyWhereTheStrongIsBetter() {
    double[] weak = {0, 1, 0, 1};
    double[] strong = {1, 1, 0, 0};
    assertThat(Ranking.routability(new double[] {3, 2, 1, 0}, weak, strong).orElseThrow())
        .isEqualTo(1);
  }

  @Test
  void binsPredictions() {
    double[] predicted = {0.1, 0.3, 0.8, 1.0};
    double[] observed = {0, 1, 1, 1};
    Reliability reliability = Reliability.of(predicted, observed, 2);
    assertThat(reliability.brier()).isCloseTo((0.01 + 0.49 + 0.04) / 4, within(1e-12));
    // Lower bin .4 predicted against 1 observed, upper bin 1.8 against 2.
    assertThat(reliability.expectedError()).isCloseTo((0.6 + 0.2) / 4, within(1e-12));
    assertThat(reliability.bins()).hasSize(2);
    assertThat(reliability.bins().getLast().predicted()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void measuresRegretInQualityAndUtility() {
    double[][] quality = {{1, 0}, {1, 1}};
    double[][] cost = {{1, 1}, {3, 3}};
    int[] choice = {1, 0};
    assertThat(Regret.quality(quality, choice)).isEqualTo(0.5);
    // Worth 10: first loses 2 in cost, second loses 7 - (-1) = 8.
    assertThat(Regret.utility(quality, cost, choice, 10)).isCloseTo(5, within(1e-12));
    assertThat(Regret.quality(quality, new int[] {0, 1})).isZero();
  }

  @Test
  void readsThreeBandsOfCallRates() {
    // Every strong call gains, one per percent: the curve is the call rate itself.
    double[] score = new double[100];
    double[] weak = new double[100];
    double[] strong = new double[100];
    Arrays.setAll(score, row -> -row);
    Arrays.fill(strong, 1);
    CallRateBands bands = CallRateBands.of(score, weak, strong);
    assertThat(bands.lowMean()).isCloseTo(0.05, within(1e-12));
    assertThat(bands.middleMean().orElseThrow()).isCloseTo((0.11 + 0.69) / 2, within(1e-12));
    assertThat(bands.highSaving().orElseThrow()).isCloseTo(0.2, within(0.006));
  }

  @Test
  void hasNoBandsWhereTheCurveJumps() {
    double[] score = {1, 0};
    CallRateBands bands = CallRateBands.of(score, new double[] {0, 1}, new double[] {1, 1});
    assertThat(bands.middleMean()).isEmpty();
    assertThat(bands.highSaving()).isEmpty();
  }
}
