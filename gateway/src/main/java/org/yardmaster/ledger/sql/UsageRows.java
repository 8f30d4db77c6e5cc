package org.yardmaster.ledger.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.provenance.CanonicalJson;

/** Usage records as rows, written at the end of the transaction that they came in. */
final class UsageRows implements GroupCommit.Memory {
  private static final int FETCHED = 1_000;
  private static final String INSERT =
      "INSERT INTO usage_record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (request_id) DO NOTHING";

  private final Statements statements;
  private final List<UsageRecord> added = new ArrayList<>();

  UsageRows(Statements statements) {
    this.statements = statements;
  }

  void add(UsageRecord record) {
    added.add(record);
  }

  @Override
  public void begun(boolean alone, List<Needs> needs) {}

  @Override
  public void ending() {
    statements.updateAll(INSERT, added.stream().map(UsageRows::values).toList());
    added.clear();
  }

  @Override
  public void undone() {
    added.clear();
  }

  private static @Nullable Object[] values(UsageRecord record) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(record.requestId());
    values.add(Times.nanos(record.at()));
    values.add(record.caller().key());
    values.add(record.caller().task());
    values.add(tags(record.caller().tags()));
    values.add(record.served().candidate());
    values.add(record.served().model());
    values.add(record.served().provider());
    values.add(record.served().simulated());
    addTokens(values, record.usage());
    addCost(values, record.cost());
    values.add(record.reference().candidate());
    addCost(values, record.reference().cost());
    addLatency(values, record.latency());
    values.add(record.reason());
    values.add(record.attempts());
    values.add(record.status());
    return values.toArray();
  }

  private static void addTokens(List<@Nullable Object> values, Usage usage) {
    switch (usage) {
      case Usage.Unknown() -> addNulls(values, 5);
      case Usage.Tokens tokens -> {
        values.add(tokens.input());
        values.add(tokens.cachedInput());
        values.add(tokens.output());
        values.add(tokens.reasoning());
        values.add(tokens.estimated());
      }
    }
  }

  private static void addCost(List<@Nullable Object> values, Cost cost) {
    switch (cost) {
      case Cost.Known(long nanoUsd) -> {
        values.add(nanoUsd);
        values.add(null);
      }
      case Cost.Unknown(String reason) -> {
        values.add(null);
        values.add(reason);
      }
    }
  }

  private static void addLatency(List<@Nullable Object> values, Latency latency) {
    switch (latency) {
      case Latency.Unmeasured() -> addNulls(values, 2);
      case Latency.Measured(long total, long first) -> {
        values.add(total);
        values.add(first);
      }
    }
  }

  private static void addNulls(List<@Nullable Object> values, int count) {
    for (int index = 0; index < count; index++) {
      values.add(null);
    }
  }

  /** Hands over the records of a span, one by one. */
  static void read(
      Connection connection, Instant from, Instant until, Consumer<UsageRecord> handler)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM usage_record WHERE at >= ? AND at < ? ORDER BY at, request_id")) {
      query.setFetchSize(FETCHED);
      query.setLong(1, Times.nanos(from));
      query.setLong(2, Times.nanos(until));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          handler.accept(record(rows));
        }
      }
    }
  }

  private static UsageRecord record(ResultSet row) throws SQLException {
    return new UsageRecord(
        row.getString("request_id"),
        Times.instant(row.getLong("at")),
        new UsageRecord.Caller(
            row.getString("key_id"), row.getString("task"), tags(row.getString("tags_json"))),
        new UsageRecord.Served(
            row.getString("candidate"),
            row.getString("model"),
            row.getString("provider"),
            row.getBoolean("simulated")),
        usage(row),
        cost(row, "cost_nano", "cost_unknown_because"),
        new UsageRecord.Reference(
            row.getString("reference_candidate"),
            cost(row, "reference_nano", "reference_unknown_because")),
        latency(row),
        row.getString("reason"),
        row.getInt("attempts"),
        row.getInt("status"));
  }

  private static Usage usage(ResultSet row) throws SQLException {
    long input = row.getLong("input_tokens");
    return row.wasNull()
        ? new Usage.Unknown()
        : new Usage.Tokens(
            input,
            row.getLong("cached_input_tokens"),
            row.getLong("output_tokens"),
            row.getLong("reasoning_tokens"),
            row.getBoolean("tokens_estimated"));
  }

  private static Cost cost(ResultSet row, String nano, String unknown) throws SQLException {
    long nanoUsd = row.getLong(nano);
    return row.wasNull() ? new Cost.Unknown(row.getString(unknown)) : new Cost.Known(nanoUsd);
  }

  private static Latency latency(ResultSet row) throws SQLException {
    long total = row.getLong("latency_nanos");
    return row.wasNull()
        ? new Latency.Unmeasured()
        : new Latency.Measured(total, row.getLong("first_token_nanos"));
  }

  private static String tags(List<String> tags) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    tags.forEach(array::add);
    return CanonicalJson.write(array);
  }

  private static List<String> tags(String json) {
    List<String> tags = new ArrayList<>();
    CanonicalJson.parse(json).forEach(tag -> tags.add(tag.asText()));
    return tags;
  }
}
