package org.yardmaster.payment;

/** Where a payment stands. */
public enum PaymentState {
  /** Its nonce is taken; the facilitator is being asked. */
  RESERVED,
  /** The facilitator says that it would go through; the work may be done. */
  VERIFIED,
  /** The work is done and its answer kept; nothing was charged yet. */
  SERVED,
  /** The facilitator is being told to charge; from here on the money may have moved. */
  SETTLING,
  /** The money arrived. */
  SETTLED,
  /** No money moved, and none will. */
  FAILED,
  /** Nobody could say whether the money moved; the chain is asked again and again. */
  UNKNOWN
}
