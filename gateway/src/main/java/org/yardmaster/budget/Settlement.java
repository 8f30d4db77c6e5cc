package org.yardmaster.budget;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** What settling a {@link Bill} did. */
public sealed interface Settlement {

  /**
   * By how much per cent of its hold a bill may exceed it before the models on it are barred for
   * {@link Budgets#BAR}. As long as no bill exceeds more, no account ever holds more than its cap
   * and this share of it.
   */
  int MARGIN_PERCENT = 10;

  /**
   * Booked.
   *
   * @param nanoUsd the actual cost, in full
   * @param excessNanoUsd what of it was above the hold; above 0 must be told
   * @param barredUntil until when the models on it are barred, since the excess was above {@link
   *     #MARGIN_PERCENT}; empty: it was not
   * @param late true when the hold had expired and was booked in full before; now corrected
   */
  record Booked(long nanoUsd, long excessNanoUsd, Optional<Instant> barredUntil, boolean late)
      implements Settlement {
    public Booked {
      requireNonNull(barredUntil, "barredUntil is null");
    }
  }

  /** Was settled before; nothing changed. */
  record Repeated() implements Settlement {}

  /** The store is out of reach: the bill is kept and booked later. */
  record Postponed() implements Settlement {}

  /** No such hold: a usage record was kept, no limit was charged. */
  record Unknown() implements Settlement {}
}
