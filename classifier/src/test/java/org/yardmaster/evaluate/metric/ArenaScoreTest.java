package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ArenaScoreTest {

  @Test
  void isDefinedOffTheScale() {
    assertThat(ArenaScore.of(0.5, 0)).isEqualTo(ArenaScore.of(0.5, 0.0044));
    assertThat(ArenaScore.of(0.5, 1000)).isZero();
    assertThat(ArenaScore.of(0, 200)).isZero();
    assertThat(ArenaScore.of(1, 0)).isCloseTo(1, within(1e-12));
  }

  @Test
  void measuresOptimalityOverSolvableQueries() {
    // Query 0: both right, cheap chosen. 1: both right, dear chosen. 2: dear right, cheap chosen.
    // 3: nobody right.
    double[][] quality = {{1, 1, 0, 0}, {1, 1, 1, 0}};
    double[][] cost = {{1, 1, 1, 1}, {4, 4, 4, 4}};
    ArenaScore.Optimality optimality = ArenaScore.optimality(quality, cost, new int[] {0, 1, 0, 1});
    assertThat(optimality.selection().orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(optimality.accuracy().orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(optimality.cost().orElseThrow()).isCloseTo(2 / 5.0, within(1e-12));
  }

  @Test
  void hasNoOptimalityWhenNothingIsSolvable() {
    ArenaScore.Optimality optimality =
        ArenaScore.optimality(new double[][] {{0}}, new double[][] {{1}}, new int[] {0});
    assertThat(optimality.selection()).isEmpty();
    assertThat(optimality.accuracy()).isEmpty();
    assertThat(optimality.cost()).isEmpty();
  }
}
