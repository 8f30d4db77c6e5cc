package org.yardmaster.stats;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;

/** Tests of "these two are equally good" on the same prompts; results are two-sided p-values. */
public final class PairedTest {
  private PairedTest() {}

  /**
   * McNemar's test, exact: given the prompts on which two disagree, each is as likely to win as the
   * other (McNemar 1947; binomial instead of chi-squared). Only for right/wrong labels of
   * independent prompts.
   *
   * @param onlyFirst prompts that only the first got right
   * @param onlySecond prompts that only the second got right
   */
  public static double mcNemar(int onlyFirst, int onlySecond) {
    int discordant = onlyFirst + onlySecond;
    if (discordant == 0) {
      return 1;
    }
    BinomialDistribution fair = new BinomialDistribution(null, discordant, 0.5);
    return Math.min(1, 2 * fair.cumulativeProbability(Math.min(onlyFirst, onlySecond)));
  }

  /**
   * Sign-flip permutation test: under the hypothesis each group's difference may as well have the
   * opposite sign. The observed assignment counts as one permutation (Phipson and Smyth 2010), so
   * that p is never zero.
   *
   * @param groupDifferences sum of differences per independent group
   * @param permutations random sign patterns
   */
  public static double signFlip(double[] groupDifferences, int permutations, long seed) {
    double observed = 0;
    for (double difference : groupDifferences) {
      observed += difference;
    }
    double threshold = Math.abs(observed) * (1 - 1e-12);
    SplittableRandom random = new SplittableRandom(seed);
    int asExtreme = 1;
    for (int permutation = 0; permutation < permutations; permutation++) {
      asExtreme += Math.abs(flipped(groupDifferences, random)) >= threshold ? 1 : 0;
    }
    return (double) asExtreme / (permutations + 1);
  }

  private static double flipped(double[] differences, SplittableRandom random) {
    double sum = 0;
    long bits = 0;
    for (int index = 0; index < differences.length; index++) {
      bits = (index & 63) == 0 ? random.nextLong() : bits >>> 1;
      sum += (bits & 1) == 0 ? differences[index] : -differences[index];
    }
    return sum;
  }
}
