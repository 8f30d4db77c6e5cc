package org.yardmaster.ledger.sql;

import java.time.Instant;
import java.util.List;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.BudgetBook;
import org.yardmaster.budget.Budgets;
import org.yardmaster.budget.ExpiredHold;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Settlement;

/**
 * Budgets in the ledger: each method waits for its commit. Settled holds are remembered for an hour
 * after they would have expired, expired ones for a month.
 */
final class SqlBudgets implements Budgets {
  private final CachedBudgetStore store;
  private final BudgetBook book;
  private final UsageRows usage;
  private final GroupCommit writer;
  private final ReadTurn reading;

  SqlBudgets(CachedBudgetStore store, UsageRows usage, GroupCommit writer, ReadTurn reading) {
    this.store = store;
    this.book = new BudgetBook(store);
    this.usage = usage;
    this.writer = writer;
    this.reading = reading;
  }

  @Override
  public Admission reserve(Hold hold) {
    return writer.call(Needs.of(hold), () -> book.reserve(hold));
  }

  @Override
  public Settlement settle(Bill bill) {
    return writer.call(
        Needs.of(bill),
        () -> {
          Settlement settlement = book.settle(bill);
          bill.usage().forEach(usage::add);
          return settlement;
        });
  }

  @Override
  public List<ExpiredHold> expire(Instant now) {
    return writer.call(
        () -> {
          List<ExpiredHold> expired = book.expire(now);
          store.prune(now);
          return expired;
        });
  }

  @Override
  public List<AccountBalance> balances(Instant at) {
    return reading.call(statements -> new BudgetRows(statements).balances(at));
  }
}
