package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One payment in the journal.
 *
 * @param id network, keeper of the nonce, recovered signer and nonce
 * @param revision counts its changes: who changes it names the one it saw
 * @param owner instance of a gateway that works on it; empty when nobody does
 * @param runs how often work was begun for it
 * @param reason of the last change, for people
 */
public record Payment(
    String id,
    Bond bond,
    PaymentState state,
    long revision,
    String owner,
    int runs,
    Work work,
    Charge charge,
    String reason,
    Instant createdAt,
    Instant updatedAt) {
  public Payment {
    requireNonNull(bond, "bond is null");
    requireNonNull(state, "state is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(work, "work is null");
    requireNonNull(charge, "charge is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(createdAt, "createdAt is null");
    requireNonNull(updatedAt, "updatedAt is null");
    if (id.isBlank() || runs < 0) {
      throw new IllegalArgumentException("Payment (%s) with %d runs.".formatted(id, runs));
    }
  }

  /**
   * What never changes.
   *
   * @param payer recovered from the signature
   * @param identifier the payer's own; empty without
   * @param headerDigest SHA-256 of the header that carried it
   * @param subject what it pays for: a route and the hash of a body, or a key
   * @param requestId under which the usage record stands
   * @param creditKey the key that it tops up; empty where it pays for one request
   * @param version of the protocol
   * @param document as the payer sent it
   * @param requirements as the facilitator gets them, with the amount signed
   * @param network CAIP-2
   * @param asset lower-case address
   * @param maximum atomic units signed, decimal
   * @param mostNanoUsd the same in nano-dollars
   * @param validBefore seconds since 1970
   */
  public record Bond(
      String payer,
      String identifier,
      String headerDigest,
      String subject,
      String requestId,
      String creditKey,
      int version,
      String document,
      String requirements,
      String network,
      String asset,
      Scheme scheme,
      Flow flow,
      String maximum,
      long mostNanoUsd,
      long validBefore) {}

  /**
   * What was done for it.
   *
   * @param done whether the work is over; stays true when the answer is no longer kept
   * @param nanoUsd what it cost the gateway, as far as known
   */
  public record Work(boolean done, long nanoUsd, Optional<StoredAnswer> answer) {
    /** Nothing yet. */
    public static final Work NONE = new Work(false, 0, Optional.empty());

    public Work {
      requireNonNull(answer, "answer is null");
    }
  }

  /**
   * What was or shall be charged.
   *
   * @param amount atomic units, decimal; empty before
   * @param transaction hash; empty while unknown
   */
  public record Charge(String amount, String transaction) {
    /** Nothing yet. */
    public static final Charge NONE = new Charge("", "");
  }

  Payment in(PaymentState next, String why) {
    return new Payment(
        id, bond, next, revision, owner, runs, work, charge, why, createdAt, updatedAt);
  }

  Payment ownedBy(String instance) {
    return new Payment(
        id, bond, state, revision, instance, runs, work, charge, reason, createdAt, updatedAt);
  }

  Payment free() {
    return ownedBy("");
  }

  Payment withWork(Work done) {
    return new Payment(
        id, bond, state, revision, owner, runs, done, charge, reason, createdAt, updatedAt);
  }

  Payment withCharge(Charge charged) {
    return new Payment(
        id, bond, state, revision, owner, runs, work, charged, reason, createdAt, updatedAt);
  }

  Payment withRuns(int count) {
    return new Payment(
        id, bond, state, revision, owner, count, work, charge, reason, createdAt, updatedAt);
  }

  /** Without the answer, which is nobody's but the payer's. */
  public Payment withoutAnswer() {
    return withWork(new Work(work.done(), work.nanoUsd(), Optional.empty()));
  }

  /** The next revision. */
  Payment revised(Instant at) {
    return new Payment(
        id, bond, state, revision + 1, owner, runs, work, charge, reason, createdAt, at);
  }

  /** The revision after another one. */
  Payment revisedAfter(long earlier) {
    return new Payment(
        id, bond, state, earlier + 1, owner, runs, work, charge, reason, createdAt, updatedAt);
  }

  /** Whether a header says the same, byte for byte, for the same work. */
  boolean repeatedBy(Bond other) {
    return bond.headerDigest().equals(other.headerDigest())
        && bond.subject().equals(other.subject());
  }

  /** Whether it ended before anything was done or charged, so that it may be presented again. */
  boolean reusable() {
    return state == PaymentState.FAILED && !work.done() && charge.equals(Charge.NONE);
  }
}
