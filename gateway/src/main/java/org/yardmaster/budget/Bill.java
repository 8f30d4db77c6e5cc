package org.yardmaster.budget;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.yardmaster.outcome.UsageRecord;

/**
 * What became of a hold.
 *
 * @param requestId of the hold
 * @param charges actual costs, one per billed attempt, each in a scope that was claimed; empty when
 *     nothing was billed
 * @param usage the record of the call, stored in the same transaction; none for a hold of an
 *     attempt that is followed by another
 */
public record Bill(String requestId, List<Claim> charges, List<UsageRecord> usage, Instant at) {
  public Bill {
    requireNonNull(requestId, "requestId is null");
    charges = List.copyOf(charges);
    usage = List.copyOf(usage);
    requireNonNull(at, "at is null");
  }

  /** Nothing was billed: the money is free again. */
  public static Bill nothing(String requestId, Instant at) {
    return new Bill(requestId, List.of(), List.of(), at);
  }

  /** All charges, in nano-dollars. */
  public long nanoUsd() {
    return charges.stream().mapToLong(Claim::nanoUsd).reduce(0, Math::addExact);
  }
}
