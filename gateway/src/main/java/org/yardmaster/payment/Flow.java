package org.yardmaster.payment;

/** When the money moves. */
public enum Flow {
  /** Checked, work, then paid: the wallet can be emptied meanwhile. */
  AUTHORIZATION,
  /** Paid, then work. */
  UPFRONT
}
