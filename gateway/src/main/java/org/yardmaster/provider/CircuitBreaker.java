package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/**
 * Leaves a candidate in peace after consecutive failures of its server: for a while calls fail at
 * once, with the rest of that while as their {@code retryAfter}; then one call may try, and its
 * result closes or opens the circuit again. A refused key or an empty account opens it for good: no
 * later call could succeed. Failures that are the request's own fault do not count.
 */
public final class CircuitBreaker implements ModelClient {
  /**
   * When to open, and for how long.
   *
   * @param failures in a row that open the circuit
   */
  public record Limits(int failures, Duration rest) {
    public Limits {
      if (failures < 1 || !rest.isPositive()) {
        throw new IllegalArgumentException(
            "Failures (%d) or rest (%s) out of range.".formatted(failures, rest));
      }
    }

    /** Eight failures in a row, ten seconds. */
    public static Limits standard() {
      return new Limits(8, Duration.ofSeconds(10));
    }
  }

  private final ModelClient client;
  private final Limits limits;
  private final Waiting waiting;

  private int failuresInARow;
  private boolean open;
  private long openUntil;
  private boolean probing;
  private Completion.@Nullable Failed last;
  private Completion.@Nullable Failed hopeless;

  public CircuitBreaker(ModelClient client, Limits limits, Waiting waiting) {
    this.client = requireNonNull(client, "client is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.waiting = requireNonNull(waiting, "waiting is null");
  }

  @Override
  public Reply call(Call call) {
    Optional<Reply> refusal = admit();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    boolean returned = false;
    try {
      Reply reply = client.call(call);
      learn(reply);
      returned = true;
      return reply;
    } finally {
      if (!returned) {
        endProbe();
      }
    }
  }

  private synchronized void endProbe() {
    probing = false;
  }

  private synchronized Optional<Reply> admit() {
    if (hopeless != null) {
      return Optional.of(refusal(hopeless, "not tried again", Optional.empty()));
    }
    if (!open) {
      return Optional.empty();
    }
    long left = openUntil - waiting.nanos();
    if (left <= 0 && !probing) {
      probing = true;
      return Optional.empty();
    }
    Duration rest = left > 0 ? Duration.ofNanos(left) : limits.rest().dividedBy(10);
    Completion.Failed reason = requireNonNull(last);
    return Optional.of(refusal(reason, "circuit open", Optional.of(rest)));
  }

  private static Reply refusal(Completion.Failed reason, String why, Optional<Duration> rest) {
    return new Reply(
        new Completion.Failed(
            reason.fault(),
            "%s after: %s".formatted(why, reason.message()),
            new Usage.Tokens(0, 0, 0, 0, true)),
        new Latency.Unmeasured(),
        Optional.empty(),
        rest);
  }

  private synchronized void learn(Reply reply) {
    probing = false;
    if (!(reply.completion() instanceof Completion.Failed failed)) {
      failuresInARow = 0;
      open = false;
      return;
    }
    switch (failed.fault()) {
      case UNAUTHORISED, BUDGET -> hopeless = failed;
      case SERVER_ERROR, TIMEOUT, CONNECTION, BAD_RESPONSE -> count(failed);
      case RATE_LIMITED, BAD_REQUEST, NOT_RECORDED -> {}
    }
  }

  private void count(Completion.Failed failed) {
    failuresInARow++;
    last = failed;
    if (failuresInARow >= limits.failures()) {
      open = true;
      openUntil = waiting.nanos() + limits.rest().toNanos();
    }
  }
}
