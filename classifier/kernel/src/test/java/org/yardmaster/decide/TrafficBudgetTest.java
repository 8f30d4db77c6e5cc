package org.yardmaster.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficBudgetTest {
  /** The dear candidate, at 4 USD against 1, gains .1, .2, .3 and .4 on four prompts. */
  private static final double[][] SUCCESS = {{0.5, 0.5, 0.5, 0.5}, {0.6, 0.7, 0.8, 0.9}};

  private static final double[][] COST = {{1, 1, 1, 1}, {4, 4, 4, 4}};

  @Test
  void buysWhereItGainsMost() {
    // Two dear ones cost (4 + 4 + 1 + 1) / 4 = 2.5; a third would make it 3.25.
    double willingness = TrafficBudget.willingness(SUCCESS, COST, 3).orElseThrow();
    assertThat(TrafficBudget.meanUsd(SUCCESS, COST, willingness)).isEqualTo(2.5);
    // The third begins to pay at 3 USD / .2 = 15 USD.
    assertThat(willingness).isBetween(10.0, 15.0 + 1e-9);
  }

  @Test
  void spendsNothingMoreThanItMust() {
    assertThat(TrafficBudget.willingness(SUCCESS, COST, 0.99)).isEmpty();
    double willingness = TrafficBudget.willingness(SUCCESS, COST, 1).orElseThrow();
    assertThat(TrafficBudget.meanUsd(SUCCESS, COST, willingness)).isEqualTo(1);
  }

  @Test
  void buysTheBestEverywhereWhereMoneyIsNoObject() {
    double willingness = TrafficBudget.willingness(SUCCESS, COST, 100).orElseThrow();
    assertThat(TrafficBudget.meanUsd(SUCCESS, COST, willingness)).isEqualTo(4);
  }

  @Test
  void neverExceedsTheCapAndUsesMoreOfAnAmplerOne() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] success =
        IntStream.range(0, 4)
            .mapToObj(row -> random.doubles(200).toArray())
            .toArray(double[][]::new);
    double[][] cost = {column(0.1), column(0.5), column(2), column(9)};
    double before = 0;
    for (double cap = 0.1; cap < 9; cap += 0.3) {
      double willingness = TrafficBudget.willingness(success, cost, cap).orElseThrow();
      double mean = TrafficBudget.meanUsd(success, cost, willingness);
      assertThat(mean).isLessThanOrEqualTo(cap * (1 + 1e-9)).isGreaterThanOrEqualTo(before);
      before = mean;
    }
  }

  private static double[] column(double value) {
    double[] column = new double[200];
    Arrays.fill(column, value);
    return column;
  }
}
