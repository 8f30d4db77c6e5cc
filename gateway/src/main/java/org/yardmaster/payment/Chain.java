package org.yardmaster.payment;

import java.math.BigInteger;

/** Reads from a chain whether a payment arrived. */
@FunctionalInterface
public interface Chain {
  /** What the chain says of an authorization. */
  Evidence look(Asset asset, Scheme scheme, Authorization authorization);

  /** What is known. */
  sealed interface Evidence {
    /** The money arrived, whoever sent the transaction. */
    record Paid(String transaction, BigInteger amount) implements Evidence {}

    /** Its nonce is unused and it is still valid: it may arrive yet. */
    record Open() implements Evidence {}

    /** It can arrive no more: cancelled, spent otherwise, or over by the chain's own clock. */
    record Never(String why) implements Evidence {}

    /** The chain could not be read. */
    record Unreadable(String why) implements Evidence {}
  }
}
