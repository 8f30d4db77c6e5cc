package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.budget.Bill;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.sqlite.SqliteLedger;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.payment.Flow;
import org.yardmaster.payment.Payment;
import org.yardmaster.payment.PaymentState;
import org.yardmaster.payment.PaymentTerms;
import org.yardmaster.payment.Payments;
import org.yardmaster.payment.Scheme;

/** `usage --receipts` of one payment of 16,425 of at most 20,000 millionths of a dollar. */
class UsageReceiptsTest {
  private static final Instant AT = Instant.parse("2026-05-01T23:30:00Z");
  private static final String PAYER = "0xa7a69a0000000000000000000000000000001234";
  private static final String TRANSACTION = "0x07ce479b" + "0".repeat(52) + "abcd";

  @TempDir Path folder = Path.of("");

  private Path ledger() {
    return folder.resolve("ledger.db");
  }

  private static Payment payment(PaymentState state, Payment.Charge charge) {
    Payment.Bond bond =
        new Payment.Bond(
            PAYER,
            "",
            "digest",
            "subject",
            "ym-1",
            "",
            2,
            "{}",
            "{}",
            "eip155:84532",
            "0x036cbd53842c5426634e7929541ec2318f3dcf7e",
            Scheme.UPTO,
            Flow.AUTHORIZATION,
            "20000",
            20_000_000,
            AT.getEpochSecond() + 300);
    return new Payment("id", bond, state, 0, "", 0, Payment.Work.NONE, charge, "", AT, AT);
  }

  @BeforeEach
  void pay() {
    try (Ledger open = SqliteLedger.open(ledger())) {
      Payments.Entry entry =
          open.payments()
              .reserve(
                  payment(PaymentState.RESERVED, Payment.Charge.NONE),
                  PaymentTerms.Bounds.STANDARD);
      Payment reserved = ((Payments.Entry.Reserved) entry).payment();
      Payment settled =
          new Payment(
              reserved.id(),
              reserved.bond(),
              PaymentState.SETTLED,
              reserved.revision(),
              "",
              1,
              Payment.Work.NONE,
              new Payment.Charge("16425", TRANSACTION),
              "paid",
              AT,
              AT);
      assertThat(open.payments().replace(reserved, settled, AT)).isPresent();
      UsageRecord record =
          new UsageRecord(
              "ym-1",
              AT,
              new UsageRecord.Caller(PAYER, "chat", List.of()),
              new UsageRecord.Served("sim-harbor", "m", "p", true),
              new Usage.Tokens(4, 0, 24, 0, false),
              new Cost.Known(16_425_000),
              UsageRecord.Reference.NONE,
              new Latency.Measured(1, 1),
              "",
              1,
              200);
      open.budgets().settle(new Bill("record:ym-1", List.of(), List.of(record), AT));
    }
  }

  private CommandLineRun receipts(String... more) {
    Object[] all = new Object[4 + more.length];
    System.arraycopy(new Object[] {"usage", "--receipts", "--ledger", ledger()}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return CommandLineRun.of(all);
  }

  @Test
  void peopleReadMoneyTokensAndWhoServed() {
    CommandLineRun run = receipts();
    assertThat(run.code()).as(run.messages()).isZero();
    assertThat(run.out())
        .containsPattern("settled +\\$0.016425 +sim-harbor +4 +24 +0x07ce479b[0…]");
  }

  @Test
  void programsGetEverythingInFull() {
    assertThat(receipts("--csv").out())
        .contains("settled,16425000," + TRANSACTION + ",sim-harbor,4,24");
    assertThat(receipts("--json").json().at("/payments/0/payer").asText()).isEqualTo(PAYER);
    assertThat(Optional.of(receipts("--json").json().at("/payments/0/charged_nano_usd").asText()))
        .contains("16425000");
  }
}
