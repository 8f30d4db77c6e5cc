package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RelativeQualityTest {

  @Test
  void relatesARouterToOthers() {
    assertThat(RelativeQuality.gainOverRandom(0.75, 0.5).orElseThrow()).isEqualTo(0.5);
    assertThat(RelativeQuality.gainOverBest(0.75, 0.8).orElseThrow())
        .isCloseTo(-0.0625, within(1e-12));
    assertThat(RelativeQuality.gapToOracle(0.75, 1).orElseThrow()).isEqualTo(0.25);
    assertThat(RelativeQuality.ofReference(0.6, 0.8).orElseThrow()).isCloseTo(0.75, within(1e-12));
    assertThat(RelativeQuality.ofBest(0.9, 0.6).orElseThrow()).isCloseTo(1.5, within(1e-12));
    assertThat(RelativeQuality.gainOverBest(0.5, 0)).isEmpty();
  }

  @Test
  void readsTheBestOfSeveralOperatingPoints() {
    double[] cost = {1, 3, 6};
    double[] quality = {0.5, 0.8, 0.88};
    assertThat(RelativeQuality.perfGain(quality, 0.8).orElseThrow()).isCloseTo(0.1, within(1e-12));
    assertThat(RelativeQuality.costSave(cost, quality, 5, 0.8).orElseThrow())
        .isCloseTo(0.4, within(1e-12));
    assertThat(RelativeQuality.costSave(cost, quality, 5, 0.9)).isEmpty();
    assertThat(RelativeQuality.costSave(cost, quality, 0, 0.8)).isEmpty();
  }
}
