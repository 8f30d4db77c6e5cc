package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;

class TaskTeacherTest {
  private static final int[] ALL = IntStream.range(0, 40).toArray();

  private static OutcomeTable table(String secondTask) {
    return Tables.two(
        40,
        row -> Tables.sample(row, "text", row < 20 ? "first" : secondTask, "g" + row),
        row -> row < 20 ? 1 : 0,
        row -> 1);
  }

  @Test
  void movesAnOutcomeTowardsItsTasksShrunkMean() {
    double[] targets = new TaskTeacher(table("second"), 0.5).targets(0, ALL);
    double usual = (20 * 1 + 10 * 0.5) / 30;
    assertThat(targets[0]).isCloseTo(0.5 * 1 + 0.5 * usual, within(1e-12));
    assertThat(targets[39]).isCloseTo(0.5 * (1 - usual), within(1e-12));
  }

  @Test
  void leavesOutcomesAloneWithoutAShareOrASecondTask() {
    double[] quality = table("second").quality(0);
    assertThat(new TaskTeacher(table("second"), 0).targets(0, ALL)).containsExactly(quality);
    assertThat(new TaskTeacher(table("first"), 0.9).targets(0, ALL)).containsExactly(quality);
  }

  @Test
  void learnsOnlyFromTheRowsItIsGiven() {
    int[] rows = IntStream.range(0, 30).toArray();
    double[] some = new TaskTeacher(table("second"), 0.5).targets(0, rows);
    assertThat(some[0]).isNotEqualTo(new TaskTeacher(table("second"), 0.5).targets(0, ALL)[0]);
    assertThat(some[39]).isZero();
  }
}
