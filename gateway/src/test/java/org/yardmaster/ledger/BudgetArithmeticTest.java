package org.yardmaster.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Budgets;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.Scope;
import org.yardmaster.budget.Settlement;

/** Random interleavings of requests, bills, deaths and late bills. */
class BudgetArithmeticTest {
  private static final List<Limit> LIMITS =
      Money.limits(
          "500/hour",
          "900/day key=*",
          "400/day model=m1",
          "300/total key=k2 model=*",
          "2000/month");
  private static final int STEPS = 120;

  /** One run: what is open, and how far bills may exceed their holds. */
  private static final class Run {
    private final Budgets budgets = new InMemoryLedger().budgets();
    private final SplittableRandom random;
    private final int excessPercent;
    private final List<Hold> open = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-31T22:30:00Z");
    private int refused;

    Run(long seed, int excessPercent) {
      this.random = new SplittableRandom(seed);
      this.excessPercent = excessPercent;
    }

    void step(int number) {
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3 -> reserve("r" + number);
        case 4, 5 -> settle();
        case 6 -> budgets.expire(now);
        default -> now = now.plus(Duration.ofMinutes(random.nextInt(40)));
      }
      check();
    }

    private void reserve(String id) {
      List<Claim> claims = new ArrayList<>();
      String key = "k" + (1 + random.nextInt(2));
      for (int candidate = 0; candidate <= random.nextInt(3); candidate++) {
        String model = "m" + (1 + random.nextInt(3));
        claims.add(new Claim(new Scope(key, model, "acme", "", Set.of()), random.nextInt(200)));
      }
      Hold hold = new Hold(id, claims, LIMITS, now, now.plusSeconds(1 + random.nextInt(3_000)));
      if (budgets.reserve(hold) instanceof Admission.Reserved) {
        open.add(hold);
      } else {
        refused++;
      }
    }

    private void settle() {
      if (open.isEmpty()) {
        return;
      }
      Hold hold = open.remove(random.nextInt(open.size()));
      Claim served = hold.claims().get(random.nextInt(hold.claims().size()));
      long most = served.nanoUsd() * (100 + excessPercent) / 100;
      long actual = random.nextLong(most + 1);
      List<Claim> charges =
          random.nextInt(4) == 0 ? List.of() : List.of(new Claim(served.scope(), actual));
      assertThat(budgets.settle(new Bill(hold.requestId(), charges, List.of(), now)))
          .isInstanceOfSatisfying(
              Settlement.Booked.class,
              booked -> {
                assertThat(booked.barredUntil()).isEmpty();
                assertThat(booked.nanoUsd()).isEqualTo(charges.isEmpty() ? 0 : actual);
              });
    }

    private void check() {
      for (AccountBalance one : budgets.balances(now)) {
        long held = one.balance().spentNanoUsd() + one.balance().reservedNanoUsd();
        assertThat(held)
            .as(one.account().source())
            .isLessThanOrEqualTo(one.balance().capNanoUsd() * (100 + excessPercent) / 100);
      }
    }
  }

  private static Run run(long seed, int excessPercent) {
    Run run = new Run(seed, excessPercent);
    for (int step = 0; step < STEPS; step++) {
      run.step(step);
    }
    return run;
  }

  @Property(tries = 150)
  void spentAndReservedNeverExceedTheCap(@ForAll long seed) {
    run(seed, 0);
  }

  @Property(tries = 150)
  void billsAboveTheirHoldsExceedTheCapByNoMoreThanTheMargin(@ForAll long seed) {
    run(seed, Settlement.MARGIN_PERCENT);
  }

  @Property(tries = 60)
  void everyDeathIsUndoneByItsLateBill(@ForAll long seed) {
    Run run = run(seed, 0);
    run.budgets.expire(Instant.MAX);
    for (Hold hold : List.copyOf(run.open)) {
      run.budgets.settle(Bill.nothing(hold.requestId(), run.now));
    }
    for (AccountBalance one : run.budgets.balances(run.now)) {
      assertThat(one.balance().reservedNanoUsd()).isZero();
      assertThat(one.balance().expiredNanoUsd()).isZero();
    }
  }

  @Test
  void theRunsReachTheirLimits() {
    assertThat(run(1, 0).refused).isPositive();
  }
}
