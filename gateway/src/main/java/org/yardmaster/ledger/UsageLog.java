package org.yardmaster.ledger;

import java.time.Instant;
import java.util.function.Consumer;
import org.yardmaster.outcome.UsageRecord;

/**
 * The records that came with bills ({@link org.yardmaster.budget.Bill#usage}); one per request id,
 * the first one counts.
 */
public interface UsageLog {
  /** Hands over the records of a span, ordered by time and request id. */
  void read(Instant from, Instant until, Consumer<UsageRecord> handler);
}
