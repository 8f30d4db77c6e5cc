package org.yardmaster.ledger;

import java.time.Instant;
import java.util.List;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;

/** Usage records to store and sum. */
public final class Records {
  private Records() {}

  public static UsageRecord record(String id, Instant at) {
    return record(id, at, "code", false, new Cost.Known(40), new Cost.Known(100));
  }

  public static UsageRecord record(
      String id, Instant at, String task, boolean simulated, Cost cost, Cost reference) {
    boolean odd = id.hashCode() % 2 != 0;
    return new UsageRecord(
        id,
        at,
        new UsageRecord.Caller("k1", task, List.of("night", "team-a")),
        new UsageRecord.Served("small", "small-1", "acme", simulated),
        odd ? new Usage.Tokens(10, 5, 3, 2, true) : new Usage.Unknown(),
        cost,
        new UsageRecord.Reference("large", reference),
        odd ? new Latency.Measured(2_000_000, 1_000_000) : new Latency.Unmeasured(),
        "cheapest that is good enough",
        1,
        200);
  }
}
