package org.yardmaster.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yardmaster.ledger.Money.AT;
import static org.yardmaster.ledger.Money.PATIENCE;
import static org.yardmaster.ledger.Money.bill;
import static org.yardmaster.ledger.Money.claim;
import static org.yardmaster.ledger.Money.hold;
import static org.yardmaster.ledger.Money.limits;
import static org.yardmaster.ledger.Money.only;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Budgets;
import org.yardmaster.budget.ExpiredHold;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.Settlement;
import org.yardmaster.outcome.UsageRecord;

/** What every {@link Ledger} does with money; {@link KeysContract} is about keys. */
public abstract class LedgerContract {
  private Ledger ledger = new InMemoryLedger();

  /** A new, empty ledger. */
  protected abstract Ledger create();

  @BeforeEach
  void open() {
    ledger = create();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Budgets budgets() {
    return ledger.budgets();
  }

  private Admission.Exceeded refused(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Exceeded.class);
    return (Admission.Exceeded) admission;
  }

  private void reserve(String id, List<Limit> limits, long nano) {
    assertThat(budgets().reserve(hold(id, limits, claim("large", nano))))
        .isInstanceOf(Admission.Reserved.class);
  }

  @Test
  void holdsTheWorstCaseAndBooksTheActual() {
    List<Limit> limits = limits("100/day");
    reserve("a", limits, 60);
    assertThat(only(budgets(), AT)).isEqualTo("0+60");
    assertThat(budgets().settle(bill("a", claim("large", 25))))
        .isEqualTo(new Settlement.Booked(25, 0, Optional.empty(), false));
    assertThat(only(budgets(), AT)).isEqualTo("25+0");
  }

  @Test
  void refusesWhatWouldExceedAndSaysWhichLimitUntilWhen() {
    List<Limit> limits = limits("100/day key=*", "1000/total");
    reserve("a", limits, 60);
    Admission.Exceeded no =
        refused(budgets().reserve(hold("b", limits, claim("large", 41), claim("small", 40))));
    assertThat(no.limitSource()).isEqualTo("key=k1 per day (UTC)");
    assertThat(List.of(no.spentNanoUsd(), no.reservedNanoUsd(), no.capNanoUsd()))
        .containsExactly(0L, 60L, 100L);
    assertThat(no.requestedNanoUsd()).isEqualTo(41);
    assertThat(no.resetsAt()).contains(Instant.parse("2026-05-02T00:00:00Z"));
    assertThat(no.fitting()).containsExactly(claim("small", 40));
    assertThat(only(budgets(), AT)).isEqualTo("0+60,0+60");
    reserve("b", limits, 40);
  }

  @Test
  void whatIsMoreThanAWholeLimitNeverFitsAndIsNamedFirst() {
    List<Limit> limits = limits("50/hour", "100/day");
    reserve("a", limits, 45);
    Admission.Exceeded no =
        refused(budgets().reserve(hold("b", limits, claim("large", 60), claim("small", 50))));
    assertThat(no.limitSource()).contains("hour");
    assertThat(no.tooLarge()).isTrue();
    assertThat(no.resets()).isFalse();
    assertThat(no.fitting()).as("once the hour is over").containsExactly(claim("small", 50));
    Admission.Exceeded later = refused(budgets().reserve(hold("b", limits, claim("small", 50))));
    assertThat(later.resets()).isTrue();
  }

  @Test
  void aTotalNeverResets() {
    Admission.Exceeded no =
        refused(budgets().reserve(hold("a", limits("5/total"), claim("large", 6))));
    assertThat(no.resets()).isFalse();
  }

  @Test
  void ofSeveralLimitsTheLongestIsNamed() {
    Admission.Exceeded no =
        refused(budgets().reserve(hold("a", limits("5/hour", "5/month"), claim("large", 6))));
    assertThat(no.limitSource()).contains("month");
  }

  @Test
  void aNewTurnStartsAnewAndLateBillsGoToTheTurnOfTheCall() {
    List<Limit> limits = limits("100/hour");
    reserve("a", limits, 100);
    Instant next = AT.plusSeconds(3_600);
    assertThat(budgets().reserve(hold("b", next, limits, claim("large", 100))))
        .isInstanceOf(Admission.Reserved.class);
    budgets().settle(new Bill("a", List.of(claim("large", 30)), List.of(), next));
    assertThat(only(budgets(), AT)).isEqualTo("30+0");
    assertThat(only(budgets(), next)).isEqualTo("0+100");
  }

  @Test
  void eachAccountHoldsTheDearestCandidateThatItCountsAndBooksWhoServed() {
    List<Limit> limits = limits("100/day", "100/day model=large", "100/day model=small");
    budgets().reserve(hold("a", limits, claim("large", 50), claim("small", 20)));
    assertThat(only(budgets(), AT).split(",")).containsExactlyInAnyOrder("0+50", "0+50", "0+20");
    budgets().settle(bill("a", claim("small", 15)));
    assertThat(spent("all calls")).isEqualTo(15);
    assertThat(spent("model=small")).isEqualTo(15);
    assertThat(spent("model=large")).isZero();
  }

  private long spent(String source) {
    return budgets().balances(AT).stream()
        .filter(one -> one.account().source().startsWith(source))
        .mapToLong(one -> one.balance().spentNanoUsd())
        .sum();
  }

  @Test
  void nothingBilledFreesEverything() {
    reserve("a", limits("100/day"), 100);
    budgets().settle(Bill.nothing("a", AT));
    reserve("b", limits("100/day"), 100);
  }

  @Test
  void aRetriedReservationCountsOnceAndASettledIdIsNotReused() {
    reserve("a", limits("100/day"), 60);
    reserve("a", limits("100/day"), 60);
    assertThat(only(budgets(), AT)).isEqualTo("0+60");
    budgets().settle(bill("a", claim("large", 1)));
    assertThat(budgets().settle(bill("a", claim("large", 1)))).isEqualTo(new Settlement.Repeated());
    assertThat(only(budgets(), AT)).isEqualTo("1+0");
    assertThatThrownBy(() -> reserve("a", limits("100/day"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(a) was settled");
  }

  @Test
  void aBillAboveItsHoldIsBookedInFullAndTold() {
    reserve("a", limits("100/day"), 100);
    assertThat(budgets().settle(bill("a", claim("large", 109))))
        .isEqualTo(new Settlement.Booked(109, 9, Optional.empty(), false));
    assertThat(budgets().balances(AT).getFirst().balance().excessNanoUsd()).isEqualTo(9);
    refused(budgets().reserve(hold("b", limits("100/day"), claim("large", 0))));
  }

  @Test
  void aModelThatBillsBeyondTheMarginIsBarredForAWhile() {
    List<Limit> limits = limits("1000/day");
    reserve("a", limits, 100);
    assertThat(budgets().settle(bill("a", claim("large", 111))))
        .isEqualTo(new Settlement.Booked(111, 11, Optional.of(AT.plus(Budgets.BAR)), false));
    Instant later = AT.plus(Budgets.BAR);
    assertThat(budgets().reserve(hold("b", limits, claim("large", 1), claim("small", 1))))
        .isInstanceOfSatisfying(
            Admission.Barred.class,
            no -> {
              assertThat(no.model()).isEqualTo("large");
              assertThat(no.until()).isEqualTo(later);
              assertThat(no.fitting()).containsExactly(claim("small", 1));
            });
    assertThat(budgets().reserve(hold("c", later, limits, claim("large", 1))))
        .isInstanceOf(Admission.Reserved.class);
  }

  @Test
  void aDeadRequestExpiresOnceIsReportedAndBookedAsSpent() {
    reserve("a", limits("100/day"), 70);
    assertThat(budgets().expire(AT)).isEmpty();
    assertThat(budgets().expire(AT.plus(PATIENCE)))
        .containsExactly(new ExpiredHold("a", 70, AT, AT.plus(PATIENCE)));
    assertThat(budgets().expire(AT.plus(PATIENCE))).isEmpty();
    assertThat(only(budgets(), AT)).isEqualTo("70+0");
    assertThat(budgets().balances(AT).getFirst().balance().expiredNanoUsd()).isEqualTo(70);
    refused(budgets().reserve(hold("b", limits("100/day"), claim("large", 31))));
  }

  @Test
  void theLateBillOfADeadRequestCorrectsWhatWasBooked() {
    reserve("a", limits("100/day"), 70);
    budgets().expire(AT.plus(PATIENCE));
    assertThat(budgets().settle(bill("a", claim("large", 20))))
        .isEqualTo(new Settlement.Booked(20, 0, Optional.empty(), true));
    assertThat(only(budgets(), AT)).isEqualTo("20+0");
    assertThat(budgets().balances(AT).getFirst().balance().expiredNanoUsd()).isZero();
  }

  @Test
  void aBillWithoutHoldIsToldAndItsRecordKept() {
    assertThat(
            budgets()
                .settle(
                    new Bill(
                        "x", List.of(claim("large", 5)), List.of(Records.record("x", AT)), AT)))
        .isEqualTo(new Settlement.Unknown());
    assertThat(records(AT, AT.plusNanos(1))).hasSize(1);
  }

  @Test
  void usageRecordsComeBackAsTheyWereOnceAndInOrder() {
    for (String id : List.of("c", "a", "b", "a")) {
      Instant at = AT.plusNanos(id.charAt(0));
      budgets().settle(new Bill(id, List.of(), List.of(Records.record(id, at)), at));
    }
    assertThat(records(AT, AT.plusSeconds(1)))
        .containsExactly(
            Records.record("a", AT.plusNanos('a')),
            Records.record("b", AT.plusNanos('b')),
            Records.record("c", AT.plusNanos('c')));
    assertThat(records(AT, AT.plusNanos('b'))).hasSize(1);
  }

  private List<UsageRecord> records(Instant from, Instant until) {
    List<UsageRecord> found = new ArrayList<>();
    ledger.usage().read(from, until, found::add);
    return found;
  }

  @Test
  void aThousandConcurrentCallsFillTheCapExactly() throws Exception {
    List<Limit> limits = limits("3000/day");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Admission>> calls = new ArrayList<>();
      for (int call = 0; call < 1_000; call++) {
        String id = "call-" + call;
        calls.add(threads.submit(() -> budgets().reserve(hold(id, limits, claim("large", 10)))));
      }
      long admitted = 0;
      for (Future<Admission> call : calls) {
        admitted += call.get() instanceof Admission.Reserved ? 1 : 0;
      }
      assertThat(admitted).isEqualTo(300);
    }
    assertThat(only(budgets(), AT)).isEqualTo("0+3000");
  }
}
