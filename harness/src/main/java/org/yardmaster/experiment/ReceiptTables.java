package org.yardmaster.experiment;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.yardmaster.page.Exhibit;
import org.yardmaster.payment.Payment;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** The payments of a statement. */
final class ReceiptTables {
  private ReceiptTables() {}

  /** What arrived, in nano-dollars. */
  static long settledNanoUsd(List<Receipt> receipts) {
    return receipts.stream()
        .filter(Receipt::settled)
        .mapToLong(one -> one.chargedNanoUsd().orElse(0))
        .sum();
  }

  static Exhibit of(List<Receipt> receipts) {
    return new Exhibit(
        "Receipts",
        receipts.isEmpty()
            ? "Nobody paid by x402 in this month."
            : "Payments by x402 that began in this month. Only what is settled has arrived; its"
                + " transaction can be looked up on its network.",
        OptionalInt.empty(),
        new Table(
            "receipts",
            "Receipts",
            List.of(
                Column.text("began"),
                Column.text("state"),
                Column.number("USD charged"),
                Column.text("candidate"),
                Column.number("input"),
                Column.number("output"),
                Column.text("transaction")),
            receipts.stream().map(ReceiptTables::row).toList()));
  }

  private static Row row(Receipt one) {
    Payment payment = one.payment();
    OptionalLong charged = one.chargedNanoUsd();
    return new Row(
        List.of(
            Cell.text(payment.createdAt().toString()),
            Cell.text(payment.state().name().toLowerCase(Locale.ROOT)),
            charged.isPresent()
                ? Cell.figure(Unit.USD, charged.getAsLong() / 1e9)
                : new Cell.Missing("nothing was charged yet"),
            words(one.topsUp() ? "" : one.candidateOrKey(), "no candidate served"),
            count(one.inputTokens()),
            count(one.outputTokens()),
            words(payment.charge().transaction(), "no transaction")),
        "on %s by %s%s"
            .formatted(
                payment.bond().network(),
                payment.bond().payer(),
                one.topsUp() ? ", tops up key " + payment.bond().creditKey() : ""),
        false);
  }

  private static Cell words(String text, String otherwise) {
    return text.isEmpty() ? new Cell.Missing(otherwise) : Cell.text(text);
  }

  private static Cell count(OptionalLong tokens) {
    return tokens.isPresent()
        ? Cell.figure(Unit.COUNT, (double) tokens.getAsLong())
        : new Cell.Missing("no usage of this request is known");
  }
}
