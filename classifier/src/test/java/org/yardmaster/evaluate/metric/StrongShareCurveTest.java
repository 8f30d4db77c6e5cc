package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrongShareCurveTest {
  private static final double[] WEAK = {0, 1, 1, 0};
  private static final double[] STRONG = {1, 1, 0, 1};

  @Test
  void integratesEveryThresholdByHand() {
    // Ranked 0, 3, 1, 2 the quality rises 2/4, 3/4, 4/4, 4/4, 3/4 over shares of a quarter each.
    StrongShareCurve.Sweep sweep =
        new StrongShareCurve(new double[] {4, 2, 1, 3}, WEAK, STRONG).sweep();
    assertThat(sweep.weakQuality()).isEqualTo(0.5);
    assertThat(sweep.strongQuality()).isEqualTo(0.75);
    double area = 0.25 * (0.625 + 0.875 + 1 + 0.875);
    assertThat(sweep.apgrExact().orElseThrow())
        .isCloseTo((area - 0.5) / 0.25, within(1e-12))
        .isCloseTo(1.375, within(1e-12));
    assertThat(sweep.cptExact(0.5).orElseThrow()).isCloseTo(0.125, within(1e-12));
    assertThat(sweep.cptExact(1).orElseThrow()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void jumpsOverTiesAtOnce() {
    StrongShareCurve.Sweep sweep =
        new StrongShareCurve(new double[] {1, 1, 1, 1}, WEAK, STRONG).sweep();
    assertThat(sweep.apgrExact().orElseThrow()).isCloseTo(0.5, within(1e-12));
    assertThat(sweep.cptExact(0.8).orElseThrow()).isCloseTo(0.8, within(1e-12));
    assertThat(sweep.apgrCompat().orElseThrow()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void hasNoRecoveryWithoutAGap() {
    StrongShareCurve.Sweep sweep =
        new StrongShareCurve(new double[] {1, 2}, new double[] {1, 0}, new double[] {0, 1}).sweep();
    assertThat(sweep.apgrExact()).isEmpty();
    assertThat(sweep.apgrCompat()).isEmpty();
  }

  @Test
  void weighsPromptsAsIfTheyWereRepeated() {
    SplittableRandom random = new SplittableRandom(11);
    int rows = 137;
    double[] score = random.doubles(rows).map(value -> Math.rint(value * 40)).toArray();
    double[] weak = random.doubles(rows).map(Math::rint).toArray();
    double[] strong = random.doubles(rows).map(value -> value < 0.8 ? 1 : 0).toArray();
    int[] weights = random.ints(rows, 0, 4).toArray();
    StrongShareCurve.Sweep repeated =
        new StrongShareCurve(repeat(score, weights), repeat(weak, weights), repeat(strong, weights))
            .sweep();
    StrongShareCurve.Sweep weighted = new StrongShareCurve(score, weak, strong).sweep(weights);
    assertThat(weighted.apgrCompat().orElseThrow())
        .isCloseTo(repeated.apgrCompat().orElseThrow(), within(1e-12));
    assertThat(weighted.apgrExact().orElseThrow())
        .isCloseTo(repeated.apgrExact().orElseThrow(), within(1e-12));
    assertThat(weighted.cptCompat(0.5)).isCloseTo(repeated.cptCompat(0.5), within(1e-12));
  }

  private static double[] repeat(double[] values, int[] weights) {
    double[] repeated = new double[Arrays.stream(weights).sum()];
    int at = 0;
    for (int row = 0; row < values.length; row++) {
      for (int time = 0; time < weights[row]; time++) {
        repeated[at++] = values[row];
      }
    }
    return repeated;
  }

  @Test
  void cutsTenBinsLikeThePublishedProgram() {
    // Twenty distinct scores; decile k lies at position 1.9 k, so the strong candidate gets
    // 20 - ceil(1.9 k) prompts: 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0.
    double[] score = new double[20];
    double[] weak = new double[20];
    double[] strong = new double[20];
    Arrays.setAll(score, row -> row);
    Arrays.fill(strong, 10, 20, 1);
    StrongShareCurve.Sweep sweep = new StrongShareCurve(score, weak, strong).sweep();
    // Gains up to half of the prompts, then nothing: 0 .1 .2 .3 .4 .5 .5 .5 .5 .5 .5.
    assertThat(sweep.apgrCompat().orElseThrow()).isCloseTo(0.75, within(1e-12));
    assertThat(sweep.cptCompat(0.5)).isCloseTo(0.25, within(1e-12));
    assertThat(sweep.cptCompat(0.8)).isCloseTo(0.4, within(1e-12));
  }
}
