package org.yardmaster.outcome;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * One metered request of a gateway: who asked, who served, what it cost, and what the reference
 * candidate would have cost.
 *
 * @param requestId unique
 * @param at when the request came in
 * @param usage of all billed attempts together
 * @param cost of all billed attempts together
 * @param reason why this candidate, in one line
 * @param attempts calls made to providers, at least 0
 * @param status HTTP status that the caller got
 */
public record UsageRecord(
    String requestId,
    Instant at,
    Caller caller,
    Served served,
    Usage usage,
    Cost cost,
    Reference reference,
    Latency latency,
    String reason,
    int attempts,
    int status) {
  public UsageRecord {
    requireNonNull(at, "at is null");
    requireNonNull(caller, "caller is null");
    requireNonNull(served, "served is null");
    requireNonNull(usage, "usage is null");
    requireNonNull(cost, "cost is null");
    requireNonNull(reference, "reference is null");
    requireNonNull(latency, "latency is null");
    requireNonNull(reason, "reason is null");
    if (requestId.isBlank() || attempts < 0) {
      throw new IllegalArgumentException(
          "Usage record (%s) with %d attempts; expected an id and no negative number."
              .formatted(requestId, attempts));
    }
  }

  /**
   * Who asked.
   *
   * @param key id of the key; empty without keys
   * @param task empty when unknown
   */
  public record Caller(String key, String task, List<String> tags) {
    public Caller {
      requireNonNull(key, "key is null");
      requireNonNull(task, "task is null");
      tags = List.copyOf(tags);
    }
  }

  /**
   * Who served.
   *
   * @param simulated true when no language model answered: differences are no savings
   */
  public record Served(String candidate, String model, String provider, boolean simulated) {
    public Served {
      requireNonNull(candidate, "candidate is null");
      requireNonNull(model, "model is null");
      requireNonNull(provider, "provider is null");
    }
  }

  /**
   * What the same tokens would have cost at the candidate that savings are measured against.
   *
   * @param candidate empty when none is configured
   */
  public record Reference(String candidate, Cost cost) {
    /** None is configured. */
    public static final Reference NONE =
        new Reference("", new Cost.Unknown("no reference candidate"));

    public Reference {
      requireNonNull(candidate, "candidate is null");
      requireNonNull(cost, "cost is null");
    }
  }
}
