package org.yardmaster.evaluate.metric;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** How well a score tells the prompts that need the strong candidate from those that do not. */
public final class Ranking {
  private Ranking() {}

  /**
   * Area under the receiver operating characteristic: the chance that a positive outscores a
   * negative, ties counting half (Mann and Whitney 1947). Empty when one class is missing.
   */
  public static OptionalDouble auroc(double[] score, boolean[] positive) {
    int[] order =
        IntStream.range(0, score.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> score[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    long positives = 0;
    double rankSum = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      int tied = 0;
      while (to < order.length && score[order[to]] == score[order[from]]) {
        tied += positive[order[to]] ? 1 : 0;
        to++;
      }
      rankSum += tied * (from + 1 + to) / 2.0;
      positives += tied;
      from = to;
    }
    long negatives = order.length - positives;
    return positives == 0 || negatives == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives));
  }

  /**
   * Routability: AUROC of "the strong candidate is better here". At 0.5 a router cannot pay,
   * whatever the prices.
   */
  public static OptionalDouble routability(double[] score, double[] weak, double[] strong) {
    boolean[] positive = new boolean[score.length];
    for (int row = 0; row < positive.length; row++) {
      positive[row] = strong[row] > weak[row];
    }
    return auroc(score, positive);
  }
}
