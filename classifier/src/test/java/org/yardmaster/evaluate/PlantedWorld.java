package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.yardmaster.outcome.OutcomeTable;

/**
 * A made-up table whose truth is known. Prompts are of two kinds, which one of ten features tells;
 * the other features are noise. Candidate 0 is cheap, the last is dear.
 *
 * @param features {@code [prompts][features]}
 */
record PlantedWorld(OutcomeTable table, double[][] features) {
  private static final int FEATURES = 10;
  private static final double CHEAP = 0.0005;
  private static final double DEAR = 0.005;
  private static final double RIGHT = 0.8;

  /**
   * Two candidates. On one kind of prompt the dear one is worse than {@value #RIGHT} by twice the
   * advantage, on the other the cheap one by four times: a perfect router lies {@code advantage}
   * above the dear candidate, which is the better one, and one and a half times as much above the
   * best random mix of its own cost.
   */
  static PlantedWorld advantage(int prompts, double advantage, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] features = features(prompts, random);
    double[][] quality = new double[2][prompts];
    for (int row = 0; row < prompts; row++) {
      boolean easy = features[row][0] > 0;
      double cheap = easy ? RIGHT : RIGHT - 4 * advantage;
      double dear = easy ? RIGHT - 2 * advantage : RIGHT;
      // One draw decides both, as hard prompts are hard for everybody.
      double difficulty = random.nextDouble();
      quality[0][row] = difficulty < cheap ? 1 : 0;
      quality[1][row] = difficulty < dear ? 1 : 0;
    }
    return new PlantedWorld(table(quality, random, CHEAP, DEAR), features);
  }

  /** Right or wrong by lot, whatever the features say: there is nothing to learn. */
  static PlantedWorld random(int prompts, double[] rates, double[] costs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] features = features(prompts, random);
    double[][] quality = new double[rates.length][prompts];
    for (int candidate = 0; candidate < rates.length; candidate++) {
      double rate = rates[candidate];
      Arrays.setAll(quality[candidate], row -> random.nextDouble() < rate ? 1 : 0);
    }
    return new PlantedWorld(table(quality, random, costs), features);
  }

  private static double[][] features(int prompts, SplittableRandom random) {
    double[][] features = new double[prompts][FEATURES];
    for (double[] row : features) {
      Arrays.setAll(row, index -> random.nextBoolean() ? 1 : -1);
    }
    return features;
  }

  /** Costs vary threefold with the length of the answer, as real ones do. */
  private static OutcomeTable table(double[][] quality, SplittableRandom random, double... usd) {
    double[][] costs = new double[usd.length][quality[0].length];
    for (int candidate = 0; candidate < usd.length; candidate++) {
      double price = usd[candidate];
      Arrays.setAll(costs[candidate], row -> price * (0.5 + random.nextDouble()));
    }
    return Tables.of(quality, costs);
  }
}
