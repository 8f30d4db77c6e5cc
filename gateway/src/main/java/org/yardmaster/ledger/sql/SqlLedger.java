package org.yardmaster.ledger.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.yardmaster.budget.Budgets;
import org.yardmaster.ledger.Authentication;
import org.yardmaster.ledger.KeyToken;
import org.yardmaster.ledger.Keys;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.UsageLog;
import org.yardmaster.payment.Payments;

/**
 * A ledger in a database, shared by all processes that open it. Every change is a transaction in
 * the database's one turn to write, so no two processes ever look at a balance and change it at
 * once.
 */
public final class SqlLedger implements Ledger {
  private final Database database;
  private final GroupCommit writer;
  private final SqlBudgets budgets;
  private final SqlKeys keys;
  private final SqlPayments payments;
  private final ReadTurn reading;
  private final KnownKeys known = new KnownKeys();

  /** A ledger in a database that is ready; closes it at its own end. */
  public SqlLedger(Database database) {
    this.database = database;
    Statements writing = new Statements(database, Database.Use.WRITING);
    CachedBudgetStore store = new CachedBudgetStore(new BudgetRows(writing));
    UsageRows usage = new UsageRows(writing);
    this.writer = new GroupCommit(database, writing, List.of(store, usage));
    this.reading = new ReadTurn(new Statements(database, Database.Use.READING));
    this.budgets = new SqlBudgets(store, usage, writer, reading);
    this.keys = new SqlKeys(writing, writer);
    this.payments = new SqlPayments(writing, writer);
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
      try (Connection connection = database.connect(Database.Use.REPORTING)) {
        UsageRows.read(connection, from, until, handler);
      } catch (SQLException fault) {
        throw database.explain(fault);
      }
    };
  }

  @Override
  public Authentication authenticate(String token, Instant at) {
    String hash = KeyToken.hash(token);
    return reading.call(statements -> known.authenticate(statements, hash, at));
  }

  @Override
  public void close() {
    writer.close();
    reading.close();
    database.close();
  }
}
