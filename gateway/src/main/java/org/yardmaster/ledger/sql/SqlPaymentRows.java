package org.yardmaster.ledger.sql;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yardmaster.payment.Flow;
import org.yardmaster.payment.Payment;
import org.yardmaster.payment.PaymentRows;
import org.yardmaster.payment.PaymentState;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.StoredAnswer;
import org.yardmaster.provenance.CanonicalJson;

/** Payments as rows. */
final class SqlPaymentRows implements PaymentRows {
  private static final String BEFORE_THE_END =
      "state IN ('RESERVED', 'VERIFIED', 'SERVED', 'SETTLING', 'UNKNOWN')";
  private static final List<String> COLUMNS =
      List.of(
          "payment_id",
          "payer",
          "identifier",
          "header_digest",
          "subject",
          "request_id",
          "credit_key",
          "version",
          "document",
          "requirements",
          "network",
          "asset",
          "scheme",
          "flow",
          "maximum",
          "most_nano",
          "valid_before",
          "state",
          "revision",
          "owner",
          "runs",
          "done",
          "work_nano",
          "answer_headers_json",
          "answer_events",
          "answer",
          "amount",
          "transaction_hash",
          "reason",
          "created_at",
          "updated_at");
  private static final String SAVE =
      "INSERT INTO payment (%s) VALUES (?%s) ON CONFLICT (payment_id) DO UPDATE SET %s"
          .formatted(
              String.join(", ", COLUMNS),
              ", ?".repeat(COLUMNS.size() - 1),
              COLUMNS.stream()
                  .skip(1)
                  .map(column -> column + " = excluded." + column)
                  .collect(Collectors.joining(", ")));

  private final Statements statements;

  SqlPaymentRows(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Optional<Payment> find(String id) {
    return statements
        .query("SELECT * FROM payment WHERE payment_id = ?", SqlPaymentRows::read, id)
        .stream()
        .findFirst();
  }

  @Override
  public void save(Payment payment) {
    Payment.Bond bond = payment.bond();
    List<@Nullable Object> values =
        new ArrayList<>(
            Arrays.asList(
                payment.id(),
                bond.payer(),
                bond.identifier(),
                bond.headerDigest(),
                bond.subject(),
                bond.requestId(),
                bond.creditKey(),
                bond.version(),
                bond.document(),
                bond.requirements(),
                bond.network(),
                bond.asset(),
                bond.scheme().name(),
                bond.flow().name(),
                bond.maximum(),
                bond.mostNanoUsd(),
                bond.validBefore(),
                payment.state().name(),
                payment.revision(),
                payment.owner(),
                payment.runs(),
                payment.work().done(),
                payment.work().nanoUsd()));
    addAnswer(values, payment.work().answer());
    values.add(payment.charge().amount());
    values.add(payment.charge().transaction());
    values.add(payment.reason());
    values.add(Times.nanos(payment.createdAt()));
    values.add(Times.nanos(payment.updatedAt()));
    statements.update(SAVE, values.toArray());
  }

  private static void addAnswer(List<@Nullable Object> values, Optional<StoredAnswer> answer) {
    if (answer.isEmpty()) {
      values.add(null);
      values.add(null);
      values.add(null);
      return;
    }
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    answer.get().headers().forEach(headers::put);
    values.add(CanonicalJson.write(headers));
    values.add(answer.get().events());
    values.add(answer.get().body());
  }

  private static Payment read(ResultSet row) throws SQLException {
    return new Payment(
        row.getString("payment_id"),
        bond(row),
        PaymentState.valueOf(row.getString("state")),
        row.getLong("revision"),
        row.getString("owner"),
        row.getInt("runs"),
        new Payment.Work(row.getBoolean("done"), row.getLong("work_nano"), answer(row)),
        new Payment.Charge(row.getString("amount"), row.getString("transaction_hash")),
        row.getString("reason"),
        Times.instant(row.getLong("created_at")),
        Times.instant(row.getLong("updated_at")));
  }

  private static Payment.Bond bond(ResultSet row) throws SQLException {
    return new Payment.Bond(
        row.getString("payer"),
        row.getString("identifier"),
        row.getString("header_digest"),
        row.getString("subject"),
        row.getString("request_id"),
        row.getString("credit_key"),
        row.getInt("version"),
        row.getString("document"),
        row.getString("requirements"),
        row.getString("network"),
        row.getString("asset"),
        Scheme.valueOf(row.getString("scheme")),
        Flow.valueOf(row.getString("flow")),
        row.getString("maximum"),
        row.getLong("most_nano"),
        row.getLong("valid_before"));
  }

  private static Optional<StoredAnswer> answer(ResultSet row) throws SQLException {
    byte[] body = row.getBytes("answer");
    if (body == null) {
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    CanonicalJson.parse(row.getString("answer_headers_json"))
        .properties()
        .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
    return Optional.of(new StoredAnswer(headers, row.getBoolean("answer_events"), body));
  }

  @Override
  public boolean identifierTaken(String payer, String identifier, String otherThanId) {
    return count(
            """
            SELECT COUNT(*) FROM payment WHERE payer = ? AND identifier = ? AND payment_id <> ?
              AND NOT (state = 'FAILED' AND NOT done AND amount = '')
            """,
            payer,
            identifier,
            otherThanId)
        > 0;
  }

  private long count(String sql, Object... values) {
    return statements.query(sql, row -> row.getLong(1), values).getFirst();
  }

  @Override
  public int unpaid(String payer) {
    return (int)
        count(
            "SELECT COUNT(*) FROM payment WHERE payer = ? AND "
                + BEFORE_THE_END
                + " AND NOT (state = 'SERVED' AND owner = '')",
            payer);
  }

  @Override
  public long atRiskNanoUsd(Instant since) {
    return count(
            "SELECT COALESCE(SUM(most_nano), 0) FROM payment WHERE flow = 'AUTHORIZATION' AND "
                + BEFORE_THE_END)
        + count(
            """
            SELECT COALESCE(SUM(most_nano), 0) FROM payment
            WHERE state = 'FAILED' AND done AND updated_at > ?
            """,
            Times.nanos(since));
  }

  @Override
  public boolean leftUnpaid(String payer, Instant since) {
    return count(
            """
            SELECT COUNT(*) FROM payment
            WHERE payer = ? AND state = 'FAILED' AND done AND updated_at > ?
            """,
            payer,
            Times.nanos(since))
        > 0;
  }

  @Override
  public List<Payment> orphans(Instant aliveSince) {
    return statements.query(
        "SELECT * FROM payment WHERE "
            + BEFORE_THE_END
            + " AND owner NOT IN (SELECT instance FROM gateway_instance WHERE seen_at > ?)"
            + " ORDER BY payment_id",
        SqlPaymentRows::read,
        Times.nanos(aliveSince));
  }

  @Override
  public void credit(String keyId, long nanoUsd, Instant at) {
    statements.update(
        "INSERT INTO top_up (key_id, nano, at) VALUES (?, ?, ?)", keyId, nanoUsd, Times.nanos(at));
  }

  @Override
  public void beat(String owner, Instant at) {
    statements.update(
        """
        INSERT INTO gateway_instance VALUES (?, ?)
        ON CONFLICT (instance) DO UPDATE SET seen_at = excluded.seen_at
        """,
        owner,
        Times.nanos(at));
  }

  @Override
  public Optional<Instant> seen(String owner) {
    return statements
        .query(
            "SELECT seen_at FROM gateway_instance WHERE instance = ?",
            row -> Times.instant(row.getLong(1)),
            owner)
        .stream()
        .findFirst();
  }

  @Override
  public void prune(Instant answersBefore, Instant now, Instant paymentsBefore) {
    statements.update(
        """
        UPDATE payment SET answer = NULL, answer_headers_json = NULL, answer_events = NULL,
          revision = revision + 1
        WHERE state IN ('SETTLED', 'FAILED') AND answer IS NOT NULL AND updated_at < ?
        """,
        Times.nanos(answersBefore));
    statements.update(
        "DELETE FROM payment WHERE state IN ('SETTLED', 'FAILED') AND updated_at < ?",
        Times.nanos(paymentsBefore));
    statements.update("DELETE FROM gateway_instance WHERE seen_at < ?", Times.nanos(answersBefore));
  }

  /** Rows without their answers. */
  List<Payment> begun(Instant from, Instant until) {
    return statements.query(
        """
        SELECT * FROM payment WHERE created_at >= ? AND created_at < ?
        ORDER BY created_at, payment_id
        """,
        row -> read(row).withoutAnswer(),
        Times.nanos(from),
        Times.nanos(until));
  }

  /** The shared secret; the first one written counts. */
  byte[] secret(byte[] fresh) {
    statements.update(
        "INSERT INTO shared_secret VALUES ('quotes', ?) ON CONFLICT (name) DO NOTHING", fresh);
    return statements
        .query("SELECT secret FROM shared_secret WHERE name = 'quotes'", row -> row.getBytes(1))
        .getFirst();
  }
}
