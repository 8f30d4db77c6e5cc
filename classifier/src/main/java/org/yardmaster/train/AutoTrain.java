package org.yardmaster.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.stats.Resample;
import org.yardmaster.stats.TieGroups;
import org.yardmaster.train.TrainSpec.Learner;

/**
 * Chooses learner and settings by cross-validation. Hand in the training rows of a table only: what
 * is chosen here must not have seen what it will be judged on.
 */
public final class AutoTrain {
  private static final int REPLICATES = 2_000;
  private static final double CONFIDENCE = 0.95;
  private static final long SEED = 20_260_101;

  private AutoTrain() {}

  /** What is tried, simplest first: counters alone, then fewer and then more free weights. */
  public static List<TrainSpec> standardSpecs() {
    TrainSpec standard = TrainSpec.STANDARD;
    return List.of(
        standard.with(Learner.COUNTERS, 0.05, 0.75),
        standard.with(Learner.LEAST_SQUARES, 0.015, 0.75),
        standard.with(Learner.LEAST_SQUARES, 0.05, 0.75),
        TrainSpec.standard(Learner.FACTORS),
        standard.with(Learner.LOGISTIC, 0.1, 0.5),
        standard,
        standard.with(Learner.LOGISTIC, 0.5, 0),
        standard.with(Learner.LOGISTIC, 0.5, 0.75),
        standard.with(Learner.LOGISTIC, 2, 0.5));
  }

  /**
   * Cross-validates each of the settings on the same folds.
   *
   * @param specs simplest first
   */
  public static Leaderboard search(
      OutcomeTable table, PriceBook prices, int folds, List<TrainSpec> specs, Progress progress) {
    double[] sizes = RoutingValue.sizes(table);
    double[] seconds = new double[specs.size()];
    double[][] values = new double[specs.size()][];
    for (int at = 0; at < specs.size(); at++) {
      progress.at(specs.get(at).briefly(), at, specs.size());
      long start = System.nanoTime();
      values[at] =
          RoutingValue.byGroup(
              table, OutOfFold.run(table, prices, specs.get(at), folds, "auto").predictions());
      seconds[at] = (System.nanoTime() - start) / 1e9;
    }
    return leaderboard(specs, values, sizes, seconds);
  }

  /** The settings that {@link #search} chooses among the standard ones, for nested designs. */
  public static TrainSpec choice(OutcomeTable table, PriceBook prices, int folds) {
    return search(table, prices, folds, standardSpecs(), Progress.silent()).chosen().spec();
  }

  private static Leaderboard leaderboard(
      List<TrainSpec> specs, double[][] values, double[] sizes, double[] seconds) {
    Resample resample = new Resample(columns(values, sizes), REPLICATES, SEED, CONFIDENCE);
    int size = values.length;
    int[] ranks = TieGroups.ranks(resample, size);
    int best =
        IntStream.range(0, size)
            .boxed()
            .max(Comparator.comparingDouble(at -> resample.point(sums -> sums[at])))
            .orElseThrow();
    List<Leaderboard.Entry> entries = new ArrayList<>();
    for (int each = 0; each < size; each++) {
      int at = each;
      entries.add(
          new Leaderboard.Entry(
              specs.get(at),
              at,
              ranks[at],
              resample.estimate(sums -> sums[at] / sums[size]),
              resample.estimate(sums -> (sums[at] - sums[best]) / sums[size]),
              seconds[at]));
    }
    entries.sort(Comparator.comparingDouble(entry -> -entry.value().value()));
    return new Leaderboard(
        entries,
        entries.stream()
            .filter(entry -> entry.rank() == 1)
            .min(Comparator.comparingInt(Leaderboard.Entry::simplicity))
            .orElseThrow());
  }

  /** Per group what each of the settings yields, then its prompts. */
  private static double[][] columns(double[][] values, double[] sizes) {
    return IntStream.range(0, sizes.length)
        .mapToObj(
            group ->
                IntStream.rangeClosed(0, values.length)
                    .mapToDouble(at -> at < values.length ? values[at][group] : sizes[group])
                    .toArray())
        .toArray(double[][]::new);
  }
}
