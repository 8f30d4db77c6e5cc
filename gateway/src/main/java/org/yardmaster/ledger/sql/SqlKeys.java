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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yardmaster.budget.Account;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.Period;
import org.yardmaster.ledger.Billing;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.IssuedKey;
import org.yardmaster.ledger.KeyIds;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.ledger.KeyToken;
import org.yardmaster.ledger.Keys;
import org.yardmaster.ledger.StoredToken;
import org.yardmaster.provenance.CanonicalJson;

/** Clients' keys as rows; tokens only as digests. */
final class SqlKeys implements Keys {
  private static final String SELECT =
      """
      SELECT client_key.*, (
        SELECT coalesce(sum(nano), 0) FROM top_up WHERE top_up.key_id = client_key.key_id
      ) AS topped_up FROM client_key
      """;

  private final Statements statements;
  private final GroupCommit writer;

  SqlKeys(Statements statements, GroupCommit writer) {
    this.statements = statements;
    this.writer = writer;
  }

  /** What is stored of a token, by its digest. */
  static Optional<StoredToken> token(Statements statements, String hash) {
    return statements
        .query(
            "SELECT key_id, until FROM token WHERE hash = ?",
            row -> new StoredToken(row.getString("key_id"), Times.optional(row, "until")),
            hash)
        .stream()
        .findFirst();
  }

  /** Another number than before when any key has changed since. */
  static long version(Statements statements) {
    return statements.query("SELECT version FROM key_version", row -> row.getLong(1)).getFirst();
  }

  static Optional<ClientKey> find(Statements statements, String id) {
    return statements.query(SELECT + " WHERE key_id = ?", SqlKeys::key, id).stream().findFirst();
  }

  private ClientKey found(String id) {
    return find(statements, id).orElseThrow(() -> KeyIds.unknown(id));
  }

  @Override
  public IssuedKey create(String label, KeyTerms terms, Instant at) {
    KeyToken token = KeyToken.random();
    String id = KeyIds.random();
    return writer.call(
        () -> {
          statements.update(
              """
              INSERT INTO client_key (key_id, label, prefix, candidates_json, routes_json,
                limits_json, expires_at, billing, free_nano, created_at)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              """,
              id,
              label,
              token.prefix(),
              names(terms.candidates()),
              names(terms.routes()),
              limits(terms.limits()),
              Times.nullable(terms.expiresAt()),
              terms.billing().name(),
              terms.freeNanoUsd(),
              Times.nanos(at));
          statements.update("INSERT INTO token VALUES (?, ?, NULL)", token.hash(), id);
          return new IssuedKey(found(id), token);
        });
  }

  @Override
  public IssuedKey rotate(String id, Instant oldUntil, Instant at) {
    KeyToken token = KeyToken.random();
    return writer.call(
        () -> {
          found(id).lasting();
          long until = Times.nanos(oldUntil);
          statements.update(
              "UPDATE token SET until = ? WHERE key_id = ? AND (until IS NULL OR until > ?)",
              until,
              id,
              until);
          statements.update("INSERT INTO token VALUES (?, ?, NULL)", token.hash(), id);
          statements.update(
              "UPDATE client_key SET prefix = ? WHERE key_id = ?", token.prefix(), id);
          return new IssuedKey(found(id), token);
        });
  }

  @Override
  public ClientKey revoke(String id, Instant at) {
    return writer.call(
        () -> {
          statements.update(
              "UPDATE client_key SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL",
              Times.nanos(at),
              id);
          return found(id);
        });
  }

  @Override
  public ClientKey topUp(String id, long nanoUsd, Instant at) {
    return writer.call(
        () -> {
          found(id).toppedUp(nanoUsd);
          statements.update(
              "INSERT INTO top_up (key_id, nano, at) VALUES (?, ?, ?)",
              id,
              nanoUsd,
              Times.nanos(at));
          return found(id);
        });
  }

  @Override
  public List<ClientKey> list() {
    return writer.call(() -> statements.query(SELECT + " ORDER BY position", SqlKeys::key));
  }

  private static ClientKey key(ResultSet row) throws SQLException {
    return new ClientKey(
        row.getString("key_id"),
        row.getString("label"),
        row.getString("prefix"),
        new KeyTerms(
            names(row.getString("candidates_json")),
            names(row.getString("routes_json")),
            limits(row.getString("limits_json")),
            Times.optional(row, "expires_at"),
            Billing.valueOf(row.getString("billing")),
            row.getLong("free_nano")),
        Times.instant(row.getLong("created_at")),
        Times.optional(row, "revoked_at"),
        row.getLong("topped_up"));
  }

  private static String names(Collection<String> names) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    names.forEach(array::add);
    return CanonicalJson.write(array);
  }

  private static Set<String> names(String json) {
    Set<String> names = new TreeSet<>();
    CanonicalJson.parse(json).forEach(name -> names.add(name.asText()));
    return names;
  }

  private static String limits(List<Limit> limits) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Limit limit : limits) {
      array
          .addObject()
          .put("selectors", Account.written(limit.selectors()))
          .put("period", limit.period().name())
          .put("zone", limit.zone().getId())
          .put("capNano", limit.capNanoUsd());
    }
    return CanonicalJson.write(array);
  }

  private static List<Limit> limits(String json) {
    List<Limit> limits = new ArrayList<>();
    for (JsonNode one : CanonicalJson.parse(json)) {
      limits.add(
          new Limit(
              Account.selectors(one.path("selectors").asText()),
              Period.valueOf(one.path("period").asText()),
              ZoneId.of(one.path("zone").asText()),
              one.path("capNano").asLong()));
    }
    return limits;
  }
}
