package org.yardmaster.ledger.sqlite;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.budget.Account;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Balance;
import org.yardmaster.budget.BudgetStore;
import org.yardmaster.budget.Held;

/**
 * What this process knows of the store, so that a group of requests reads and writes each account
 * once. Knowledge lasts until another connection commits, which SQLite's {@code data_version} tells
 * inside of each transaction; changed balances are written before the commit. Used by the writer's
 * thread alone.
 */
final class CachedBudgetStore implements BudgetStore, BudgetStore.Bars, GroupCommit.Memory {
  private static final int MOST_ACCOUNTS = 10_000;
  private static final int MOST_HOLDS = 100_000;

  private final SqliteBudgetStore store;
  private final Map<String, Balance> balances = new HashMap<>();
  private final Map<String, AccountBalance> changed = new LinkedHashMap<>();
  private final Map<String, Held> open = new HashMap<>();
  private final Map<String, Instant> bars = new HashMap<>();
  private long version = -1;

  CachedBudgetStore(SqliteBudgetStore store) {
    this.store = store;
  }

  @Override
  public void begun() {
    long now = store.dataVersion();
    if (now != version || balances.size() > MOST_ACCOUNTS || open.size() > MOST_HOLDS) {
      forget();
      version = now;
    }
  }

  @Override
  public void ending() {
    changed.values().forEach(one -> store.save(one.account(), one.balance()));
    changed.clear();
  }

  @Override
  public void undone() {
    forget();
  }

  private void forget() {
    balances.clear();
    changed.clear();
    open.clear();
    bars.clear();
  }

  @Override
  public Balance balance(Account account) {
    return balances.computeIfAbsent(account.id(), unused -> store.balance(account));
  }

  @Override
  public void save(Account account, Balance balance) {
    balances.put(account.id(), balance);
    changed.put(account.id(), new AccountBalance(account, balance));
  }

  @Override
  public Optional<Held> hold(String requestId) {
    Held known = open.get(requestId);
    return known == null ? store.hold(requestId) : Optional.of(known);
  }

  @Override
  public void save(Held hold) {
    store.save(hold);
    if (hold.state() == Held.State.OPEN) {
      open.put(hold.requestId(), hold);
    } else {
      open.remove(hold.requestId());
    }
  }

  @Override
  public Bars bars() {
    return this;
  }

  @Override
  public Instant until(String model, String provider) {
    return bars.computeIfAbsent(
        provider + "\u0000" + model, unused -> store.until(model, provider));
  }

  @Override
  public void bar(String model, String provider, Instant until) {
    bars.clear();
    store.bar(model, provider, until);
  }

  @Override
  public List<String> expiring(Instant now) {
    return store.expiring(now);
  }

  /** As {@link SqliteBudgetStore#prune}, which may drop accounts. */
  void prune(Instant now) {
    ending();
    store.prune(now);
    forget();
  }
}
