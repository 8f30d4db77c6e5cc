package org.yardmaster.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.Dimension;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.Period;
import org.yardmaster.budget.Scope;
import org.yardmaster.budget.Selector;
import org.yardmaster.ledger.Billing;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.KeyTerms;
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

/**
 * A month of made-up simulated traffic: four calls a day by two keys, the last one of no cost;
 * three payments, of which one arrived, one did not and one topped up a key.
 */
final class SampleLedger {
  static final int DAYS = 27;
  static final String TRANSACTION = "0x" + "ab".repeat(32);

  /** In nano-dollars: what the payment for a call was settled at, and what topped up a key. */
  static final long SETTLED_NANO = 4_000_000;

  static final long TOPPED_UP_NANO = 1_000_000_000;
  static final int CALLS_A_DAY = 4;
  static final long REFERENCE_NANO = 40_000_000;
  private static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
  private static final List<String> MODELS = List.of("pebble", "swift", "summit");
  private static final List<String> TASKS = List.of("code", "summaries", "");

  private SampleLedger() {}

  /** Fills the SQLite file that is given. */
  public static void main(String[] arguments) {
    fill(Path.of(arguments[0]), true);
  }

  /** The sum of all known costs, in nano-dollars. */
  static long fill(Path file, boolean simulated) {
    SplittableRandom random = new SplittableRandom(11);
    long sum = 0;
    try (Ledger ledger = SqliteLedger.open(file)) {
      List<ClientKey> keys = List.of(key(ledger, "research", "2"), key(ledger, "nightly", "5"));
      for (int call = 0; call < DAYS * CALLS_A_DAY; call++) {
        Instant at =
            START.plus(Duration.ofDays(call / CALLS_A_DAY)).plusSeconds(60L * (call % CALLS_A_DAY));
        boolean known = call % CALLS_A_DAY != CALLS_A_DAY - 1;
        long nano = known ? random.nextLong(1_000_000, 30_000_000) : 0;
        sum += nano;
        ClientKey key = keys.get(call % 2);
        String model = MODELS.get(random.nextInt(MODELS.size()));
        String task = TASKS.get(random.nextInt(TASKS.size()));
        Scope scope = new Scope(key.id(), model, "acme", task, Set.of());
        String id = "call-" + call;
        ledger
            .budgets()
            .reserve(
                new Hold(
                    id,
                    List.of(new Claim(scope, REFERENCE_NANO)),
                    key.limits(),
                    at,
                    at.plusSeconds(60)));
        ledger
            .budgets()
            .settle(
                new Bill(
                    id,
                    List.of(new Claim(scope, nano)),
                    List.of(
                        record(
                            id,
                            at,
                            scope,
                            simulated,
                            known ? new Cost.Known(nano) : new Cost.Unknown("not told"))),
                    at));
      }
      pay(ledger.payments(), "call-0", "", SETTLED_NANO, PaymentState.SETTLED);
      pay(ledger.payments(), "call-4", "", SETTLED_NANO, PaymentState.FAILED);
      pay(ledger.payments(), "top-up", keys.get(0).id(), TOPPED_UP_NANO, PaymentState.SETTLED);
    }
    return sum;
  }

  /** A payment that signed for twice of what was charged; top-ups are charged as signed. */
  private static void pay(
      Payments payments, String request, String key, long nano, PaymentState end) {
    boolean arrived = end == PaymentState.SETTLED;
    String amount = Long.toString(nano / 1_000);
    String maximum = key.isEmpty() ? Long.toString(nano / 500) : amount;
    Payment.Bond bond =
        new Payment.Bond(
            "0x" + "1".repeat(40),
            "",
            request,
            "POST /v1/chat/completions",
            request,
            key,
            2,
            "{}",
            "{}",
            "eip155:84532",
            "0x" + "2".repeat(40),
            key.isEmpty() ? Scheme.UPTO : Scheme.EXACT,
            Flow.UPFRONT,
            maximum,
            Long.parseLong(maximum) * 1_000,
            START.getEpochSecond() + 600);
    Payment fresh =
        new Payment(
            request,
            bond,
            PaymentState.RESERVED,
            0,
            "",
            0,
            Payment.Work.NONE,
            Payment.Charge.NONE,
            "reserved",
            START,
            START);
    Payment reserved =
        ((Payments.Entry.Reserved) payments.reserve(fresh, PaymentTerms.Bounds.STANDARD)).payment();
    Payment ended =
        new Payment(
            request,
            bond,
            end,
            reserved.revision(),
            "",
            reserved.runs(),
            Payment.Work.NONE,
            arrived ? new Payment.Charge(amount, TRANSACTION) : Payment.Charge.NONE,
            "made up",
            START,
            START);
    payments.replace(reserved, ended, START);
  }

  private static ClientKey key(Ledger ledger, String label, String usd) {
    Limit limit =
        new Limit(
            List.of(new Selector(Dimension.KEY, "*")),
            Period.MONTH,
            ZoneOffset.UTC,
            Long.parseLong(usd) * 1_000_000_000L);
    return ledger
        .keys()
        .create(
            label,
            new KeyTerms(Set.of(), Set.of(), List.of(limit), Optional.empty(), Billing.METERED, 0),
            START)
        .key();
  }

  private static UsageRecord record(
      String id, Instant at, Scope scope, boolean simulated, Cost cost) {
    return new UsageRecord(
        id,
        at,
        new UsageRecord.Caller(scope.key(), scope.task(), List.of()),
        new UsageRecord.Served(scope.model(), scope.model(), scope.provider(), simulated),
        new Usage.Tokens(900, 0, 300, 0, false),
        cost,
        new UsageRecord.Reference("summit", new Cost.Known(REFERENCE_NANO)),
        new Latency.Unmeasured(),
        "cheap",
        1,
        200);
  }
}
