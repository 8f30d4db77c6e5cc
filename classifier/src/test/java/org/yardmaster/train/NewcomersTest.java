package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yardmaster.train.ItemResponseWorld.KNOWN;
import static org.yardmaster.train.ItemResponseWorld.NEW;
import static org.yardmaster.train.ItemResponseWorld.TEST;
import static org.yardmaster.train.ItemResponseWorld.TRAIN;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;

class NewcomersTest {
  private static final ItemResponseWorld WORLD = ItemResponseWorld.of(5);
  private static final OutcomeTable OTHERS = WORLD.table(0, 1, 2, 3, 4);
  private static final OutcomeTable NEWCOMER = WORLD.table(NEW);
  private static final int[] KNOWN_ROWS = IntStream.range(0, KNOWN).toArray();
  private static final TrainSpec SPEC = TrainSpec.STANDARD.withBuckets(12);
  private static final Policy POLICY =
      new PolicyTrainer(OTHERS, PriceBook.empty(), SPEC).train(TRAIN, Map.of());
  private static final Policy ALONE =
      new PolicyTrainer(NEWCOMER, PriceBook.empty(), SPEC, POLICY.schema())
          .train(KNOWN_ROWS, Map.of());

  private static double[] expected(Policy policy, int candidate) {
    return Calibrator.forecasts(policy, NEWCOMER, TEST).success()[candidate];
  }

  @Test
  void fewOutcomesTellMoreOfANewcomerBesideTheOthersThanByThemselves() {
    Policy sharing = PolicyUpdate.sharing(POLICY, ALONE, NEWCOMER, KNOWN_ROWS, SPEC);
    Policy joined = PolicyUpdate.withCandidates(POLICY, sharing);
    assertThat(WORLD.error(expected(joined, NEW), NEW))
        .isLessThan(0.5 * WORLD.error(expected(ALONE, 0), NEW));
    assertThat(expected(joined, 2)).isEqualTo(expected(POLICY, 2));
  }
}
