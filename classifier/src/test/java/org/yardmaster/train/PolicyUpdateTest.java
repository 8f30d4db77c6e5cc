package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;

class PolicyUpdateTest {
  private static final OutcomeTable TABLE = Tables.easyAndHard(400, 7);
  private static final Policy CHEAP = policy(0);
  private static final Policy DEAR = policy(1);

  private static Policy policy(int candidate) {
    return new PolicyTrainer(
            TABLE.columns(new int[] {candidate}), PriceBook.empty(), TrainSpec.STANDARD)
        .train(IntStream.range(0, 400).toArray(), Map.of("for", "test"));
  }

  @Test
  void everybodyKeepsTheirForecastToTheLastBit() {
    Decider joined = new Decider(PolicyUpdate.withCandidates(DEAR, CHEAP));
    for (String text : new String[] {"solve this integral", "count these apples", ""}) {
      double dear = new Decider(DEAR).forecast(text).success()[0];
      double cheap = new Decider(CHEAP).forecast(text).success()[0];
      assertThat(joined.forecast(text).success()).containsExactly(dear, cheap);
    }
  }

  @Test
  void tasksAreStillTold() {
    Policy joined = PolicyUpdate.withCandidates(DEAR, CHEAP);
    assertThat(joined.tasks()).isEqualTo(DEAR.tasks());
    assertThat(joined.tasks().get(new Decider(joined).forecast("solve this integral").task()))
        .isEqualTo("hard");
    assertThat(joined.candidates()).extracting(CandidateModel::id).containsExactly("dear", "cheap");
    assertThat(joined.provenance()).containsEntry("added 1.for", "test");
  }

  @Test
  void newOutcomesMoveProbabilitiesButNoWeights() {
    double[] wrong = new double[400];
    double[][] columns = {wrong};
    OutcomeTable dear = TABLE.columns(new int[] {1});
    OutcomeTable failing =
        new OutcomeTable(
            "later",
            dear.samples(),
            dear.candidates(),
            columns,
            new double[][] {dear.costUsd(0)},
            new double[][] {dear.latencySeconds(0)},
            new double[][] {dear.inputTokens(0)},
            new double[][] {dear.outputTokens(0)});
    Policy later =
        PolicyUpdate.recalibrated(
            DEAR, failing, IntStream.range(0, 400).toArray(), TrainSpec.STANDARD);
    assertThat(later.words()).isEqualTo(DEAR.words());
    assertThat(new Decider(later).forecast("count these apples").success()[0]).isLessThan(0.1);
    assertThat(new Decider(DEAR).forecast("count these apples").success()[0]).isGreaterThan(0.7);
  }

  @Test
  void outcomesOfOthersDoNotRecalibrate() {
    assertThatThrownBy(
            () -> PolicyUpdate.recalibrated(DEAR, TABLE, new int[] {0}, TrainSpec.STANDARD))
        .hasMessageContaining("cheap");
  }

  @Test
  void nobodyIsAddedTwice() {
    assertThatThrownBy(() -> PolicyUpdate.withCandidates(DEAR, DEAR))
        .hasMessageContaining("(dear) already");
  }
}
