package org.yardmaster.ledger.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.BudgetBook;
import org.yardmaster.budget.Budgets;
import org.yardmaster.budget.ExpiredHold;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Settlement;
import org.yardmaster.ledger.Authentication;
import org.yardmaster.ledger.KeyToken;
import org.yardmaster.ledger.Keys;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.UsageLog;
import org.yardmaster.payment.Payments;

/**
 * A ledger in one SQLite file, shared by all processes of a machine that open it. Every change is a
 * {@code BEGIN IMMEDIATE} transaction, so no two processes ever look at a balance and change it at
 * once. Settled holds are remembered for an hour after they would have expired, expired ones for a
 * month.
 */
public final class SqliteLedger implements Ledger {
  private final Path file;
  private final GroupCommit writer;
  private final SqliteBudgets budgets;
  private final SqliteKeys keys;
  private final SqlitePayments payments;
  private final Statements reading;
  private final KnownKeys known = new KnownKeys();
  private final ReentrantLock readLock = new ReentrantLock();

  private SqliteLedger(Path file, Statements writing, Statements reading) {
    this.file = file;
    this.reading = reading;
    CachedBudgetStore store = new CachedBudgetStore(new SqliteBudgetStore(writing));
    this.writer = new GroupCommit(file, writing, store);
    this.budgets = new SqliteBudgets(store, writing);
    this.keys = new SqliteKeys(writing, writer);
    this.payments = new SqlitePayments(writing, writer);
  }

  /**
   * Opens a ledger that survives the death of processes, or creates it.
   *
   * @throws LedgerException when the file is none, is too new, or cannot be written
   */
  public static SqliteLedger open(Path file) {
    return open(file, Durability.PROCESS);
  }

  /** Opens or creates a ledger of the given durability. */
  public static SqliteLedger open(Path file, Durability durability) {
    Connection writing = Sqlite.connect(file, durability);
    try {
      Migrations.apply(file, writing);
      Sqlite.execute(writing, "PRAGMA busy_timeout=0");
    } catch (SQLException fault) {
      throw Sqlite.failed(file, fault);
    }
    Connection reading = Sqlite.connect(file, durability);
    return new SqliteLedger(file, new Statements(writing), new Statements(reading));
  }

  @Override
  public Budgets budgets() {
    return budgets;
  }

  @Override
  public Keys keys() {
    return keys;
  }

  @Override
  public Payments payments() {
    return payments;
  }

  @Override
  public UsageLog usage() {
    return (from, until, handler) -> {
      try (Connection connection = Sqlite.connect(file, Durability.PROCESS)) {
        SqliteUsage.read(connection, from, until, handler);
      } catch (SQLException fault) {
        throw Sqlite.failed(file, fault);
      }
    };
  }

  @Override
  public Authentication authenticate(String token, Instant at) {
    String hash = KeyToken.hash(token);
    return read(statements -> known.authenticate(statements, hash, at));
  }

  private <T> T read(Function<Statements, T> query) {
    readLock.lock();
    try {
      return query.apply(reading);
    } catch (Statements.Failure fault) {
      throw Sqlite.failed(file, fault.sql());
    } finally {
      readLock.unlock();
    }
  }

  @Override
  public void close() {
    writer.close();
    readLock.lock();
    try {
      reading.close();
    } catch (SQLException fault) {
      throw Sqlite.failed(file, fault);
    } finally {
      readLock.unlock();
    }
  }

  private final class SqliteBudgets implements Budgets {
    private final CachedBudgetStore store;
    private final BudgetBook book;
    private final SqliteUsage usage;

    SqliteBudgets(CachedBudgetStore store, Statements writing) {
      this.store = store;
      this.book = new BudgetBook(store);
      this.usage = new SqliteUsage(writing);
    }

    @Override
    public Admission reserve(Hold hold) {
      return call(() -> book.reserve(hold));
    }

    @Override
    public Settlement settle(Bill bill) {
      return call(
          () -> {
            Settlement settlement = book.settle(bill);
            bill.usage().forEach(usage::add);
            return settlement;
          });
    }

    @Override
    public List<ExpiredHold> expire(Instant now) {
      return call(
          () -> {
            List<ExpiredHold> expired = book.expire(now);
            store.prune(now);
            return expired;
          });
    }

    @Override
    public List<AccountBalance> balances(Instant at) {
      return read(statements -> new SqliteBudgetStore(statements).balances(at));
    }

    private <T> T call(Supplier<T> work) {
      return writer.call(work);
    }
  }
}
