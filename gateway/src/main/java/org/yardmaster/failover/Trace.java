package org.yardmaster.failover;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.yardmaster.outcome.Fault;

/**
 * One step of a failover, for logs and answers.
 *
 * @param made whether the candidate was really asked
 * @param fault why it did not answer; empty when it did, or when it was not asked for a reason that
 *     is no fault
 */
public record Trace(
    String candidate, boolean made, Optional<Fault> fault, String note, long nanos) {
  public Trace {
    requireNonNull(candidate, "candidate is null");
    requireNonNull(fault, "fault is null");
    requireNonNull(note, "note is null");
  }
}
