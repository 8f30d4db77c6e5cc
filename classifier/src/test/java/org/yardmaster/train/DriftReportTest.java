package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.feature.Counter;
import org.yardmaster.outcome.OutcomeTable;

class DriftReportTest {
  private static OutcomeTable window(String text, double quality) {
    return Tables.two(
        200,
        row -> Tables.sample(row, text + " " + row % 10, "task", text + row),
        row -> row < 200 * quality ? 1 : 0,
        row -> 1);
  }

  @Test
  void aWindowDoesNotDriftFromItself() {
    OutcomeTable table = Tables.easyAndHard(300, 2);
    DriftReport report = DriftReport.between(table, table);
    assertThat(report.features()).allMatch(shift -> shift.stabilityIndex() == 0);
    assertThat(report.outcomes()).allMatch(shift -> shift.difference().value() == 0);
  }

  @Test
  void twoHalvesOfOneStreamAreStable() {
    OutcomeTable table = Tables.easyAndHard(2000, 2);
    DriftReport report =
        DriftReport.between(
            table.rows(IntStream.range(0, 1000).toArray()),
            table.rows(IntStream.range(1000, 2000).toArray()));
    assertThat(report.features()).allMatch(shift -> shift.stabilityIndex() < 0.1);
  }

  @Test
  void aSmallLaterWindowOfOneStreamHasNotShifted() {
    int alarms = 0;
    for (int seed = 1; seed <= 40; seed++) {
      OutcomeTable table = Tables.easyAndHard(1_030, seed);
      DriftReport report =
          DriftReport.between(
              table.rows(IntStream.range(0, 1_000).toArray()),
              table.rows(IntStream.range(1_000, 1_030).toArray()));
      alarms += (int) report.features().stream().filter(shift -> shift.reaches(0.1)).count();
      assertThat(report.features())
          .filteredOn(shift -> shift.counter() == Counter.BACKTICKS)
          .allMatch(shift -> shift.stabilityIndex() == 0);
    }
    assertThat(alarms).as("of 840 counters, none of which has shifted").isLessThanOrEqualTo(4);
  }

  @Test
  void otherPromptsAndWorseAnswersAreTold() {
    DriftReport report =
        DriftReport.between(window("plain words", 0.9), window("why, why, (really)?", 0.4));
    assertThat(report.features().getFirst().stabilityIndex()).isGreaterThan(0.25);
    assertThat(report.features().stream().filter(shift -> shift.reaches(0.25)))
        .extracting(DriftReport.FeatureShift::counter)
        .contains(Counter.QUESTIONS)
        .doesNotContain(Counter.BACKTICKS);
    assertThat(report.outcomes().getFirst().candidate()).isEqualTo("cheap");
    assertThat(report.outcomes().getFirst().difference().below(0)).isTrue();
    assertThat(report.outcomes().getLast().difference().value()).isZero();
  }
}
