package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.yardmaster.decide.WillingnessToPay;

class OperatingPointTest {
  private static final int PROMPTS = 400;
  private static final double[][] USD = {filled(0.001), filled(0.01)};

  /** The cheap candidate answers even prompts, the dear one all. */
  private static final double[][] QUALITY = {evens(), filled(1)};

  @Test
  void choosesAPointThatKeepsTheQualityForLess() {
    double[][] success = {filled(0), filled(0.95)};
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      success[0][prompt] = prompt % 2 == 0 ? 0.95 : 0.05;
    }
    WillingnessToPay rule = OperatingPoint.choose(success, USD, QUALITY, USD, 0);
    int[] choices = choices(success, rule.ownUsd());
    assertThat(choices[0]).isZero();
    assertThat(choices[1]).isEqualTo(1);
  }

  @Test
  void paysForTheBestCandidateWhenPredictionsSayNothing() {
    double[][] success = {filled(0.5), filled(0.95)};
    WillingnessToPay rule = OperatingPoint.choose(success, USD, QUALITY, USD, 0);
    assertThat(choices(success, rule.ownUsd())).containsOnly(1);
  }

  @Test
  void takesTheCheapestWhenTheMarginAllowsIt() {
    double[][] success = {filled(0.5), filled(0.95)};
    WillingnessToPay rule = OperatingPoint.choose(success, USD, QUALITY, USD, 0.6);
    assertThat(choices(success, rule.ownUsd())).containsOnly(0);
  }

  @Test
  void distrustsALuckyPoint() {
    double[][] quality = {filled(0), filled(0)};
    double[][] success = {filled(0.1), filled(0.9)};
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      quality[0][prompt] = prompt % 4 == 0 ? 1 : 0;
      quality[1][prompt] = prompt % 4 == 1 || prompt == 3 ? 1 : 0;
    }
    WillingnessToPay rule = OperatingPoint.choose(success, USD, quality, USD, 0.005);
    assertThat(choices(success, rule.ownUsd())).containsOnly(1);
  }

  @Test
  void theTradeoffScaleFallsFromAnyPriceToAlmostNone() {
    WillingnessToPay rule = OperatingPoint.choose(QUALITY, USD, QUALITY, USD, 0);
    assertThat(rule.scaleUsd()[0]).isGreaterThan(1000 * rule.scaleUsd()[1]);
    assertThat(rule.scaleUsd()[10]).isZero();
  }

  private static int[] choices(double[][] success, double willingness) {
    int[] choices = new int[PROMPTS];
    Arrays.setAll(choices, prompt -> OperatingPoint.argmax(success, USD, prompt, willingness));
    return choices;
  }

  private static double[] filled(double value) {
    double[] column = new double[PROMPTS];
    Arrays.fill(column, value);
    return column;
  }

  private static double[] evens() {
    double[] column = new double[PROMPTS];
    Arrays.setAll(column, prompt -> prompt % 2 == 0 ? 1 : 0);
    return column;
  }
}
