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

/** A month of made-up simulated traffic: four calls a day by two keys, the last one of no cost. */
final class SampleLedger {
  static final int DAYS = 27;
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
    }
    return sum;
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
