package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.yardmaster.decide.Calibration;

class PlattScalingTest {
  @Test
  void findsTheSlopeAndInterceptThatMadeTheLabels() {
    SplittableRandom random = new SplittableRandom(1);
    Calibration truth = new Calibration(3, -1);
    double[] scores = random.doubles(20_000, -2, 2).toArray();
    double[] quality = new double[scores.length];
    for (int row = 0; row < scores.length; row++) {
      quality[row] = random.nextDouble() < truth.probability(scores[row]) ? 1 : 0;
    }
    Calibration found = PlattScaling.fit(scores, quality);
    assertThat(found.slope()).isCloseTo(3, within(0.15));
    assertThat(found.intercept()).isCloseTo(-1, within(0.1));
  }

  @Test
  void meetsTheMeanQualityWhenScoresSayNothing() {
    double[] scores = new double[1000];
    double[] quality = new double[1000];
    java.util.Arrays.fill(quality, 0, 800, 1);
    assertThat(PlattScaling.fit(scores, quality).probability(0)).isCloseTo(0.8, within(0.01));
  }

  @Test
  void keepsHigherScoresMoreLikelyEvenAgainstTheData() {
    Calibration found = PlattScaling.fit(new double[] {-1, -1, 1, 1}, new double[] {1, 1, 0, 0});
    assertThat(found.slope()).isPositive();
  }

  @Test
  void meetsTheMeanQualityWhereScoresMislead() {
    double[] scores = new double[1000];
    double[] quality = new double[1000];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = row % 2 == 0 ? 2 : 3;
      quality[row] = row % 2 == 0 ? 0.3 : 0.1;
    }
    Calibration found = PlattScaling.fit(scores, quality);
    assertThat((found.probability(2) + found.probability(3)) / 2).isCloseTo(0.2, within(0.01));
  }

  @Test
  void acceptsPartialQuality() {
    double[] scores = {-1, 0, 1, -1, 0, 1};
    double[] quality = {0.25, 0.5, 0.75, 0.25, 0.5, 0.75};
    assertThat(PlattScaling.fit(scores, quality).probability(0)).isCloseTo(0.5, within(1e-6));
  }
}
