package org.yardmaster.budget;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link BudgetBook} keeps. The caller runs each operation of the book in one transaction
 * that no other one overlaps in any account.
 */
public interface BudgetStore {
  /** {@link Balance#NEW} when never touched. */
  Balance balance(Account account);

  void save(Account account, Balance balance);

  Optional<Held> hold(String requestId);

  /** Adds an open hold, or notes the end of one. */
  void save(Held hold);

  Bars bars();

  /** Models that may not be called for a while. */
  interface Bars {
    /** Until when; {@link Instant#EPOCH} when never barred. */
    Instant until(String model, String provider);

    void bar(String model, String provider, Instant until);
  }

  /** Ids of open holds that expire at or before an instant, sorted. */
  List<String> expiring(Instant now);
}
