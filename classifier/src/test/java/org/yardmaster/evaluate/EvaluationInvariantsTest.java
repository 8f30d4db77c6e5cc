package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.yardmaster.evaluate.metric.Aiq;
import org.yardmaster.evaluate.metric.ZeroRouter;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;

/** What holds on any table, however odd: ties, constant quality and free candidates included. */
class EvaluationInvariantsTest {
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 40, 3);

  private static OutcomeTable table(long seed, int rows, int candidates, double missing) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] quality = new double[candidates][rows];
    double[][] cost = new double[candidates][rows];
    int levels = random.nextInt(1, 4);
    for (int candidate = 0; candidate < candidates; candidate++) {
      double price = random.nextInt(4);
      for (int row = 0; row < rows; row++) {
        boolean gone = row > 0 && random.nextDouble() < missing;
        quality[candidate][row] = gone ? Double.NaN : random.nextInt(levels) / 3.0;
        cost[candidate][row] = gone ? Double.NaN : price * random.nextInt(3);
      }
    }
    return Tables.of(
        quality, cost, row -> "g" + row / 2, row -> "t" + row % 3, random.nextBoolean());
  }

  private static int[] choice(long seed, int rows, int candidates) {
    return new SplittableRandom(seed + 1).ints(rows, 0, candidates).toArray();
  }

  @Property(tries = 200, seed = "20260101")
  void noPolicyLiesAboveTheHullOfTheOracle(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int rows) {
    OutcomeTable table = table(seed, rows, 3, 0);
    Comparison comparison = Comparison.of(table);
    List<RuleSweep.Point> oracle =
        WillingnessSweep.of(comparison.quality(), comparison.costUsd())
            .points(comparison.quality(), comparison.costUsd());
    double[] costs = oracle.stream().mapToDouble(RuleSweep.Point::usdPer1k).toArray();
    double[] qualities = oracle.stream().mapToDouble(RuleSweep.Point::quality).toArray();
    Traffic policy = Traffic.of(comparison, Tables.learned(choice(seed, rows, 3)));
    double cost = 1000 * Arrays.stream(policy.costUsd()).sum() / rows;
    double quality = Arrays.stream(policy.quality()).sum() / rows;
    assertThat(quality)
        .isLessThanOrEqualTo(ZeroRouter.qualityAt(costs, qualities, cost + 1e-9) + 1e-9);
  }

  @Property(tries = 200, seed = "20260101")
  void mixingTwoLiesOnTheirChord(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int rows,
      @ForAll @IntRange(min = 0, max = 100) int percent) {
    Comparison comparison = Comparison.of(table(seed, rows, 2, 0));
    double share = percent / 100.0;
    Traffic mix =
        Traffic.of(
            comparison,
            new JudgedPolicy(
                "mix",
                PolicyKind.BASELINE,
                new Assignment.Mixture(new double[] {1 - share, share}),
                ""));
    double[] qualities = comparison.meanQualities();
    double[] costs = comparison.meanCosts();
    assertThat(Arrays.stream(mix.quality()).sum() / rows)
        .isCloseTo((1 - share) * qualities[0] + share * qualities[1], within(1e-9));
    assertThat(Arrays.stream(mix.costUsd()).sum() / rows)
        .isCloseTo((1 - share) * costs[0] + share * costs[1], within(1e-9));
  }

  @Property(tries = 200, seed = "20260101")
  void everySweepPointIsWhatItsWillingnessChooses(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int rows) {
    Comparison comparison = Comparison.of(table(seed, rows, 3, 0));
    RuleSweep sweep = WillingnessSweep.of(comparison.quality(), comparison.costUsd());
    for (RuleSweep.Point point : sweep.points(comparison.quality(), comparison.costUsd())) {
      Traffic traffic = Traffic.of(comparison, Tables.learned(sweep.choice(point.parameter())));
      assertThat(Arrays.stream(traffic.quality()).sum() / rows)
          .isCloseTo(point.quality(), within(1e-9));
      assertThat(1000 * Arrays.stream(traffic.costUsd()).sum() / rows)
          .isCloseTo(point.usdPer1k(), within(1e-6));
      int[] choice = sweep.choice(point.parameter());
      for (int row = 0; row < rows; row++) {
        double utility = utility(comparison, choice[row], row, point.parameter());
        for (int other = 0; other < 3; other++) {
          assertThat(utility)
              .isGreaterThanOrEqualTo(utility(comparison, other, row, point.parameter()) - 1e-9);
        }
      }
    }
  }

  private static double utility(Comparison comparison, int candidate, int row, double willingness) {
    return willingness * comparison.quality()[candidate][row]
        - comparison.costUsd()[candidate][row];
  }

  @Property(tries = 100, seed = "20260101")
  void everyFigureIsANumberInsideItsInterval(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int rows) {
    OutcomeTable table = table(seed, rows, 3, 0.2);
    Predictions predictions =
        new Predictions(
            "learned",
            new double[][] {new double[rows], new double[rows], new double[rows]},
            Tables.flatCosts(rows, 1, 2, 3));
    Evaluation evaluation =
        Evaluator.evaluate(
            table,
            List.of(Tables.learned(choice(seed, rows, 3))),
            List.of(predictions),
            "test",
            SPEC);
    assertThat(evaluation.verdict()).isNotEqualTo(Verdict.ROUTE);
    assertThat(evaluation.verdictSentence()).doesNotContain("NaN").doesNotContain("Infinity");
    evaluation.policies().stream()
        .flatMap(
            policy ->
                Stream.concat(
                    Stream.of(policy.quality(), policy.qualityDifference()),
                    Stream.of(policy.usdPer1k(), policy.saving()).flatMap(each -> each.stream())))
        .forEach(EvaluationInvariantsTest::isFinite);
    evaluation.curves().stream()
        .flatMap(curve -> curve.points().stream())
        .forEach(
            point -> {
              assertThat(point.quality()).isBetween(-1e-9, 1 + 1e-9);
              assertThat(point.usdPer1k()).isFinite();
            });
  }

  private static void isFinite(Estimate estimate) {
    assertThat(estimate.value()).isFinite();
    assertThat(estimate.low()).isFinite();
    assertThat(estimate.high()).isFinite();
  }

  @Property(tries = 100, seed = "20260101")
  void areaUnderAHullNeverShrinksWithAnotherPoint(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int points) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] cost = IntStream.range(0, points).mapToDouble(i -> 1 + random.nextDouble()).toArray();
    double[] quality = random.doubles(points).toArray();
    double fewer =
        Aiq.compat(Arrays.copyOf(cost, points - 1), Arrays.copyOf(quality, points - 1), 3);
    assertThat(Aiq.compat(cost, quality, 3)).isGreaterThanOrEqualTo(fewer - 1e-12);
  }
}
