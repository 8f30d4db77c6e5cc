package org.yardmaster.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link PaymentBook} keeps. The caller runs each operation of the book in one transaction
 * that no other one overlaps.
 */
public interface PaymentRows {
  Optional<Payment> find(String id);

  /** Inserts, or overwrites the row of the same id. */
  void save(Payment payment);

  /** Another payment of the payer under the same identifier. */
  boolean identifierTaken(String payer, String identifier, String otherThanId);

  /** Payments of a payer before their end that somebody works on or nobody can tell of. */
  int unpaid(String payer);

  /**
   * Nano-dollars at risk: the maxima of what is being worked on before payment, and of work that
   * failed to be paid since an instant.
   */
  long atRiskNanoUsd(Instant since);

  /** Whether work for a payer failed to be paid since an instant. */
  boolean leftUnpaid(String payer, Instant since);

  /** Payments before their end whose owner gave no sign of life since an instant. */
  List<Payment> orphans(Instant aliveSince);

  /** Adds money to a key. */
  void credit(String keyId, long nanoUsd, Instant at);

  /** Notes that an instance is alive. */
  void beat(String owner, Instant at);

  /** When an instance was last seen. */
  Optional<Instant> seen(String owner);

  /**
   * Drops what nobody can ask for any more: answers last changed before an instant, payments
   * without work whose signature has expired by now, all payments last changed before an instant.
   */
  void prune(Instant answersBefore, Instant now, Instant paymentsBefore);
}
