package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.evaluate.RouterArenaFiles;
import org.yardmaster.outcome.OutcomeTable;

class ArenaScoreTest {

  @ParameterizedTest
  @CsvSource({
    "vLLM-SR, 0.7718, 0.30, 75.30",
    "Sqwish, 0.7640, 0.18, 75.27",
    "GPT-5, 0.7396, 10.02, 64.32",
    "CARROT, 0.6721, 2.06, 63.87",
    "RouteLLM, 0.4704, 0.27, 48.07",
    "RouterDC, 0.3201, 0.07, 33.75"
  })
  void meetsTheLeaderboard(String router, double accuracy, double usdPer1k, double expected) {
    assertThat(100 * ArenaScore.of(accuracy, usdPer1k))
        .as(router)
        .isCloseTo(expected, within(0.03));
  }

  @Test
  void isDefinedOffTheScale() {
    assertThat(ArenaScore.of(0.5, 0)).isEqualTo(ArenaScore.of(0.5, 0.0044));
    assertThat(ArenaScore.of(0.5, 1000)).isZero();
    assertThat(ArenaScore.of(0, 200)).isZero();
    assertThat(ArenaScore.of(1, 0)).isCloseTo(1, within(1e-12));
  }

  @Test
  void meetsThePublishedTenthOfRouterArena() {
    OutcomeTable table = RouterArenaFiles.read();
    double[][] quality = {table.quality(0), table.quality(1)};
    double[][] cost = {table.costUsd(0), table.costUsd(1)};
    assertThat(quality[0]).hasSize(809);
    meets(mean(quality[0]), mean(cost[0]), 52.34, 0.1760, 53.32);
    meets(mean(quality[1]), mean(cost[1]), 69.01, 0.0475, 69.73);
    double[] best = new double[809];
    double[] bestCost = new double[809];
    for (int row = 0; row < best.length; row++) {
      boolean first =
          quality[0][row] > quality[1][row]
              || (quality[0][row] == quality[1][row] && cost[0][row] < cost[1][row]);
      best[row] = quality[first ? 0 : 1][row];
      bestCost[row] = cost[first ? 0 : 1][row];
    }
    meets(mean(best), mean(bestCost), 74.08, 0.0568, 74.26);
  }

  private static void meets(
      double quality, double cost, double percent, double usdPer1k, double score) {
    assertThat(100 * quality).isCloseTo(percent, within(0.005));
    assertThat(1000 * cost).isCloseTo(usdPer1k, within(0.00005));
    assertThat(100 * ArenaScore.of(quality, 1000 * cost)).isCloseTo(score, within(0.005));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
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
