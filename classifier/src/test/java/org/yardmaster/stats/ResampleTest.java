package org.yardmaster.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResampleTest {
  private static double mean(double[] totals) {
    return totals[1] / totals[0];
  }

  private static double[][] skewed(int groups, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] sums = new double[groups][2];
    for (double[] sum : sums) {
      sum[0] = 1;
      sum[1] = -Math.log(random.nextDouble());
    }
    return sums;
  }

  @Test
  void givesTheTextbookIntervalOfAMean() {
    SplittableRandom random = new SplittableRandom(8);
    double[][] sums = new double[900][2];
    int right = 0;
    for (double[] sum : sums) {
      sum[0] = 1;
      sum[1] = random.nextDouble() < 0.4 ? 1 : 0;
      right += (int) sum[1];
    }
    double mean = right / 900.0;
    double reach = 1.96 * Math.sqrt(mean * (1 - mean) / 900);
    Estimate estimate = new Resample(sums, 10_000, 1, 0.95).estimate(ResampleTest::mean);
    assertThat(estimate.value()).isCloseTo(mean, within(1e-12));
    assertThat(estimate.low()).isCloseTo(mean - reach, within(0.002));
    assertThat(estimate.high()).isCloseTo(mean + reach, within(0.002));
    assertThat(estimate.n()).isEqualTo(900);
  }

  @Test
  void widensWhenPromptsComeInGroups() {
    double[][] single = new double[400][2];
    double[][] grouped = new double[40][2];
    for (int row = 0; row < 400; row++) {
      double value = row / 10 % 2;
      single[row] = new double[] {1, value};
      grouped[row / 10][0]++;
      grouped[row / 10][1] += value;
    }
    Estimate narrow = new Resample(single, 2_000, 1, 0.95).estimate(ResampleTest::mean);
    Estimate wide = new Resample(grouped, 2_000, 1, 0.95).estimate(ResampleTest::mean);
    assertThat(wide.high() - wide.low())
        .isCloseTo(Math.sqrt(10) * (narrow.high() - narrow.low()), within(0.03));
  }

  @Test
  void shiftsTheIntervalOfASkewedStatistic() {
    Resample resample = new Resample(skewed(30, 5), 10_000, 1, 0.95);
    Estimate plain = resample.estimate(ResampleTest::mean);
    Estimate corrected = resample.biasCorrected(ResampleTest::mean);
    assertThat(corrected.value()).isEqualTo(plain.value());
    assertThat(corrected.low()).isGreaterThan(plain.low());
    assertThat(corrected.high()).isGreaterThan(plain.high());
    assertThat(corrected.method()).startsWith("BCa");
  }

  @Test
  void coversASkewedMeanAboutAsOftenAsItSays() {
    int repetitions = 400;
    int percentile = 0;
    int corrected = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      Resample resample = new Resample(skewed(60, 100 + repetition), 600, repetition, 0.95);
      percentile += covers(resample.estimate(ResampleTest::mean)) ? 1 : 0;
      corrected += covers(resample.biasCorrected(ResampleTest::mean)) ? 1 : 0;
    }
    // Three binomial standard deviations below 0.95 are 0.917; skewness costs a little more.
    assertThat(percentile).isBetween((int) (0.89 * repetitions), (int) (0.98 * repetitions));
    assertThat(corrected).isBetween((int) (0.90 * repetitions), (int) (0.98 * repetitions));
  }

  private static boolean covers(Estimate estimate) {
    return estimate.low() <= 1 && 1 <= estimate.high();
  }

  @Test
  void hasNoWidthForAConstant() {
    double[][] sums = new double[20][2];
    for (double[] sum : sums) {
      sum[0] = 1;
      sum[1] = 0.3;
    }
    Resample resample = new Resample(sums, 200, 1, 0.95);
    assertThat(resample.estimate(ResampleTest::mean).low()).isCloseTo(0.3, within(1e-12));
    assertThat(resample.biasCorrected(ResampleTest::mean).high()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void standsInThePointWhereAReplicateIsUndefined() {
    double[][] sums = {{1, 1}, {0, 1}};
    Estimate estimate = new Resample(sums, 200, 1, 0.95).estimate(ResampleTest::mean);
    assertThat(estimate.value()).isEqualTo(2);
    assertThat(estimate.high()).isFinite();
  }
}
