package org.yardmaster.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Budgets;
import org.yardmaster.budget.ExpiredHold;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Settlement;
import org.yardmaster.payment.Payments;

/** A ledger in memory that can be lost, and found again. */
public final class CutLedger implements Ledger, Budgets {
  private final InMemoryLedger ledger = new InMemoryLedger();
  private volatile boolean lost;
  private volatile boolean lostForBills;

  /** Nothing works. */
  public void lose() {
    lost = true;
  }

  /** It is lost for whoever reserved before. */
  public void loseForBills() {
    lostForBills = true;
  }

  public void find() {
    lost = false;
    lostForBills = false;
  }

  private InMemoryLedger there() {
    if (lost) {
      throw LedgerException.lost("lost", new IOException("cut"));
    }
    return ledger;
  }

  @Override
  public Budgets budgets() {
    return this;
  }

  @Override
  public Keys keys() {
    return there().keys();
  }

  @Override
  public UsageLog usage() {
    return there().usage();
  }

  @Override
  public Payments payments() {
    return there().payments();
  }

  @Override
  public Authentication authenticate(String token, Instant at) {
    return there().authenticate(token, at);
  }

  @Override
  public Admission reserve(Hold hold) {
    return there().budgets().reserve(hold);
  }

  @Override
  public Settlement settle(Bill bill) {
    if (lostForBills) {
      throw LedgerException.lost("lost", new IOException("cut"));
    }
    return there().budgets().settle(bill);
  }

  @Override
  public List<ExpiredHold> expire(Instant now) {
    return there().budgets().expire(now);
  }

  @Override
  public List<AccountBalance> balances(Instant at) {
    return there().budgets().balances(at);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
