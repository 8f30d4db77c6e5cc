package org.yardmaster.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The journal of payments, shared by all gateways of a ledger. Each method is one transaction; what
 * it has returned survives the death of the process.
 */
public interface Payments {
  /** The answer to a reservation. */
  sealed interface Entry {
    /** The nonce is taken by this request. */
    record Reserved(Payment payment) implements Entry {}

    /** It was taken before. */
    record Known(Payment payment) implements Entry {}

    /** The payer used the identifier for another payment. */
    record IdentifierTaken() implements Entry {}

    /** The payer has as many requests unpaid as it may have. */
    record TooManyUnpaid() implements Entry {}

    /** Work before payment is not done for this payer, or for nobody, at the moment. */
    record UpfrontOnly() implements Entry {}
  }

  /** Takes a nonce, before anybody is asked and anything is done; once for all gateways. */
  Entry reserve(Payment fresh, PaymentTerms.Bounds bounds);

  Optional<Payment> find(String id);

  /**
   * Changes a payment that is still as seen; settling one that tops up a key credits the key in the
   * same transaction.
   *
   * @return the payment as stored; nothing when somebody else changed it meanwhile
   */
  Optional<Payment> replace(Payment seen, Payment next, Instant at);

  /** Whether an instance gave a sign of life lately. */
  boolean alive(String owner, Instant now);

  /** Payments before their end on which no living instance works. */
  List<Payment> abandoned(Instant now);

  /** A sign of life. */
  void beat(String owner, Instant now);

  /** Drops what nobody can ask for any more. */
  void prune(PaymentTerms.Bounds bounds, Instant now);

  /** Hands over the payments begun in a span, by time, without their answers. */
  void read(Instant from, Instant until, Consumer<Payment> handler);

  /** 32 random bytes, the same for all gateways of the ledger. */
  byte[] secret();
}
