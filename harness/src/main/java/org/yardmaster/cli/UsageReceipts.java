package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.yardmaster.experiment.Receipt;
import org.yardmaster.payment.Payment;
import org.yardmaster.price.Usd;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;

/** Payments as tables and JSON; money in JSON and CSV is integer nano-dollars. */
final class UsageReceipts {
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

  private final List<Receipt> receipts;

  UsageReceipts(List<Receipt> receipts) {
    this.receipts = receipts;
  }

  Table forPeople() {
    return new Table(
        "payments",
        "",
        List.of(
            Column.text("at"),
            Column.text("state"),
            Column.number("charged"),
            Column.text("candidate or key"),
            Column.number("input"),
            Column.number("output"),
            Column.text("transaction"),
            Column.text("payer")),
        receipts.stream().map(UsageReceipts::shortRow).toList());
  }

  private static Row shortRow(Receipt one) {
    Payment payment = one.payment();
    OptionalLong charged = one.chargedNanoUsd();
    return Row.of(
        Cell.text(payment.createdAt().toString()),
        Cell.text(state(payment)),
        charged.isPresent()
            ? Cell.text(Usd.text(charged.getAsLong()))
            : new Cell.Missing("nothing was charged yet"),
        Cell.text(one.candidateOrKey()),
        Cell.text(text(one.inputTokens())),
        Cell.text(text(one.outputTokens())),
        Cell.text(payment.charge().transaction()),
        Cell.text(payment.bond().payer()));
  }

  private static String state(Payment payment) {
    return payment.state().name().toLowerCase(Locale.ROOT);
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }

  private static List<String> values(Receipt one) {
    Payment payment = one.payment();
    Payment.Bond bond = payment.bond();
    return List.of(
        payment.createdAt().toString(),
        bond.requestId(),
        bond.payer(),
        bond.scheme().wireName(),
        bond.network(),
        state(payment),
        text(one.chargedNanoUsd()),
        payment.charge().transaction(),
        one.candidateOrKey(),
        text(one.inputTokens()),
        text(one.outputTokens()));
  }

  Table full() {
    return new Table(
        "payments",
        "",
        COLUMNS.stream().map(Column::text).toList(),
        receipts.stream()
            .map(one -> new Row(values(one).stream().map(Cell::text).toList(), "", false))
            .toList());
  }

  ObjectNode asJson() {
    ObjectNode root = JsonOption.object();
    ArrayNode list = root.putArray("payments");
    for (Receipt receipt : receipts) {
      ObjectNode node = list.addObject();
      List<String> values = values(receipt);
      for (int column = 0; column < COLUMNS.size(); column++) {
        node.put(COLUMNS.get(column), values.get(column));
      }
    }
    return root;
  }
}
