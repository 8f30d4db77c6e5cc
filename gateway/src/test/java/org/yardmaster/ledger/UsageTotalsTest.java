package org.yardmaster.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yardmaster.ledger.Money.AT;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.ledger.UsageTotals.Column;
import org.yardmaster.outcome.Cost;

class UsageTotalsTest {
  private static final Cost UNKNOWN = new Cost.Unknown("no price");

  private static UsageTotals totals(Column... by) {
    UsageTotals totals = new UsageTotals(List.of(by), ZoneOffset.UTC);
    totals.accept(Records.record("a", AT));
    totals.accept(Records.record("b", AT, "chat", false, UNKNOWN, new Cost.Known(9)));
    totals.accept(Records.record("c", AT, "chat", false, new Cost.Known(7), UNKNOWN));
    totals.accept(Records.record("d", AT, "code", true, new Cost.Known(1), new Cost.Known(1_000)));
    return totals;
  }

  @Test
  void onlyCallsWithBothCostsAreCompared() {
    UsageTotals.Total all = totals().list().getFirst();
    assertThat(all.calls()).isEqualTo(3);
    assertThat(all.unpriced()).isEqualTo(1);
    assertThat(all.costNanoUsd()).isEqualTo(47);
    assertThat(all.compared()).isEqualTo(1);
    assertThat(all.reductionNanoUsd()).isEqualTo(60);
  }

  @Test
  void simulatedTrafficIsSummedApart() {
    List<UsageTotals.Total> list = totals().list();
    assertThat(list).hasSize(2);
    assertThat(list.getLast().simulated()).isTrue();
    assertThat(list.getLast().reductionNanoUsd()).isEqualTo(999);
  }

  @Test
  void groupsByAnyColumns() {
    assertThat(totals(Column.TASK, Column.KEY).list())
        .extracting(UsageTotals.Total::group)
        .containsExactly(List.of("chat", "k1"), List.of("code", "k1"), List.of("code", "k1"));
    assertThat(totals(Column.TAG).list())
        .extracting(UsageTotals.Total::group)
        .contains(List.of("night"), List.of("team-a"));
  }

  @Test
  void daysAreThoseOfTheZone() {
    UsageTotals totals = new UsageTotals(List.of(Column.DAY), ZoneId.of("Pacific/Auckland"));
    totals.accept(Records.record("a", AT.plusSeconds(3 * 3_600)));
    assertThat(totals.list().getFirst().group()).containsExactly("2026-05-02");
  }
}
