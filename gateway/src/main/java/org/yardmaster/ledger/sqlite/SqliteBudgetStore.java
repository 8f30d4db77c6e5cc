package org.yardmaster.ledger.sqlite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.budget.Account;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Balance;
import org.yardmaster.budget.BudgetStore;
import org.yardmaster.budget.Held;
import org.yardmaster.budget.Period;
import org.yardmaster.provenance.CanonicalJson;

/** Accounts, holds and bars as rows. */
final class SqliteBudgetStore implements BudgetStore, BudgetStore.Bars {
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final long DAY_NANOS = 24 * HOUR_NANOS;
  private static final long SETTLED_KEPT_NANOS = HOUR_NANOS;
  private static final long EXPIRED_KEPT_NANOS = 30 * DAY_NANOS;
  private static final long SHORT_WINDOWS_KEPT_NANOS = 2 * DAY_NANOS;

  /** So that forgetting never holds the write lock for long. */
  private static final int LARGEST_PRUNING = 10_000;

  private final Statements statements;

  SqliteBudgetStore(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Balance balance(Account account) {
    return statements
        .query(
            "SELECT * FROM account WHERE account_id = ?", SqliteBudgetStore::balance, account.id())
        .stream()
        .findFirst()
        .orElse(Balance.NEW);
  }

  private static Balance balance(ResultSet row) throws SQLException {
    return new Balance(
        row.getLong("spent_nano"),
        row.getLong("reserved_nano"),
        row.getLong("excess_nano"),
        row.getLong("expired_nano"),
        row.getLong("cap_nano"));
  }

  @Override
  public void save(Account account, Balance balance) {
    statements.update(
        """
        INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (account_id) DO UPDATE SET
          spent_nano = excluded.spent_nano, reserved_nano = excluded.reserved_nano,
          excess_nano = excluded.excess_nano, expired_nano = excluded.expired_nano,
          cap_nano = excluded.cap_nano
        """,
        account.id(),
        Account.written(account.selectors()),
        Account.written(account.subject()),
        account.period().name(),
        account.zone().getId(),
        Times.nanos(account.window().start()),
        balance.spentNanoUsd(),
        balance.reservedNanoUsd(),
        balance.excessNanoUsd(),
        balance.expiredNanoUsd(),
        balance.capNanoUsd());
  }

  @Override
  public Optional<Held> hold(String requestId) {
    return statements
        .query("SELECT * FROM hold WHERE request_id = ?", this::hold, requestId)
        .stream()
        .findFirst();
  }

  private Held hold(ResultSet row) throws SQLException {
    return new Held(
        row.getString("request_id"),
        Held.State.valueOf(row.getString("state")),
        row.getLong("nano"),
        shares(row.getString("shares_json")),
        Times.instant(row.getLong("reserved_at")),
        Times.instant(row.getLong("expires_at")));
  }

  private List<Held.Share> shares(String json) {
    List<Held.Share> shares = new ArrayList<>();
    for (JsonNode share : CanonicalJson.parse(json)) {
      statements
          .query(
              "SELECT * FROM account WHERE account_id = ?",
              SqliteBudgetStore::account,
              share.get(0).textValue())
          .forEach(account -> shares.add(new Held.Share(account, share.get(1).longValue())));
    }
    return shares;
  }

  private static String written(List<Held.Share> shares) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    shares.forEach(share -> array.addArray().add(share.account().id()).add(share.nanoUsd()));
    return array.toString();
  }

  private static Account account(ResultSet row) throws SQLException {
    Period period = Period.valueOf(row.getString("period"));
    ZoneId zone = ZoneId.of(row.getString("zone"));
    return new Account(
        Account.selectors(row.getString("selectors")),
        Account.selectors(row.getString("subject")),
        period,
        zone,
        period.window(Times.instant(row.getLong("window_start")), zone));
  }

  @Override
  public void save(Held hold) {
    if (hold.state() != Held.State.OPEN) {
      statements.update(
          "UPDATE hold SET state = ? WHERE request_id = ?", hold.state().name(), hold.requestId());
      return;
    }
    statements.update(
        "INSERT INTO hold VALUES (?, ?, ?, ?, ?, ?)",
        hold.requestId(),
        hold.state().name(),
        hold.nanoUsd(),
        Times.nanos(hold.at()),
        Times.nanos(hold.expiresAt()),
        written(hold.shares()));
  }

  @Override
  public Bars bars() {
    return this;
  }

  @Override
  public Instant until(String model, String provider) {
    return statements
        .query(
            "SELECT until FROM bar WHERE model = ? AND provider = ?",
            row -> Times.instant(row.getLong(1)),
            model,
            provider)
        .stream()
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  @Override
  public void bar(String model, String provider, Instant until) {
    statements.update(
        "INSERT OR REPLACE INTO bar VALUES (?, ?, ?)", model, provider, Times.nanos(until));
  }

  @Override
  public List<String> expiring(Instant now) {
    return statements.query(
        "SELECT request_id FROM hold WHERE state = 'OPEN' AND expires_at <= ? ORDER BY 1",
        row -> row.getString(1),
        Times.nanos(now));
  }

  List<AccountBalance> balances(Instant at) {
    return statements
        .query(
            """
            SELECT * FROM account WHERE window_start <= ? AND (
              period NOT IN ('MINUTE', 'HOUR') OR window_start > ?) ORDER BY account_id
            """,
            row -> new AccountBalance(account(row), balance(row)),
            Times.nanos(at),
            Times.nanos(at) - 2 * HOUR_NANOS)
        .stream()
        .filter(one -> one.account().window().contains(at))
        .toList();
  }

  /** Drops some of what nobody asks for any more, so that the file does not grow for ever. */
  void prune(Instant now) {
    long time = Times.nanos(now);
    prune(Held.State.SETTLED, time - SETTLED_KEPT_NANOS);
    prune(Held.State.EXPIRED, time - EXPIRED_KEPT_NANOS);
    statements.update(
        """
        DELETE FROM account WHERE period IN ('MINUTE', 'HOUR') AND window_start < ?
          AND reserved_nano = 0
        """,
        time - SHORT_WINDOWS_KEPT_NANOS);
  }

  private void prune(Held.State state, long before) {
    String old =
        "SELECT request_id FROM hold WHERE state = ? AND expires_at < ?"
            + " ORDER BY expires_at LIMIT "
            + LARGEST_PRUNING;
    statements.update(
        "DELETE FROM hold WHERE request_id IN (%s)".formatted(old), state.name(), before);
  }

  /** Another number than before when another connection has committed since. */
  long dataVersion() {
    return statements.query("PRAGMA data_version", row -> row.getLong(1)).getFirst();
  }
}
