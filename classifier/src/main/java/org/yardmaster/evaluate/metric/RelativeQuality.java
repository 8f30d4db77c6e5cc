package org.yardmaster.evaluate.metric;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A router's quality in relation to others', by LLMRouterBench (arXiv 2601.07206) and RouterEval
 * (arXiv 2503.10657). Empty where the denominator is zero.
 */
public final class RelativeQuality {
  private RelativeQuality() {}

  /** Gain@R: above choosing uniformly at random, relative to that. */
  public static OptionalDouble gainOverRandom(double router, double random) {
    return relative(router - random, random);
  }

  /** Gain@B: above the best single candidate, relative to that. */
  public static OptionalDouble gainOverBest(double router, double best) {
    return relative(router - best, best);
  }

  /** Gap@O: what is missing to the oracle, relative to that. */
  public static OptionalDouble gapToOracle(double router, double oracle) {
    return relative(oracle - router, oracle);
  }

  /** V_R: as a multiple of a reference's quality. */
  public static OptionalDouble ofReference(double router, double reference) {
    return relative(router, reference);
  }

  /** V_B: as a multiple of the best single candidate's quality. */
  public static OptionalDouble ofBest(double router, double best) {
    return relative(router, best);
  }

  /** PerfGain: Gain@B of the best of a router's operating points. */
  public static OptionalDouble perfGain(double[] quality, double best) {
    double highest = DoubleStream.of(quality).max().orElse(0);
    return gainOverBest(highest, best);
  }

  /**
   * CostSave: 1 - cost of the cheapest operating point that is at least as good as the best single
   * candidate / that candidate's cost; empty when no point is that good.
   */
  public static OptionalDouble costSave(
      double[] cost, double[] quality, double bestCost, double bestQuality) {
    OptionalDouble cheapest =
        IntStream.range(0, cost.length)
            .filter(index -> quality[index] >= bestQuality)
            .mapToDouble(index -> cost[index])
            .min();
    return cheapest.isEmpty()
        ? OptionalDouble.empty()
        : relative(bestCost - cheapest.getAsDouble(), bestCost);
  }

  private static OptionalDouble relative(double above, double below) {
    return below == 0 ? OptionalDouble.empty() : OptionalDouble.of(above / below);
  }
}
