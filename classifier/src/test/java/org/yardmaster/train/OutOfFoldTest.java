package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.yardmaster.evaluate.Designs;
import org.yardmaster.evaluate.RuleKind;
import org.yardmaster.evaluate.ThresholdChoice;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;

class OutOfFoldTest {
  private static final int SIZE = 160;

  /**
   * Learns by heart: hardly regularised, and every prompt's words occur nowhere but in its pair.
   */
  private static final TrainSpec MEMORISER =
      new TrainSpec(
          TrainSpec.Learner.LEAST_SQUARES, 12, 1000, 0.01, 0.5, 4, ThresholdChoice.STANDARD);

  /** Pairs of equal prompts in one group; labels are a coin's. */
  private static OutcomeTable coins(int flippedGroup) {
    return Tables.two(
        SIZE,
        row -> {
          int pair = row / 2;
          return Tables.sample(
              row, "secret%d word%d".formatted(pair, pair), "t" + pair % 3, "pair" + pair);
        },
        row -> coin(row / 2) ^ (row / 2 == flippedGroup) ? 1 : 0,
        row -> 1);
  }

  private static boolean coin(int pair) {
    return new SplittableRandom(pair).nextBoolean();
  }

  @Property(seed = "20260101", tries = 6)
  void whatIsPredictedForAPromptDoesNotDependOnItsOutcome(
      @ForAll @IntRange(max = SIZE / 2 - 1) int pair) {
    double[][] before = predictions(coins(-1));
    double[][] after = predictions(coins(pair));
    for (int row : new int[] {2 * pair, 2 * pair + 1}) {
      assertThat(after[0][row]).isEqualTo(before[0][row]);
    }
    assertThat(after[0]).isNotEqualTo(before[0]);
  }

  private static double[][] predictions(OutcomeTable table) {
    return OutOfFold.run(table, PriceBook.empty(), MEMORISER, 4, "x").predictions().success();
  }

  @Test
  void theMemoriserDoesRememberWhatItSaw() {
    OutcomeTable table = coins(-1);
    int[] rows = java.util.stream.IntStream.range(0, SIZE).toArray();
    double[][] seen =
        Calibrator.forecasts(
                new PolicyTrainer(table, PriceBook.empty(), MEMORISER)
                    .train(rows, java.util.Map.of()),
                table,
                rows)
            .success();
    assertThat(separation(table, seen)).isGreaterThan(0.1);
    assertThat(Math.abs(separation(table, predictions(table)))).isLessThan(0.06);
  }

  /** Mean prediction where the cheap candidate was right, minus where it was wrong. */
  private static double separation(OutcomeTable table, double[][] success) {
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int row = 0; row < SIZE; row++) {
      int right = (int) table.quality(0)[row];
      sums[right] += success[0][row];
      counts[right]++;
    }
    return sums[1] / counts[1] - sums[0] / counts[0];
  }

  @Test
  void sendsEasyPromptsToTheCheapCandidateAndHardOnesToTheDear() {
    OutcomeTable table = Tables.easyAndHard(600, 3);
    TrainSpec bold = TrainSpec.STANDARD.with(new ThresholdChoice(0.05, 1));
    int[] choice = OutOfFold.run(table, PriceBook.empty(), bold, 3, "x").choice();
    int sensible = 0;
    for (int row = 0; row < choice.length; row++) {
      boolean hard = table.samples().get(row).task().equals("hard");
      sensible += choice[row] == (hard ? 1 : 0) ? 1 : 0;
    }
    assertThat(sensible).isGreaterThan(570);
  }

  /** Every rule of {@link RuleKind}, in its order. */
  private static OutOfFold ruled(OutcomeTable table, TrainSpec spec) {
    return OutOfFold.run(
        table,
        PriceBook.empty(),
        learnable -> spec,
        Designs.folds(table, 3),
        "x",
        List.of(RuleKind.values()),
        Progress.silent());
  }

  @Test
  void everyRuleChoosesInsideTheFoldAndRoutesWell() {
    OutcomeTable table = Tables.easyAndHard(600, 3);
    OutOfFold found = ruled(table, TrainSpec.STANDARD.with(new ThresholdChoice(0.05, 1)));
    for (RuleKind kind : RuleKind.values()) {
      int[] choice = found.ruled().get(kind.ordinal()).choice();
      long sensible =
          IntStream.range(0, choice.length)
              .filter(
                  row -> choice[row] == (table.samples().get(row).task().equals("hard") ? 1 : 0))
              .count();
      assertThat(sensible).as(kind.toString()).isGreaterThan(570);
    }
    assertThat(found.ruled().get(RuleKind.UTILITY.ordinal()).choice()).isEqualTo(found.choice());
  }

  @Property(seed = "20260101", tries = 3)
  void whatARuleChoosesForAPromptDoesNotDependOnItsOutcome(
      @ForAll @IntRange(max = SIZE / 2 - 1) int pair) {
    List<OutOfFold.Ruled> before = ruled(coins(-1), MEMORISER).ruled();
    List<OutOfFold.Ruled> after = ruled(coins(pair), MEMORISER).ruled();
    for (int rule = 0; rule < before.size(); rule++) {
      for (int row : new int[] {2 * pair, 2 * pair + 1}) {
        assertThat(after.get(rule).choice()[row]).isEqualTo(before.get(rule).choice()[row]);
      }
    }
  }

  @Test
  void needsTwoFolds() {
    assertThatThrownBy(() -> OutOfFold.run(coins(-1), PriceBook.empty(), MEMORISER, 1, "x"))
        .hasMessageContaining("at least 2");
  }
}
