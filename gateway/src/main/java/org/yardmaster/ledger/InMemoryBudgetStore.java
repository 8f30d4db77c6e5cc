package org.yardmaster.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.budget.Account;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Balance;
import org.yardmaster.budget.BudgetStore;
import org.yardmaster.budget.Held;

/** Maps; whoever uses it takes care that only one thread does. */
final class InMemoryBudgetStore implements BudgetStore, BudgetStore.Bars {
  private final Map<String, AccountBalance> accounts = new TreeMap<>();
  private final Map<String, Held> holds = new TreeMap<>();
  private final Map<String, Instant> bars = new HashMap<>();

  @Override
  public Balance balance(Account account) {
    AccountBalance found = accounts.get(account.id());
    return found == null ? Balance.NEW : found.balance();
  }

  @Override
  public void save(Account account, Balance balance) {
    accounts.put(account.id(), new AccountBalance(account, balance));
  }

  @Override
  public Optional<Held> hold(String requestId) {
    return Optional.ofNullable(holds.get(requestId));
  }

  @Override
  public void save(Held hold) {
    holds.put(hold.requestId(), hold);
  }

  @Override
  public Bars bars() {
    return this;
  }

  @Override
  public List<String> expiring(Instant now) {
    return holds.values().stream()
        .filter(hold -> hold.state() == Held.State.OPEN && !hold.expiresAt().isAfter(now))
        .map(Held::requestId)
        .toList();
  }

  @Override
  public Instant until(String model, String provider) {
    return bars.getOrDefault(name(model, provider), Instant.EPOCH);
  }

  @Override
  public void bar(String model, String provider, Instant until) {
    bars.put(name(model, provider), until);
  }

  private static String name(String model, String provider) {
    return provider + "\u0000" + model;
  }

  List<AccountBalance> balances(Instant at) {
    return accounts.values().stream().filter(one -> one.account().window().contains(at)).toList();
  }
}
