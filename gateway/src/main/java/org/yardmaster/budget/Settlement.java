package org.yardmaster.budget;

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
   * @param withinMargin false when the excess was above {@link #MARGIN_PERCENT} and the models are
   *     barred
   * @param late true when the hold had expired and was booked in full before; now corrected
   */
  record Booked(long nanoUsd, long excessNanoUsd, boolean withinMargin, boolean late)
      implements Settlement {}

  /** Was settled before; nothing changed. */
  record Repeated() implements Settlement {}

  /** The store is out of reach: the bill is kept and booked later. */
  record Postponed() implements Settlement {}

  /** No such hold: a usage record was kept, no limit was charged. */
  record Unknown() implements Settlement {}
}
