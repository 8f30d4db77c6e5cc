package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ParetoTest {
  private static final double[] COST = {1, 2, 2, 3, 1};
  private static final double[] QUALITY = {0.5, 0.8, 0.6, 0.7, 0.5};

  @Test
  void keepsWhatNothingBeats() {
    assertThat(Pareto.set(COST, QUALITY)).containsExactly(0, 1);
  }

  @Test
  void measuresTheDominatedArea() {
    // Up to cost 4: width 3 at .5, and width 2 for the next .3.
    assertThat(Pareto.hypervolume(COST, QUALITY, 4)).isCloseTo(2.1, within(1e-12));
    assertThat(Pareto.hypervolume(COST, QUALITY, 1)).isZero();
  }

  @Test
  void measuresDistanceOnTheUnitSquare() {
    // Cost spans 2, quality .3; the point (3, .7) is (1/2, 1/3) away from (2, .8).
    double[] cost = {2, 3};
    double[] quality = {0.8, 0.7};
    assertThat(Pareto.distance(cost, quality, COST, QUALITY))
        .isCloseTo(Math.hypot(0.5, 1 / 3.0) / 2, within(1e-12));
    assertThat(Pareto.ratio(cost, quality, COST, QUALITY)).isEqualTo(0.5);
  }

  @Test
  void standsEqualPointsSideBySide() {
    double[] one = {1, 1};
    assertThat(Pareto.ratio(one, one, one, one)).isEqualTo(1);
    assertThat(Pareto.distance(one, one, one, one)).isZero();
  }
}
