package org.yardmaster.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Hard budgets: reserve the worst case, call, settle the actual. At every instant and in every
 * account {@code spent + reserved <= cap}, for all threads and processes that share the store; only
 * a bill above its own hold can break that, which is booked, told and bounded ({@link
 * Settlement#MARGIN_PERCENT}). Thread-safe.
 *
 * <p>Order of calls for a request: {@link #reserve}; if {@link Admission.Reserved}, the call; then
 * {@link #settle}, exactly once, also after failures ({@link Bill#nothing} when nothing was
 * billed). A fallback after a billed attempt settles that attempt and reserves anew under an id of
 * its own. Somebody calls {@link #expire} every few seconds.
 */
public interface Budgets {
  /** How long a model whose bill broke the margin is refused. */
  Duration BAR = Duration.ofHours(1);

  /**
   * Puts money aside in all accounts or in none.
   *
   * @throws IllegalArgumentException when the id was settled or expired before
   */
  Admission reserve(Hold hold);

  /** Books the actual cost and frees the rest of the hold. */
  Settlement settle(Bill bill);

  /** Gives up holds that expired by now, in any process, and reports them; each once. */
  List<ExpiredHold> expire(Instant now);

  /** All accounts of the turns that contain the instant, sorted by id. */
  List<AccountBalance> balances(Instant at);
}
