package org.yardmaster.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yardmaster.ledger.Money.AT;
import static org.yardmaster.ledger.Money.PATIENCE;
import static org.yardmaster.ledger.Money.claim;
import static org.yardmaster.ledger.Money.hold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Balance;
import org.yardmaster.budget.ExpiredHold;

/** What every {@link Ledger} that several processes share does, even when one is killed. */
public abstract class SharedLedgerContract {
  private static final int PROCESSES = 4;
  private static final int CALLS = 1_000;

  /** Where a new, empty ledger lives. */
  protected abstract String newPlace();

  protected abstract Class<? extends LedgerOpener> opener();

  private Ledger open(String place) throws ReflectiveOperationException {
    return opener().getDeclaredConstructor().newInstance().open(place);
  }

  private static Balance balance(Ledger ledger) {
    return ledger.budgets().balances(AT).getFirst().balance();
  }

  @Test
  void aThousandCallsFromFourProcessesNeverOvershootAtAnyInstant() throws Exception {
    String place = newPlace();
    try (Ledger ledger = open(place)) {
      List<LedgerProcess> processes = ready(place, CALLS / PROCESSES, false);
      AtomicBoolean running = new AtomicBoolean(true);
      AtomicLong most = new AtomicLong();
      Thread watch = Thread.ofPlatform().start(() -> watch(ledger, running, most));
      processes.forEach(LedgerProcess::go);
      List<String> said = new ArrayList<>();
      for (LedgerProcess process : processes) {
        for (String line = process.line(); !line.equals("done"); line = process.line()) {
          assertThat(line).as("a process died").isNotEmpty();
          said.add(line);
        }
      }
      running.set(false);
      watch.join();
      long reserved = said.stream().filter(line -> line.startsWith("reserved")).count();
      assertThat(said).hasSize(CALLS);
      assertThat(reserved).isEqualTo(300);
      assertThat(balance(ledger).reservedNanoUsd()).isEqualTo(3_000);
      assertThat(most.get()).isLessThanOrEqualTo(3_000);
      for (LedgerProcess process : processes) {
        process.kill();
      }
      everyReservationOfTheDeadIsReported(ledger);
    }
  }

  private static void everyReservationOfTheDeadIsReported(Ledger ledger) {
    assertThat(ledger.budgets().expire(AT)).isEmpty();
    List<ExpiredHold> expired = ledger.budgets().expire(AT.plus(PATIENCE));
    assertThat(expired).hasSize(300).allMatch(hold -> hold.nanoUsd() == LedgerProcess.HELD);
    assertThat(balance(ledger).spentNanoUsd()).isEqualTo(3_000);
    assertThat(balance(ledger).reservedNanoUsd()).isZero();
    assertThat(ledger.budgets().reserve(hold("more", LedgerProcess.limits(), claim("large", 1))))
        .isInstanceOf(Admission.Exceeded.class);
  }

  private static void watch(Ledger ledger, AtomicBoolean running, AtomicLong most) {
    while (running.get()) {
      ledger.budgets().balances(AT).stream()
          .mapToLong(one -> one.balance().spentNanoUsd() + one.balance().reservedNanoUsd())
          .forEach(held -> most.accumulateAndGet(held, Math::max));
    }
  }

  private List<LedgerProcess> ready(String place, int calls, boolean settling) {
    List<LedgerProcess> processes = new ArrayList<>();
    for (int number = 0; number < PROCESSES; number++) {
      processes.add(LedgerProcess.start(opener(), place, "p" + number, calls, settling));
    }
    processes.forEach(process -> assertThat(process.line()).isEqualTo("ready"));
    return processes;
  }

  @Test
  void aProcessKilledInMidFlightLosesNothingThatItWasPromised() throws Exception {
    String place = newPlace();
    LedgerProcess victim = LedgerProcess.start(opener(), place, "p", 100_000, true);
    assertThat(victim.line()).isEqualTo("ready");
    victim.go();
    List<String> said = new ArrayList<>();
    while (said.size() < 400) {
      said.add(victim.line());
    }
    victim.kill();
    said.addAll(victim.lines());
    Set<String> reserved = ids(said, "reserved ");
    Set<String> settled = ids(said, "settled ");
    try (Ledger ledger = open(place)) {
      Set<String> recorded = new HashSet<>();
      ledger.usage().read(AT, AT.plusNanos(1), record -> recorded.add(record.requestId()));
      Balance before = balance(ledger);
      assertThat(recorded).containsAll(settled);
      assertThat(before.spentNanoUsd()).isEqualTo(recorded.size() * LedgerProcess.ACTUAL);
      assertThat(before.spentNanoUsd() + before.reservedNanoUsd()).isLessThanOrEqualTo(3_000);
      List<ExpiredHold> expired = ledger.budgets().expire(AT.plus(PATIENCE));
      assertThat(before.reservedNanoUsd()).isEqualTo(expired.size() * LedgerProcess.HELD);
      Set<String> known = new HashSet<>(recorded);
      expired.forEach(hold -> known.add(hold.requestId()));
      assertThat(known).containsAll(reserved);
    }
  }

  private static Set<String> ids(List<String> said, String verb) {
    Set<String> ids = new HashSet<>();
    said.stream()
        .filter(line -> line.startsWith(verb))
        .forEach(line -> ids.add(line.substring(verb.length())));
    return ids;
  }
}
