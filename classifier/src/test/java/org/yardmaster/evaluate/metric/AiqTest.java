package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AiqTest {
  private static final double[] COST = {1, 2, 4};

  @Test
  void averagesTheHullOverItsOwnRange() {
    // Corners (1, .2) (2, .6) (4, .8): areas .4 and 1.4 over a width of 3.
    assertThat(Aiq.exact(COST, new double[] {0.2, 0.6, 0.8})).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void cutsOffPointsBelowTheHullAndFallingTails() {
    // (2, .3) lies below the chord from (1, .2) to (4, .8); (5, .1) falls: level at .8.
    double[] cost = {1, 2, 4, 5};
    double[] quality = {0.2, 0.3, 0.8, 0.1};
    assertThat(Aiq.exact(cost, quality)).isCloseTo((1.5 + 0.8) / 4, within(1e-12));
  }

  @Test
  void followsThePublishedProgramUpToTheCommonMaximum() {
    // .4 + 1.4 up to cost 4, then level at .8 up to 5; divided by 5 and not by 4.
    assertThat(Aiq.compat(COST, new double[] {0.2, 0.6, 0.8}, 5)).isCloseTo(0.52, within(1e-12));
  }

  @Test
  void takesTheBestQualityOfASingleCost() {
    assertThat(Aiq.exact(new double[] {2, 2}, new double[] {0.3, 0.7})).isEqualTo(0.7);
  }
}
