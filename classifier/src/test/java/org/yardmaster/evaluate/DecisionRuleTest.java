package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecisionRuleTest {
  private static final DecisionRule FLOOR = new DecisionRule.QualityFloor();
  private static final DecisionRule IN_ORDER = new DecisionRule.InOrder();

  /**
   * Prompts: easy for the dear ones, easy for nobody else than the cheap one, best in the middle.
   */
  private static final Predictions THREE =
      new Predictions(
          "three",
          new double[][] {{0.5, 0.5, 0.2}, {0.7, 0.3, 0.9}, {0.9, 0.4, 0.8}},
          Tables.flatCosts(3, 1, 2, 3));

  private static int[] at(DecisionRule rule, double parameter) {
    return new DecisionRule.At(rule, parameter).choice(THREE);
  }

  @Test
  void theCheapestThatReachesTheFloorServesElseTheLikeliest() {
    assertThat(at(FLOOR, 0)).containsExactly(0, 0, 0);
    assertThat(at(FLOOR, 0.5)).containsExactly(0, 0, 1);
    assertThat(at(FLOOR, 0.7)).containsExactly(1, 0, 1);
    assertThat(at(FLOOR, 0.85)).containsExactly(2, 0, 1);
    assertThat(at(FLOOR, 0.99)).containsExactly(2, 0, 1);
  }

  @Test
  void theFirstInOrderThatReachesTheThresholdServesElseTheLast() {
    assertThat(at(IN_ORDER, 0)).containsExactly(0, 0, 0);
    assertThat(at(IN_ORDER, 0.6)).containsExactly(1, 2, 1);
    assertThat(at(IN_ORDER, 0.8)).containsExactly(2, 2, 1);
    assertThat(at(IN_ORDER, 0.95)).containsExactly(2, 2, 2);
  }

  @Test
  void anUnsureChoiceGoesToTheStrongest() {
    // Utilities at 4 USD: 1, 0.8, 0.6 and 1, -0.8, -1.4 and -0.2, 1.6, 0.2.
    DecisionRule abstain = new DecisionRule.Abstain(4, 2);
    assertThat(at(abstain, 0)).containsExactly(0, 0, 1);
    assertThat(at(abstain, 0.5)).containsExactly(0, 0, 1);
    assertThat(at(abstain, 0.6)).containsExactly(2, 2, 1);
    assertThat(at(abstain, 0.95)).containsExactly(2, 2, 2);
  }

  @Property(seed = "20260101", tries = 50)
  void aFloorOfNothingIsAlwaysTheCheapest(@ForAll @IntRange(max = 1000) int seed) {
    Predictions random = random(seed);
    int[] choice = new DecisionRule.At(FLOOR, 0).choice(random);
    for (int row = 0; row < choice.length; row++) {
      for (double[] costs : random.costUsd()) {
        assertThat(random.costUsd()[choice[row]][row]).isLessThanOrEqualTo(costs[row]);
      }
    }
  }

  @Property(seed = "20260101", tries = 50)
  void abstainingAlwaysIsAlwaysTheStrongestAndNeverIsUtility(
      @ForAll @IntRange(max = 1000) int seed) {
    Predictions random = random(seed);
    DecisionRule abstain = new DecisionRule.Abstain(0.7, 1);
    assertThat(new DecisionRule.At(abstain, Double.POSITIVE_INFINITY).choice(random))
        .containsOnly(1);
    assertThat(new DecisionRule.At(abstain, 0).choice(random))
        .isEqualTo(new DecisionRule.At(new DecisionRule.Utility(), 0.7).choice(random));
  }

  @Property(seed = "20260101", tries = 50)
  void everyFloorChoosesAsItsDefinitionSays(
      @ForAll @IntRange(max = 1000) int seed, @ForAll @IntRange(max = 12) int tenths) {
    Predictions random = random(seed);
    int[] choice = new DecisionRule.At(FLOOR, tenths / 10.0).choice(random);
    int[] defined =
        IntStream.range(0, choice.length)
            .map(row -> byDefinition(random, row, tenths / 10.0))
            .toArray();
    assertThat(choice).isEqualTo(defined);
  }

  private static int byDefinition(Predictions predictions, int row, double floor) {
    double[][] success = predictions.success();
    double[][] cost = predictions.costUsd();
    double likeliest = Arrays.stream(success).mapToDouble(column -> column[row]).max().orElse(0);
    double needed = Math.min(floor, likeliest);
    int best = -1;
    for (int index = 0; index < success.length; index++) {
      boolean cheaper =
          best < 0
              || cost[index][row] < cost[best][row]
              || (cost[index][row] == cost[best][row] && success[index][row] > success[best][row]);
      best = success[index][row] >= needed && cheaper ? index : best;
    }
    return best;
  }

  /** Ties in success and cost are common. */
  private static Predictions random(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] success = new double[4][30];
    double[][] cost = new double[4][30];
    for (int index = 0; index < 4; index++) {
      Arrays.setAll(success[index], row -> random.nextInt(11) / 10.0);
      Arrays.setAll(cost[index], row -> random.nextInt(1, 6) / 10.0);
    }
    return new Predictions("random", success, cost);
  }

  @Test
  void theFloorIsChosenByTheStandardOfEveryOperatingPoint() {
    // The cheap one is right where 0.8 is expected of it, on half of the prompts.
    double[][] success = new double[2][400];
    double[][] quality = new double[2][400];
    for (int row = 0; row < 400; row++) {
      success[0][row] = row % 2 == 0 ? 0.8 : 0.2;
      quality[0][row] = row % 2 == 0 ? 1 : 0;
      success[1][row] = 0.9;
      quality[1][row] = 1;
    }
    double[][] cost = Tables.flatCosts(400, 0.001, 0.01);
    Predictions predictions = new Predictions("p", success, cost);
    Observed observed = Observed.of(quality, cost);
    DecisionRule.At floor = ThresholdChoice.STANDARD.choose(List.of(FLOOR), predictions, observed);
    // Half way between the floors at which the hard and the easy prompts move.
    assertThat(floor.parameter()).isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(floor.choice(predictions)[0]).isZero();
    assertThat(floor.choice(predictions)[1]).isEqualTo(1);
    DecisionRule.At abstain =
        ThresholdChoice.STANDARD.choose(
            RuleKind.ABSTAIN.rules(ThresholdChoice.STANDARD, predictions, observed),
            predictions,
            observed);
    assertThat(abstain.choice(predictions)).isEqualTo(floor.choice(predictions));
  }

  @Test
  void aCascadeMayNotCostMoreThanTheReferenceAlone() {
    // Asking the cheap one first, half of the time in vain, costs more than the dear one alone.
    double[][] quality = {{1, 0, 1, 0}, {1, 1, 1, 1}};
    double[][] alone = Tables.flatCosts(4, 0.6, 1);
    double[][] asked = Tables.flatCosts(4, 0.6, 1.6);
    Predictions scores = new Predictions("s", new double[][] {{1, 0, 1, 0}, {0, 0, 0, 0}}, asked);
    DecisionRule.At point =
        new ThresholdChoice(0, 0)
            .choose(List.of(IN_ORDER), scores, Observed.of(quality, alone).withCosts(asked));
    assertThat(point.choice(scores)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void sweepsOfPartsAreOneSweepOfTheTable() {
    Predictions random = random(7);
    RuleSweep whole = FLOOR.sweep(random);
    int[] even = IntStream.range(0, 15).map(row -> 2 * row).toArray();
    int[] odd = IntStream.range(0, 15).map(row -> 2 * row + 1).toArray();
    RuleSweep merged =
        RuleSweep.merged(
            30,
            List.of(odd, even),
            List.of(
                whole.mapped(odd, index -> index + 10), whole.mapped(even, index -> index + 10)));
    for (double floor : new double[] {0, 0.3, 0.55, 1}) {
      assertThat(merged.choice(floor))
          .isEqualTo(Arrays.stream(whole.choice(floor)).map(index -> index + 10).toArray());
    }
  }
}
