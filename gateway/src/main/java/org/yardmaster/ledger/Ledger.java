package org.yardmaster.ledger;

import java.time.Instant;
import org.yardmaster.budget.Budgets;
import org.yardmaster.payment.Payments;

/**
 * Budgets, keys and usage records that several threads, and where the implementation says so
 * several processes, share. What a method has returned survives the death of the process.
 */
public interface Ledger extends AutoCloseable {
  Budgets budgets();

  Keys keys();

  UsageLog usage();

  /** The journal of payments. */
  Payments payments();

  /** Who presents this token, asked anew for every request: a revoked key ends at once. */
  Authentication authenticate(String token, Instant at);

  @Override
  void close();
}
