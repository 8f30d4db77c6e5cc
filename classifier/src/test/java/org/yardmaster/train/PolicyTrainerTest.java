package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.price.PriceBook;

class PolicyTrainerTest {
  private static final OutcomeTable TABLE = Tables.easyAndHard(800, 11);
  private static final int[] LEARNABLE = IntStream.range(0, 600).toArray();

  private static Policy train(TrainSpec spec) {
    return new PolicyTrainer(TABLE, PriceBook.empty(), spec)
        .train(LEARNABLE, Map.of("why", "test"));
  }

  @Test
  void wordsTellHardFromEasyInCalibratedProbabilities() {
    for (TrainSpec.Learner learner :
        List.of(TrainSpec.Learner.LEAST_SQUARES, TrainSpec.Learner.LOGISTIC)) {
      Decider decider = new Decider(train(TrainSpec.STANDARD.with(learner, 0.5, 0.5)));
      double easy = decider.forecast("count these apples now").success()[0];
      double hard = decider.forecast("solve this integral now").success()[0];
      assertThat(easy).as("%s", learner).isCloseTo(0.9, within(0.1));
      assertThat(hard).as("%s", learner).isCloseTo(0.2, within(0.1));
    }
  }

  @Test
  void countersAloneAreDeafToWords() {
    Decider decider = new Decider(train(TrainSpec.STANDARD.with(TrainSpec.Learner.COUNTERS, 1, 0)));
    double known = decider.forecast("count these apples now").success()[0];
    assertThat(decider.forecast("mount those ripple wow").success()[0]).isEqualTo(known);
    assertThat(decider.forecast("solve this integral number 531").success()[0]).isNotEqualTo(known);
  }

  @Test
  void namesTheTaskAndTheMeanCost() {
    Policy policy = train(TrainSpec.STANDARD);
    Forecast forecast = new Decider(policy).forecast("solve this integral now");
    assertThat(policy.tasks().get(forecast.task())).isEqualTo("hard");
    assertThat(forecast.costUsd()[1]).isCloseTo(Tables.DEAR_USD, within(1e-9));
    assertThat(policy.provenance()).containsEntry("why", "test").containsKey("tribuo");
  }

  @Test
  void outcomesOfOtherRowsChangeNothing() {
    OutcomeTable other =
        Tables.two(
            TABLE.sampleCount(),
            TABLE.samples()::get,
            row -> row < LEARNABLE.length ? TABLE.quality(0)[row] : 1 - TABLE.quality(0)[row],
            row -> TABLE.quality(1)[row]);
    Policy policy =
        new PolicyTrainer(other, PriceBook.empty(), TrainSpec.STANDARD)
            .train(LEARNABLE, Map.of("why", "test"));
    assertThat(withoutProvenance(policy)).isEqualTo(withoutProvenance(train(TrainSpec.STANDARD)));
  }

  @Test
  void givesTheSameBytesTwice() {
    assertThat(withoutProvenance(train(TrainSpec.STANDARD)))
        .isEqualTo(withoutProvenance(train(TrainSpec.STANDARD)));
  }

  /** Tribuo's record holds the time of training. */
  private static byte[] withoutProvenance(Policy policy) {
    return PolicyFile.write(
        new Policy(
            policy.schema(),
            policy.candidates(),
            policy.tasks(),
            policy.words(),
            policy.tokens(),
            policy.rule(),
            Map.of()));
  }

  @Test
  void refusesAnEmptyTable() {
    OutcomeTable empty = TABLE.columns(new int[0]);
    assertThatThrownBy(() -> new PolicyTrainer(empty, PriceBook.empty(), TrainSpec.STANDARD))
        .hasMessageContaining("0 candidates");
  }
}
