package org.yardmaster.stats;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How many prompts a paired comparison of two policies needs, before anything is spent on
 * collecting them. Normal approximation to the paired difference of right/wrong labels.
 *
 * @param discordance share of prompts on which the two are expected to differ in quality, in (0, 1]
 * @param confidence of the two-sided interval that decides, for instance 0.95
 * @param power wanted chance of a positive answer when it is true, for instance 0.9
 * @param groupSize mean number of prompts per group
 * @param groupCorrelation correlation of differences within a group, in [0, 1]
 */
public record SamplePlan(
    double discordance,
    double confidence,
    double power,
    double groupSize,
    double groupCorrelation) {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  public SamplePlan {
    boolean shares = discordance > 0 && discordance <= 1 && confidence > 0 && confidence < 1;
    boolean rest =
        power > 0 && power < 1 && groupSize >= 1 && groupCorrelation >= 0 && groupCorrelation <= 1;
    if (!shares || !rest) {
      throw new IllegalArgumentException(
          "Plan out of range: discordance %s, confidence %s, power %s, group size %s, correlation %s."
              .formatted(discordance, confidence, power, groupSize, groupCorrelation));
    }
  }

  /** Independent prompts, 95 % confidence, 90 % power. */
  public static SamplePlan standard(double discordance) {
    return new SamplePlan(discordance, 0.95, 0.9, 1, 0);
  }

  /**
   * Prompts needed to show that quality is kept within a margin.
   *
   * @param margin quality that may be lost, for instance 0.01
   * @param expectedDifference true difference that is expected, usually 0
   * @throws IllegalArgumentException when the expected difference is not better than the margin
   */
  public long promptsForNonInferiority(double margin, double expectedDifference) {
    return prompts(margin + expectedDifference, expectedDifference);
  }

  /** Prompts needed to show that a difference is not zero. */
  public long promptsToDetect(double difference) {
    return prompts(Math.abs(difference), difference);
  }

  private long prompts(double distance, double difference) {
    if (!(distance > 0)) {
      throw new IllegalArgumentException(
          "No sample can show this: the expected difference lies %s beyond the bound."
              .formatted(-distance));
    }
    double deviation = deviation(difference);
    return (long) Math.ceil(designEffect() * Math.pow(reach() * deviation / distance, 2));
  }

  /** The smallest true difference that this many prompts would show. */
  public double detectable(long prompts) {
    return reach() * Math.sqrt(designEffect() * discordance / prompts);
  }

  private double reach() {
    return NORMAL.inverseCumulativeProbability((1 + confidence) / 2)
        + NORMAL.inverseCumulativeProbability(power);
  }

  private double deviation(double difference) {
    return Math.sqrt(Math.max(0, discordance - difference * difference));
  }

  private double designEffect() {
    return 1 + (groupSize - 1) * groupCorrelation;
  }
}
