package org.yardmaster.ledger;

/** How a key's calls are paid for. */
public enum Billing {
  /** Usage beyond the free allowance is invoiced later; only limits stop it. */
  METERED,
  /** Free allowance plus top-ups is a hard total limit. */
  PREPAID
}
