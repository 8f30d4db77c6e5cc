package org.yardmaster.payment;

/**
 * Something that happened to payments, for metrics.
 *
 * @param outcome a fixed word
 * @param nanos that it took; 0 where that says nothing
 * @param nanoUsd that it was about; 0 where that says nothing
 */
public record PaymentEvent(Kind kind, String outcome, long nanos, long nanoUsd) {
  /** What happened. */
  public enum Kind {
    /** Somebody was quoted to. */
    QUOTE,
    /** A payment was refused before its work. */
    REFUSE,
    /** A facilitator was asked whether a payment would go through. */
    VERIFY,
    /** A settlement was tried. */
    SETTLE,
    /** The chain was asked about a payment in doubt. */
    LOOK_UP,
    /** A payment was presented again. */
    REPLAY,
    /** Work was done and stayed unpaid. */
    UNPAID
  }

  /** Hears of them; must be quick and never throw. */
  @FunctionalInterface
  public interface Listener {
    void happened(PaymentEvent event);

    /** Hears nothing. */
    static Listener deaf() {
      return event -> {};
    }
  }
}
