package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.payment.Payment;
import org.yardmaster.payment.PaymentState;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;

/** Payments beside the usage that they paid for: transaction, amount, tokens, candidate. */
final class UsageReceipts {
  /** One payment, and the usage record of its request where there is one. */
  private record Receipt(Payment payment, Optional<UsageRecord> usage) {
    String amountNano() {
      BigInteger maximum = new BigInteger(payment.bond().maximum());
      return payment.charge().amount().isEmpty() || maximum.signum() == 0
          ? ""
          : new BigInteger(payment.charge().amount())
              .multiply(BigInteger.valueOf(payment.bond().mostNanoUsd()))
              .divide(maximum)
              .toString();
    }

    /** For a screen: addresses and hashes are shortened, money is in dollars. */
    Row inShort() {
      Payment.Bond bond = payment.bond();
      String nano = amountNano();
      String usd = nano.isEmpty() ? "" : new BigDecimal(new BigInteger(nano), 9).toPlainString();
      return Row.of(
          Cell.text(MINUTE.format(payment.createdAt())),
          Cell.text(shortened(bond.payer())),
          Cell.text(bond.scheme().wireName()),
          Cell.text(payment.state().name().toLowerCase(Locale.ROOT)),
          Cell.text(usd),
          Cell.text(usage.map(record -> record.served().candidate()).orElse(bond.creditKey())),
          Cell.text(tokens(false) + " + " + tokens(true)),
          Cell.text(shortened(payment.charge().transaction())));
    }

    private static String shortened(String hex) {
      return hex.length() < 16 ? hex : hex.substring(0, 8) + "…" + hex.substring(hex.length() - 4);
    }

    boolean settled() {
      return payment.state() == PaymentState.SETTLED;
    }

    String tokens(boolean output) {
      return usage.map(UsageRecord::usage).orElse(new Usage.Unknown())
              instanceof Usage.Tokens tokens
          ? Long.toString(
              output ? tokens.output() + tokens.reasoning() : tokens.input() + tokens.cachedInput())
          : "";
    }

    List<String> values() {
      Payment.Bond bond = payment.bond();
      return List.of(
          payment.createdAt().toString(),
          bond.requestId(),
          bond.payer(),
          bond.scheme().wireName(),
          bond.network(),
          payment.state().name().toLowerCase(Locale.ROOT),
          amountNano(),
          payment.charge().transaction(),
          usage.map(record -> record.served().candidate()).orElse(bond.creditKey()),
          tokens(false),
          tokens(true));
    }
  }

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final List<String> COLUMNS =
      List.of(
          "at",
          "request_id",
          "payer",
          "scheme",
          "network",
          "state",
          "charged_nano_usd",
          "transaction",
          "candidate_or_key",
          "input_tokens",
          "output_tokens");

  private final List<Receipt> receipts = new ArrayList<>();

  /** The receipts of a span. */
  static UsageReceipts read(Ledger ledger, Instant from, Instant until) {
    Map<String, UsageRecord> usage = new HashMap<>();
    ledger.usage().read(from, until, record -> usage.put(record.requestId(), record));
    UsageReceipts all = new UsageReceipts();
    ledger
        .payments()
        .read(
            from,
            until,
            payment ->
                all.receipts.add(
                    new Receipt(
                        payment, Optional.ofNullable(usage.get(payment.bond().requestId())))));
    return all;
  }

  Table forPeople() {
    return new Table(
        "payments",
        "",
        List.of(
            Column.text("UTC"),
            Column.text("payer"),
            Column.text("scheme"),
            Column.text("state"),
            Column.number("USD"),
            Column.text("candidate"),
            Column.number("tokens"),
            Column.text("transaction")),
        receipts.stream().map(Receipt::inShort).toList());
  }

  /** The sum, and where the whole hashes are. */
  String sentence() {
    BigInteger nano =
        receipts.stream()
            .filter(Receipt::settled)
            .map(one -> new BigInteger(one.amountNano().isEmpty() ? "0" : one.amountNano()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return "%d payments, %d of them settled for %s USD; addresses and hashes in full: --csv or --json"
        .formatted(
            receipts.size(),
            receipts.stream().filter(Receipt::settled).count(),
            new BigDecimal(nano, 9).toPlainString());
  }

  Table table() {
    return new Table(
        "payments",
        "",
        COLUMNS.stream().map(Column::text).toList(),
        receipts.stream()
            .map(one -> new Row(one.values().stream().map(Cell::text).toList(), "", false))
            .toList());
  }

  ObjectNode asJson() {
    ObjectNode root = JsonOption.object();
    ArrayNode list = root.putArray("payments");
    for (Receipt receipt : receipts) {
      ObjectNode node = list.addObject();
      List<String> values = receipt.values();
      for (int column = 0; column < COLUMNS.size(); column++) {
        node.put(COLUMNS.get(column), values.get(column));
      }
    }
    return root;
  }
}
