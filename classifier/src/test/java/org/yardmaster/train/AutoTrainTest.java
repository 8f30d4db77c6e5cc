package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.price.PriceBook;
import org.yardmaster.train.TrainSpec.Learner;

class AutoTrainTest {
  private static final TrainSpec COUNTERS = TrainSpec.STANDARD.with(Learner.COUNTERS, 1e-6, 0);
  private static final TrainSpec WORDS = TrainSpec.STANDARD.with(Learner.LEAST_SQUARES, 0.5, 0.5);

  @Test
  void wordsBeatBlindCountersWhereWordsDecide() {
    Leaderboard board =
        AutoTrain.search(
            Tables.easyAndHard(400, 8),
            PriceBook.empty(),
            2,
            List.of(COUNTERS, WORDS),
            Progress.silent());
    assertThat(board.chosen().spec()).isEqualTo(WORDS);
    assertThat(board.entries().getFirst().behind().value()).isZero();
    assertThat(board.entries().getLast().behind().below(0)).isTrue();
    assertThat(board.entries().getLast().rank()).isEqualTo(2);
  }

  @Test
  void theSimplestOfEqualsIsChosen() {
    TrainSpec twin = WORDS.with(Learner.LEAST_SQUARES, 0.5001, 0.5);
    Leaderboard board =
        AutoTrain.search(
            Tables.easyAndHard(300, 8),
            PriceBook.empty(),
            2,
            List.of(twin, WORDS),
            Progress.silent());
    assertThat(board.entries()).allMatch(entry -> entry.rank() == 1);
    assertThat(board.chosen().spec()).isEqualTo(twin);
  }

  @Test
  void theStandardIsAmongWhatIsTried() {
    assertThat(AutoTrain.standardSpecs()).contains(TrainSpec.STANDARD).doesNotHaveDuplicates();
  }

  @Test
  void linesOfTheLeaderboardCanBeToldApart() {
    assertThat(AutoTrain.standardSpecs().stream().map(TrainSpec::briefly))
        .contains("logistic, C 0.5, teacher share 0.5")
        .doesNotHaveDuplicates();
  }
}
