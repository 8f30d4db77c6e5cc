package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.yardmaster.budget.Limit;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.KeyTerms;

/**
 * Who calls.
 *
 * @param keyId empty where no keys are asked for
 * @param limits of this key alone
 * @param paying whether each request needs a payment
 */
record Caller(String keyId, KeyTerms terms, List<Limit> limits, boolean paying) {
  /** Somebody, where no keys are asked for. */
  static final Caller ANYBODY = new Caller("", KeyTerms.OPEN, List.of(), false);

  /** Somebody without a key on a route that can be paid for. */
  static final Caller PAYING = new Caller("", KeyTerms.OPEN, List.of(), true);

  Caller {
    requireNonNull(keyId, "keyId is null");
    requireNonNull(terms, "terms is null");
    limits = List.copyOf(limits);
  }

  static Caller of(ClientKey key) {
    return new Caller(key.id(), key.terms(), key.limits(), false);
  }

  /** Whose payment was checked; limits by key count it under its address. */
  static Caller payer(String address) {
    return new Caller(address, KeyTerms.OPEN, List.of(), false);
  }
}
