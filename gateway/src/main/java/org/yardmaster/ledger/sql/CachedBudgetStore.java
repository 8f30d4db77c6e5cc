package org.yardmaster.ledger.sql;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yardmaster.budget.Account;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Balance;
import org.yardmaster.budget.BudgetStore;
import org.yardmaster.budget.Held;

/**
 * What this process knows of the rows, so that a group of requests reads and writes each of them
 * once: what the group needs is read at its beginning, what it changed is written at its end.
 * Knowledge lasts until somebody else has had the turn to write. Used by the writer's thread alone.
 */
final class CachedBudgetStore implements BudgetStore, BudgetStore.Bars, GroupCommit.Memory {
  private static final int MOST_ACCOUNTS = 10_000;
  private static final int MOST_HOLDS = 100_000;

  private final BudgetRows rows;

  /** Accounts as such never change. */
  private final Map<String, Account> accounts = new HashMap<>();

  private final Map<String, Balance> balances = new HashMap<>();
  private final Map<String, Held> open = new HashMap<>();
  private @Nullable Map<String, Instant> bars;

  /** Holds that this transaction has asked for, there or not. */
  private final Map<String, Optional<Held>> seen = new HashMap<>();

  private final Map<String, AccountBalance> changed = new LinkedHashMap<>();
  private final Map<String, Held> added = new LinkedHashMap<>();
  private final Map<String, Held> ended = new LinkedHashMap<>();

  CachedBudgetStore(BudgetRows rows) {
    this.rows = rows;
  }

  @Override
  public void begun(boolean alone, List<Needs> needs) {
    seen.clear();
    boolean fresh = !alone || balances.size() > MOST_ACCOUNTS || open.size() > MOST_HOLDS;
    if (fresh) {
      forget();
    }
    if (accounts.size() > 2 * MOST_ACCOUNTS) {
      accounts.clear();
    }
    Set<String> unread = new LinkedHashSet<>();
    if (fresh) {
      needs.stream().flatMap(Needs::accounts).map(Account::id).forEach(unread::add);
    }
    readHolds(
        needs.stream().flatMap(need -> need.requestIds().stream()).distinct().toList(), unread);
  }

  /** Reads these holds, and with their accounts those of the ids. */
  private void readHolds(List<String> requestIds, Set<String> accountIds) {
    List<String> unknown =
        requestIds.stream().filter(id -> !open.containsKey(id) && !seen.containsKey(id)).toList();
    List<BudgetRows.HoldRow> found = rows.holds(unknown);
    found.forEach(row -> accountIds.addAll(row.shares().keySet()));
    accountIds.removeIf(id -> balances.containsKey(id) && accounts.containsKey(id));
    readAccounts(accountIds);
    unknown.forEach(id -> seen.put(id, Optional.empty()));
    found.forEach(row -> seen.put(row.requestId(), Optional.of(row.held(accounts::get))));
  }

  private void readAccounts(Collection<String> ids) {
    ids.forEach(id -> balances.putIfAbsent(id, Balance.NEW));
    for (AccountBalance found : rows.accounts(List.copyOf(ids))) {
      String id = found.account().id();
      accounts.put(id, found.account());
      if (!changed.containsKey(id)) {
        balances.put(id, found.balance());
      }
    }
  }

  @Override
  public void ending() {
    rows.save(changed.values());
    rows.insert(added.values());
    rows.end(ended.values());
    changed.clear();
    added.clear();
    ended.clear();
  }

  @Override
  public void undone() {
    changed.clear();
    added.clear();
    ended.clear();
    seen.clear();
    forget();
  }

  private void forget() {
    balances.clear();
    open.clear();
    bars = null;
  }

  @Override
  public Balance balance(Account account) {
    String id = account.id();
    if (!balances.containsKey(id)) {
      readAccounts(List.of(id));
    }
    return balances.getOrDefault(id, Balance.NEW);
  }

  @Override
  public void save(Account account, Balance balance) {
    String id = account.id();
    accounts.putIfAbsent(id, account);
    balances.put(id, balance);
    changed.put(id, new AccountBalance(account, balance));
  }

  @Override
  public Optional<Held> hold(String requestId) {
    Held known = open.get(requestId);
    if (known != null) {
      return Optional.of(known);
    }
    if (!seen.containsKey(requestId)) {
      readHolds(List.of(requestId), new LinkedHashSet<>());
    }
    return seen.getOrDefault(requestId, Optional.empty());
  }

  @Override
  public void save(Held hold) {
    String id = hold.requestId();
    seen.put(id, Optional.of(hold));
    if (hold.state() == Held.State.OPEN) {
      open.put(id, hold);
      added.put(id, hold);
      return;
    }
    open.remove(id);
    if (added.containsKey(id)) {
      added.put(id, hold);
    } else {
      ended.put(id, hold);
    }
  }

  @Override
  public Bars bars() {
    return this;
  }

  @Override
  public Instant until(String model, String provider) {
    Map<String, Instant> known = bars;
    if (known == null) {
      known = new HashMap<>();
      for (BudgetRows.Bar bar : rows.bars()) {
        known.put(bar.name(), bar.until());
      }
      bars = known;
    }
    return known.getOrDefault(BudgetRows.barName(model, provider), Instant.EPOCH);
  }

  @Override
  public void bar(String model, String provider, Instant until) {
    bars = null;
    rows.bar(model, provider, until);
  }

  @Override
  public List<String> expiring(Instant now) {
    ending();
    List<String> expiring = rows.expiring(now);
    readHolds(expiring, new LinkedHashSet<>());
    return expiring;
  }

  /** As {@link BudgetRows#prune}, which may drop accounts. */
  void prune(Instant now) {
    ending();
    rows.prune(now);
    seen.clear();
    forget();
  }
}
