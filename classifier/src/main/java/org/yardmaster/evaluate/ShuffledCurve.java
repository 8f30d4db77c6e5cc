package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.ConcaveHull;
import org.yardmaster.evaluate.metric.ZeroRouter;

/**
 * The curve of a predictor that expects of each prompt what it should have expected of another one:
 * whatever it saves is luck and hindsight.
 *
 * @param usdPer1k of the reference and of every operating point
 * @param quality of the same
 */
record ShuffledCurve(double[] usdPer1k, double[] quality) {
  static ShuffledCurve of(Comparison comparison, Predictions predictions, SplittableRandom random) {
    int[] order = order(comparison.rowCount(), random);
    RuleSweep sweep =
        WillingnessSweep.of(
            picked(predictions.success(), order), picked(predictions.costUsd(), order));
    List<RuleSweep.Point> points = sweep.points(comparison.quality(), comparison.costUsd());
    double[] usdPer1k = new double[points.size() + 1];
    double[] quality = new double[points.size() + 1];
    int reference = comparison.reference();
    usdPer1k[0] = 1000 * mean(comparison.costUsd()[reference]);
    quality[0] = mean(comparison.quality()[reference]);
    for (int at = 0; at < points.size(); at++) {
      usdPer1k[at + 1] = points.get(at).usdPer1k();
      quality[at + 1] = points.get(at).quality();
    }
    return corners(usdPer1k, quality);
  }

  /** The reference and the hull of all: nothing below it is part of a cheapest mix. */
  private static ShuffledCurve corners(double[] usdPer1k, double[] quality) {
    int[] corners =
        IntStream.concat(IntStream.of(0), IntStream.of(ConcaveHull.corners(usdPer1k, quality)))
            .distinct()
            .toArray();
    return new ShuffledCurve(
        Arrays.stream(corners).mapToDouble(at -> usdPer1k[at]).toArray(),
        Arrays.stream(corners).mapToDouble(at -> quality[at]).toArray());
  }

  /** Relative to the reference, by the cheapest mix of two points of its quality times a level. */
  double saving(double level) {
    ZeroRouter.Mix mix =
        ZeroRouter.cheapestFor(usdPer1k, quality, level * quality[0]).orElseThrow();
    return usdPer1k[0] == 0 ? Double.NaN : 1 - mix.cost() / usdPer1k[0];
  }

  private static int[] order(int rows, SplittableRandom random) {
    int[] order = IntStream.range(0, rows).toArray();
    for (int at = rows - 1; at > 0; at--) {
      int other = random.nextInt(at + 1);
      int kept = order[at];
      order[at] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private static double[][] picked(double[][] columns, int[] order) {
    return Arrays.stream(columns)
        .map(column -> Arrays.stream(order).mapToDouble(row -> column[row]).toArray())
        .toArray(double[][]::new);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
