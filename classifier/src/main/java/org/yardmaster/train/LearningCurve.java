package org.yardmaster.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/**
 * What more labels would pay: the same cross-validation with an eighth, a quarter, half and all of
 * the labels, judged on the same prompts.
 *
 * @param points fewest labels first
 * @param simulated whether any of the outcomes is
 */
public record LearningCurve(List<Point> points, boolean simulated) {
  private static final double[] SHARES = {0.125, 0.25, 0.5, 1};
  private static final int REPLICATES = 2_000;
  private static final long SEED = 20_260_101;

  public LearningCurve {
    points = List.copyOf(points);
  }

  /**
   * One training size.
   *
   * @param prompts labelled prompts that a policy could learn from, about
   * @param value routing value per prompt in quality units, see {@link RoutingValue}
   * @param gain value less that of the size before, paired; 0 for the first
   */
  public record Point(int prompts, Estimate value, Estimate gain) {}

  /** Cross-validates at every size. */
  public static LearningCurve of(
      OutcomeTable table, PriceBook prices, TrainSpec spec, int folds, Progress progress) {
    double[] sizes = RoutingValue.sizes(table);
    List<Point> points = new ArrayList<>();
    double[] before = new double[0];
    for (double share : SHARES) {
      progress.at("learning from %s of the labels".formatted(share), points.size(), SHARES.length);
      double[] values =
          RoutingValue.byGroup(
              table, OutOfFold.run(table, prices, spec, folds, "curve", share).predictions());
      Resample resample =
          new Resample(
              columns(values, before.length == 0 ? values : before, sizes), REPLICATES, SEED, 0.95);
      points.add(
          new Point(
              (int) Math.round(share * table.sampleCount() * (folds - 1) / folds),
              resample.estimate(sums -> sums[0] / sums[2]),
              resample.estimate(sums -> (sums[0] - sums[1]) / sums[2])));
      before = values;
    }
    return new LearningCurve(points, table.simulated());
  }

  private static double[][] columns(double[] own, double[] before, double[] sizes) {
    return IntStream.range(0, own.length)
        .mapToObj(group -> new double[] {own[group], before[group], sizes[group]})
        .toArray(double[][]::new);
  }

  /** The curve in one sentence, for people. */
  public String advice() {
    Point last = points.getLast();
    Estimate gain = last.gain();
    String size =
        String.format(
            Locale.ROOT,
            "The last doubling, to %,d labelled prompts, was worth %+.4f [%+.4f, %+.4f] quality per"
                + " prompt",
            last.prompts(),
            gain.value(),
            gain.low(),
            gain.high());
    return (simulated ? "Simulated outcomes: " : "")
        + size
        + (gain.above(0)
            ? ": more labels will pay."
            : ": more labels of this kind are not known to pay.");
  }
}
