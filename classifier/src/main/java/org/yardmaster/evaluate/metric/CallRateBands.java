package org.yardmaster.evaluate.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * RouterXBench's figures for three ways of using a router over two candidates: few strong calls, as
 * many as it takes to be nearly as good, and between (defaults of the authors' program). All read a
 * curve of quality at 101 call rates from 0 to 1.
 *
 * @param lowMean LPM: mean quality at call rates up to 10 %
 * @param middleMean MPM: mean quality where it lies strictly between that at 10 % and 70 % of the
 *     gap recovered; empty when the curve has no such point
 * @param highSaving HCR: 1 - mean call rate where 70 % to 90 % of the gap is recovered; empty when
 *     the curve has no such point
 */
public record CallRateBands(double lowMean, OptionalDouble middleMean, OptionalDouble highSaving) {
  private static final int STEPS = 100;
  private static final int LOW_STEPS = 10;
  private static final double NEARLY = 0.7;
  private static final double ALMOST = 0.9;

  /**
   * The figures for one ranking.
   *
   * @param score high where the strong candidate should answer; ties keep the order of the prompts
   * @param weak quality per prompt
   * @param strong quality per prompt
   */
  public static CallRateBands of(double[] score, double[] weak, double[] strong) {
    double[] curve = curve(score, weak, strong);
    double weakMean = curve[0];
    double gap = curve[STEPS] - weakMean;
    double nearly = weakMean + NEARLY * gap;
    double almost = weakMean + ALMOST * gap;
    double atLow = curve[LOW_STEPS];
    return new CallRateBands(
        Arrays.stream(curve, 0, LOW_STEPS + 1).average().orElseThrow(),
        Arrays.stream(curve).filter(quality -> quality > atLow && quality < nearly).average(),
        highSaving(curve, quality -> quality >= nearly && quality <= almost));
  }

  private static OptionalDouble highSaving(double[] curve, DoublePredicate inBand) {
    OptionalDouble rate =
        IntStream.rangeClosed(0, STEPS)
            .filter(step -> inBand.test(curve[step]))
            .mapToDouble(step -> (double) step / STEPS)
            .average();
    return rate.isEmpty() ? rate : OptionalDouble.of(1 - rate.getAsDouble());
  }

  private static double[] curve(double[] score, double[] weak, double[] strong) {
    int[] order =
        IntStream.range(0, score.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> -score[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    double sum = Arrays.stream(weak).sum();
    double[] curve = new double[STEPS + 1];
    int called = 0;
    for (int step = 0; step <= STEPS; step++) {
      int calls = (int) ((long) step * score.length / STEPS);
      for (; called < calls; called++) {
        sum += strong[order[called]] - weak[order[called]];
      }
      curve[step] = sum / score.length;
    }
    return curve;
  }
}
