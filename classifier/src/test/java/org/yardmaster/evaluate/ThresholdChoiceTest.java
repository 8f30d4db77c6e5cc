package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {
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
    int[] choices = choices(new ThresholdChoice(0, 1), success, QUALITY);
    assertThat(choices[0]).isZero();
    assertThat(choices[1]).isEqualTo(1);
  }

  @Test
  void paysForTheBestCandidateWhenPredictionsSayNothing() {
    double[][] success = {filled(0.5), filled(0.95)};
    int[] choices = choices(new ThresholdChoice(0, 1), success, QUALITY);
    assertThat(choices).containsOnly(1);
  }

  @Test
  void takesTheCheapestWhenTheMarginAllowsIt() {
    double[][] success = {filled(0.5), filled(0.95)};
    int[] choices = choices(new ThresholdChoice(0.6, 1), success, QUALITY);
    assertThat(choices).containsOnly(0);
  }

  @Test
  void distrustsALuckyPoint() {
    double[][] quality = {filled(0), filled(0)};
    double[][] success = {filled(0.1), filled(0.9)};
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      quality[0][prompt] = prompt % 4 == 0 ? 1 : 0;
      quality[1][prompt] = prompt % 4 == 1 || prompt == 3 ? 1 : 0;
    }
    int[] choices = choices(new ThresholdChoice(0.005, 1), success, quality);
    assertThat(choices).containsOnly(1);
  }

  @Test
  void neverTakesAPointThatCostsMoreThanTheBestCandidateWhileOneCostsLess() {
    double[][] usd = {filled(0.01), filled(0.001)};
    double[][] success = {filled(0.9), filled(0.1)};
    double[][] quality = {evens(), filled(0.6)};
    assertThat(choices(new ThresholdChoice(0, 1), success, quality, usd)).containsOnly(1);
  }

  @Test
  void aMissingCellSaysNothingAboutQuality() {
    double[][] success = {evens(), filled(0.95)};
    double[][] quality = {evens(), filled(1)};
    for (int prompt = 0; prompt < PROMPTS; prompt += 4) {
      quality[0][prompt] = Double.NaN;
    }
    int[] choices = choices(new ThresholdChoice(0, 1), success, quality);
    assertThat(choices[2]).isZero();
    assertThat(choices[1]).isEqualTo(1);
  }

  private static int[] choices(ThresholdChoice threshold, double[][] success, double[][] quality) {
    return choices(threshold, success, quality, USD);
  }

  private static int[] choices(
      ThresholdChoice threshold, double[][] success, double[][] quality, double[][] usd) {
    Predictions predictions = new Predictions("p", success, usd);
    double willingness = threshold.willingness(predictions, quality, usd);
    assertThat(willingness).isFinite();
    int[] choices = new int[PROMPTS];
    Arrays.setAll(choices, prompt -> predictions.choice(prompt, willingness));
    assertThat(ThresholdChoice.choose(predictions, willingness)).isEqualTo(choices);
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
