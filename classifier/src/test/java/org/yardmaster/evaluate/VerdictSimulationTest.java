package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A small edition; {@link VerdictSimulation#main} repeats it 200 times over more sizes. */
class VerdictSimulationTest {
  private static final int REPETITIONS = 40;

  @Test
  void rarelyRecommendsRoutingOnRandomLabels() {
    assertThat(
            routes(
                VerdictSimulation.count(
                    REPETITIONS, seed -> VerdictSimulation.unequal(1_000, seed))))
        .isLessThanOrEqualTo(2);
    assertThat(
            routes(
                VerdictSimulation.count(REPETITIONS, seed -> VerdictSimulation.equal(1_000, seed))))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void findsAPlantedAdvantageOfFivePoints() {
    assertThat(
            routes(
                VerdictSimulation.count(
                    REPETITIONS, seed -> PlantedWorld.advantage(3_000, 0.05, seed))))
        .isGreaterThanOrEqualTo(36);
  }

  private static int routes(Map<Verdict, Integer> counts) {
    return counts.getOrDefault(Verdict.ROUTE, 0);
  }
}
