package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HullTest {
  private static final double[] COST = {1, 2, 4, 3};
  private static final double[] QUALITY = {0.4, 0.7, 0.9, 0.5};

  @Test
  void keepsOnlyTheRisingCorners() {
    assertThat(ConcaveHull.corners(COST, QUALITY)).containsExactly(0, 1, 2);
    assertThat(ConcaveHull.corners(new double[] {2, 1}, new double[] {0.5, 0.5}))
        .containsExactly(1);
  }

  @Test
  void mixesOnTheChord() {
    assertThat(ZeroRouter.qualityAt(COST, QUALITY, 3)).isCloseTo(0.8, within(1e-12));
    assertThat(ZeroRouter.qualityAt(COST, QUALITY, 10)).isEqualTo(0.9);
    // Below the cheapest, half of the prompts go unanswered.
    assertThat(ZeroRouter.qualityAt(COST, QUALITY, 0.5)).isCloseTo(0.2, within(1e-12));
    assertThat(ZeroRouter.qualityAt(new double[] {0}, new double[] {0.3}, 0)).isEqualTo(0.3);
  }

  @Test
  void findsTheCheapestMixForAQuality() {
    ZeroRouter.Mix mix = ZeroRouter.cheapestFor(COST, QUALITY, 0.8).orElseThrow();
    assertThat(mix.low()).isEqualTo(1);
    assertThat(mix.high()).isEqualTo(2);
    assertThat(mix.highShare()).isCloseTo(0.5, within(1e-12));
    assertThat(mix.cost()).isCloseTo(3, within(1e-12));
    assertThat(ZeroRouter.cheapestFor(COST, QUALITY, 0.95)).isEmpty();
    assertThat(ZeroRouter.cheapestFor(COST, QUALITY, 0.4).orElseThrow().high()).isZero();
  }
}
