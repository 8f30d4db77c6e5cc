package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A small edition; {@code -Dyardmaster.simulation=200} runs the full one. */
class VerdictSimulationTest {
  private static final int REPETITIONS = Integer.getInteger("yardmaster.simulation", 40);

  @Test
  void rarelyRecommendsRoutingOnRandomLabels() {
    assertThat(
            routes(
                VerdictSimulation.count(
                    REPETITIONS, seed -> VerdictSimulation.unequal(1_000, seed))))
        .isLessThanOrEqualTo(REPETITIONS / 20);
    assertThat(
            routes(
                VerdictSimulation.count(REPETITIONS, seed -> VerdictSimulation.equal(1_000, seed))))
        .isLessThanOrEqualTo(REPETITIONS / 20);
  }

  @Test
  void findsAPlantedAdvantageOfFivePoints() {
    assertThat(
            routes(
                VerdictSimulation.count(
                    REPETITIONS, seed -> PlantedWorld.advantage(3_000, 0.05, seed))))
        .isGreaterThanOrEqualTo(REPETITIONS * 9 / 10);
  }

  @Test
  @EnabledIfSystemProperty(named = "yardmaster.simulation", matches = "\\d+")
  void printsTheFullTableWhenAsked() {
    assertThatCode(() -> VerdictSimulation.main(new String[] {Integer.toString(REPETITIONS)}))
        .doesNotThrowAnyException();
  }

  private static int routes(Map<Verdict, Integer> counts) {
    return counts.getOrDefault(Verdict.ROUTE, 0);
  }
}
