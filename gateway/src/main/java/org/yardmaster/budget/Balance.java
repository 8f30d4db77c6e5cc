package org.yardmaster.budget;

/**
 * The state of an account.
 *
 * @param spentNanoUsd booked, with expired holds
 * @param reservedNanoUsd held by calls in flight
 * @param excessNanoUsd part of spent: above its hold
 * @param expiredNanoUsd part of spent: holds of dead requests, not known to be billed
 * @param capNanoUsd the cap of the last admission
 */
public record Balance(
    long spentNanoUsd,
    long reservedNanoUsd,
    long excessNanoUsd,
    long expiredNanoUsd,
    long capNanoUsd) {
  /** Of an account that was never touched. */
  public static final Balance NEW = new Balance(0, 0, 0, 0, 0);

  public Balance {
    if (spentNanoUsd < 0 || reservedNanoUsd < 0 || excessNanoUsd < 0 || expiredNanoUsd < 0) {
      throw new IllegalArgumentException(
          "Balance (spent %d, reserved %d, excess %d, expired %d) is negative."
              .formatted(spentNanoUsd, reservedNanoUsd, excessNanoUsd, expiredNanoUsd));
    }
  }

  /** Whether so much more can be held under a cap. */
  boolean admits(long nanoUsd, long cap) {
    return nanoUsd <= cap - Math.addExact(spentNanoUsd, reservedNanoUsd);
  }

  Balance hold(long nanoUsd, long cap) {
    return new Balance(
        spentNanoUsd, Math.addExact(reservedNanoUsd, nanoUsd), excessNanoUsd, expiredNanoUsd, cap);
  }

  /** A hold is over: the actual is spent, whatever was held. */
  Balance settle(long held, long actual) {
    return new Balance(
        Math.addExact(spentNanoUsd, actual),
        reservedNanoUsd - held,
        excessNanoUsd + Math.max(0, actual - held),
        expiredNanoUsd,
        capNanoUsd);
  }

  /** A dead hold is spent in full. */
  Balance expire(long held) {
    return new Balance(
        spentNanoUsd + held,
        reservedNanoUsd - held,
        excessNanoUsd,
        expiredNanoUsd + held,
        capNanoUsd);
  }

  /** The bill of a hold that had been given up. */
  Balance correct(long held, long actual) {
    return new Balance(
        Math.addExact(spentNanoUsd - held, actual),
        reservedNanoUsd,
        excessNanoUsd + Math.max(0, actual - held),
        expiredNanoUsd - held,
        capNanoUsd);
  }
}
