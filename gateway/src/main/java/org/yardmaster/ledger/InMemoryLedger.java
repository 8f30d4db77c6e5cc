package org.yardmaster.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.BudgetBook;
import org.yardmaster.budget.Budgets;
import org.yardmaster.budget.ExpiredHold;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Settlement;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.payment.InMemoryPayments;
import org.yardmaster.payment.Payments;

/** A ledger that ends with its process and grows with its traffic: for tests and trials. */
public final class InMemoryLedger implements Ledger {
  private final InMemoryBudgets budgets = new InMemoryBudgets();
  private final InMemoryKeys keys = new InMemoryKeys();
  private final Map<String, UsageRecord> usage = new LinkedHashMap<>();
  private final InMemoryPayments payments = new InMemoryPayments(keys::topUp);

  @Override
  public Budgets budgets() {
    return budgets;
  }

  @Override
  public Keys keys() {
    return keys;
  }

  @Override
  public UsageLog usage() {
    return this::readUsage;
  }

  @Override
  public Payments payments() {
    return payments;
  }

  @Override
  public Authentication authenticate(String token, Instant at) {
    return keys.authenticate(KeyToken.hash(token), at);
  }

  @Override
  public void close() {}

  private void readUsage(Instant from, Instant until, Consumer<UsageRecord> handler) {
    List<UsageRecord> found;
    synchronized (usage) {
      found = new ArrayList<>(usage.values());
    }
    found.stream()
        .filter(record -> !record.at().isBefore(from) && record.at().isBefore(until))
        .sorted(Comparator.comparing(UsageRecord::at).thenComparing(UsageRecord::requestId))
        .forEach(handler);
  }

  private final class InMemoryBudgets implements Budgets {
    private final InMemoryBudgetStore store = new InMemoryBudgetStore();
    private final BudgetBook book = new BudgetBook(store);

    @Override
    public synchronized Admission reserve(Hold hold) {
      return book.reserve(hold);
    }

    @Override
    public synchronized Settlement settle(Bill bill) {
      Settlement settlement = book.settle(bill);
      synchronized (usage) {
        bill.usage().forEach(record -> usage.putIfAbsent(record.requestId(), record));
      }
      return settlement;
    }

    @Override
    public synchronized List<ExpiredHold> expire(Instant now) {
      return book.expire(now);
    }

    @Override
    public synchronized List<AccountBalance> balances(Instant at) {
      return store.balances(at);
    }
  }

  private static final class InMemoryKeys implements Keys {
    private final Map<String, ClientKey> byId = new LinkedHashMap<>();
    private final Map<String, StoredToken> byHash = new LinkedHashMap<>();

    synchronized Authentication authenticate(String hash, Instant at) {
      return StoredToken.judge(
          Optional.ofNullable(byHash.get(hash)), id -> Optional.ofNullable(byId.get(id)), at);
    }

    @Override
    public synchronized IssuedKey create(String label, KeyTerms terms, Instant at) {
      KeyToken token = KeyToken.random();
      ClientKey key =
          new ClientKey(KeyIds.random(), label, token.prefix(), terms, at, Optional.empty(), 0);
      byId.put(key.id(), key);
      byHash.put(token.hash(), StoredToken.lasting(key.id()));
      return new IssuedKey(key, token);
    }

    @Override
    public synchronized IssuedKey rotate(String id, Instant oldUntil, Instant at) {
      ClientKey key = found(id).lasting();
      byHash.replaceAll(
          (hash, stored) -> stored.keyId().equals(id) ? stored.endingBy(oldUntil) : stored);
      KeyToken token = KeyToken.random();
      byHash.put(token.hash(), StoredToken.lasting(id));
      return new IssuedKey(keep(key.withPrefix(token.prefix())), token);
    }

    @Override
    public synchronized ClientKey revoke(String id, Instant at) {
      return keep(found(id).revoked(at));
    }

    @Override
    public synchronized ClientKey topUp(String id, long nanoUsd, Instant at) {
      return keep(found(id).toppedUp(nanoUsd));
    }

    @Override
    public synchronized List<ClientKey> list() {
      return List.copyOf(byId.values());
    }

    private ClientKey keep(ClientKey key) {
      byId.put(key.id(), key);
      return key;
    }

    private ClientKey found(String id) {
      return Optional.ofNullable(byId.get(id)).orElseThrow(() -> KeyIds.unknown(id));
    }
  }
}
