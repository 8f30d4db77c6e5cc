package org.yardmaster.ledger;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Budgets;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.ExpiredHold;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Settlement;
import org.yardmaster.payment.Payments;

/**
 * A ledger that never loses a bill of a living process: one that cannot be booked now is kept and
 * booked later, since the money was spent and the answer is there. Everything else fails as the
 * ledger does, so that nothing new is begun without it. Should the process die meanwhile, the holds
 * of its bills expire and count as spent in full.
 */
public final class PatientLedger implements Ledger {
  private static final int MOST_BILLS = 100_000;

  private final Ledger ledger;
  private final Consumer<String> messages;
  private final Budgets budgets = new PatientBudgets();
  private final Queue<Bill> kept = new ArrayDeque<>();

  /**
   * A patient ledger.
   *
   * @param messages tells the operator of models that are barred from now on
   */
  public PatientLedger(Ledger ledger, Consumer<String> messages) {
    this.ledger = ledger;
    this.messages = messages;
  }

  @Override
  public Budgets budgets() {
    return budgets;
  }

  @Override
  public Keys keys() {
    return ledger.keys();
  }

  @Override
  public UsageLog usage() {
    return ledger.usage();
  }

  @Override
  public Payments payments() {
    return ledger.payments();
  }

  @Override
  public Authentication authenticate(String token, Instant at) {
    return ledger.authenticate(token, at);
  }

  /**
   * Tries to book what was kept, until the first that cannot be: it goes to the end.
   *
   * @return how many are left
   */
  public int retry() {
    int tries = left();
    for (int booked = 0; booked < tries; booked++) {
      Bill bill = take();
      try {
        settled(bill);
      } catch (LedgerException fault) {
        keep(bill, fault);
        return left();
      }
    }
    return left();
  }

  private Settlement settled(Bill bill) {
    Settlement settlement = ledger.budgets().settle(bill);
    if (settlement instanceof Settlement.Booked booked) {
      booked.barredUntil().ifPresent(until -> tellOfBar(bill, booked.excessNanoUsd(), until));
    }
    return settlement;
  }

  private void tellOfBar(Bill bill, long excessNanoUsd, Instant until) {
    for (Claim charge : bill.charges()) {
      messages.accept(
          "Model (%s) of provider (%s) is barred until %s: request %s was billed %,d nano-dollars, %,d more than its bound. Maybe its price or the provider's way of counting is not as configured."
              .formatted(
                  charge.scope().model(),
                  charge.scope().provider(),
                  until,
                  bill.requestId(),
                  bill.nanoUsd(),
                  excessNanoUsd));
    }
  }

  private int left() {
    synchronized (kept) {
      return kept.size();
    }
  }

  private Bill take() {
    synchronized (kept) {
      return kept.remove();
    }
  }

  private void keep(Bill bill, LedgerException fault) {
    synchronized (kept) {
      if (kept.size() >= MOST_BILLS) {
        throw fault;
      }
      kept.add(bill);
    }
  }

  @Override
  public void close() {
    ledger.close();
  }

  private final class PatientBudgets implements Budgets {
    @Override
    public Admission reserve(Hold hold) {
      return ledger.budgets().reserve(hold);
    }

    @Override
    public Settlement settle(Bill bill) {
      try {
        return settled(bill);
      } catch (LedgerException fault) {
        keep(bill, fault);
        return new Settlement.Postponed();
      }
    }

    @Override
    public List<ExpiredHold> expire(Instant now) {
      return ledger.budgets().expire(now);
    }

    @Override
    public List<AccountBalance> balances(Instant at) {
      return ledger.budgets().balances(at);
    }
  }
}
