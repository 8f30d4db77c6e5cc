package org.yardmaster.ledger.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yardmaster.budget.Account;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Balance;
import org.yardmaster.budget.Held;
import org.yardmaster.budget.Period;
import org.yardmaster.provenance.CanonicalJson;

/** Accounts, holds and bars as rows. */
final class BudgetRows {
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final long DAY_NANOS = 24 * HOUR_NANOS;
  private static final long SETTLED_KEPT_NANOS = HOUR_NANOS;
  private static final long EXPIRED_KEPT_NANOS = 30 * DAY_NANOS;
  private static final long SHORT_WINDOWS_KEPT_NANOS = 2 * DAY_NANOS;

  /** So that forgetting never holds the turn for long. */
  private static final int LARGEST_PRUNING = 10_000;

  private final Statements statements;

  BudgetRows(Statements statements) {
    this.statements = statements;
  }

  /**
   * A row of a hold.
   *
   * @param shares nano-dollars by the account's id
   */
  record HoldRow(
      String requestId,
      Held.State state,
      long nanoUsd,
      Map<String, Long> shares,
      Instant at,
      Instant expiresAt) {
    /** With its accounts; those that are gone have no share any more. */
    Held held(Function<String, @Nullable Account> accounts) {
      List<Held.Share> found = new ArrayList<>();
      shares.forEach(
          (id, nano) -> {
            Account account = accounts.apply(id);
            if (account != null) {
              found.add(new Held.Share(account, nano));
            }
          });
      return new Held(requestId, state, nanoUsd, found, at, expiresAt);
    }
  }

  /** The accounts of these ids that were ever touched. */
  List<AccountBalance> accounts(List<String> ids) {
    return statements.queryAny(
        "SELECT * FROM account WHERE account_id",
        row -> new AccountBalance(account(row), balance(row)),
        ids);
  }

  private static Balance balance(ResultSet row) throws SQLException {
    return new Balance(
        row.getLong("spent_nano"),
        row.getLong("reserved_nano"),
        row.getLong("excess_nano"),
        row.getLong("expired_nano"),
        row.getLong("cap_nano"));
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

  void save(Collection<AccountBalance> changed) {
    statements.updateAll(
        """
        INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (account_id) DO UPDATE SET
          spent_nano = excluded.spent_nano, reserved_nano = excluded.reserved_nano,
          excess_nano = excluded.excess_nano, expired_nano = excluded.expired_nano,
          cap_nano = excluded.cap_nano
        """,
        changed.stream().map(one -> values(one.account(), one.balance())).toList());
  }

  private static @Nullable Object[] values(Account account, Balance balance) {
    return new @Nullable Object[] {
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
      balance.capNanoUsd()
    };
  }

  List<HoldRow> holds(List<String> requestIds) {
    return statements.queryAny("SELECT * FROM hold WHERE request_id", BudgetRows::hold, requestIds);
  }

  private static HoldRow hold(ResultSet row) throws SQLException {
    Map<String, Long> shares = new LinkedHashMap<>();
    for (JsonNode share : CanonicalJson.parse(row.getString("shares_json"))) {
      shares.put(share.get(0).textValue(), share.get(1).longValue());
    }
    return new HoldRow(
        row.getString("request_id"),
        Held.State.valueOf(row.getString("state")),
        row.getLong("nano"),
        shares,
        Times.instant(row.getLong("reserved_at")),
        Times.instant(row.getLong("expires_at")));
  }

  void insert(Collection<Held> holds) {
    statements.updateAll(
        "INSERT INTO hold VALUES (?, ?, ?, ?, ?, ?)",
        holds.stream().map(BudgetRows::values).toList());
  }

  private static @Nullable Object[] values(Held hold) {
    ArrayNode shares = JsonNodeFactory.instance.arrayNode();
    hold.shares()
        .forEach(share -> shares.addArray().add(share.account().id()).add(share.nanoUsd()));
    return new @Nullable Object[] {
      hold.requestId(),
      hold.state().name(),
      hold.nanoUsd(),
      Times.nanos(hold.at()),
      Times.nanos(hold.expiresAt()),
      shares.toString()
    };
  }

  /** Notes the ends of holds. */
  void end(Collection<Held> holds) {
    statements.updateAll(
        "UPDATE hold SET state = ? WHERE request_id = ?",
        holds.stream()
            .map(hold -> new @Nullable Object[] {hold.state().name(), hold.requestId()})
            .toList());
  }

  /**
   * A model that may not be called.
   *
   * @param name of model and provider, as {@link #barName} makes it
   */
  record Bar(String name, Instant until) {}

  static String barName(String model, String provider) {
    return provider + "\u0000" + model;
  }

  List<Bar> bars() {
    return statements.query(
        "SELECT * FROM bar",
        row ->
            new Bar(
                barName(row.getString("model"), row.getString("provider")),
                Times.instant(row.getLong("until"))));
  }

  void bar(String model, String provider, Instant until) {
    statements.update(
        """
        INSERT INTO bar VALUES (?, ?, ?)
        ON CONFLICT (model, provider) DO UPDATE SET until = excluded.until
        """,
        model,
        provider,
        Times.nanos(until));
  }

  List<String> expiring(Instant now) {
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

  /** Drops some of what nobody asks for any more, so that the ledger does not grow for ever. */
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
}
