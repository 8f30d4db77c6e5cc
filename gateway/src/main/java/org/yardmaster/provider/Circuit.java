package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yardmaster.outcome.Completion;

/**
 * Whether a candidate is left in peace. Closed: calls pass. Open, after consecutive failures of its
 * server: no call passes for a while. Half open: one call may try, and its result closes or opens
 * the circuit again. A refused key or an empty account opens it at once. Failures that are the
 * request's own fault do not count. Safe for many threads.
 */
public final class Circuit {
  /**
   * When to open, and for how long.
   *
   * @param failures in a row that open the circuit
   * @param rest until the next probe
   * @param accountRest until the next probe after a refused key or an empty account; empty: never
   */
  public record Limits(int failures, Duration rest, Optional<Duration> accountRest) {
    public Limits {
      requireNonNull(accountRest, "accountRest is null");
      if (failures < 1 || !rest.isPositive() || !accountRest.orElse(rest).isPositive()) {
        throw new IllegalArgumentException(
            "Failures (%d), rest (%s) or accountRest (%s) out of range."
                .formatted(failures, rest, accountRest));
      }
    }

    /** The same, an account that fails being hopeless. */
    public Limits(int failures, Duration rest) {
      this(failures, rest, Optional.empty());
    }

    /** Eight failures in a row, ten seconds; an account that fails is hopeless. */
    public static Limits standard() {
      return new Limits(8, Duration.ofSeconds(10));
    }
  }

  /** What a circuit says to somebody who wants to call. */
  public sealed interface Admission {
    /** Go ahead, and tell the result. */
    record Pass() implements Admission {}

    /**
     * Do not call.
     *
     * @param reason the failure that opened the circuit
     * @param rest until asking again makes sense; empty: never
     */
    record Refused(Completion.Failed reason, Optional<Duration> rest) implements Admission {}
  }

  /** A circuit's state as people see it. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private static final Admission PASS = new Admission.Pass();

  private final Limits limits;
  private final Waiting waiting;

  private int failuresInARow;
  private boolean open;
  private boolean forEver;
  private long openUntil;
  private boolean probing;
  private Completion.@Nullable Failed last;

  public Circuit(Limits limits, Waiting waiting) {
    this.limits = requireNonNull(limits, "limits is null");
    this.waiting = requireNonNull(waiting, "waiting is null");
  }

  /** Asks to call; who passes must end with {@link #learn} or {@link #release}. */
  public synchronized Admission admit() {
    if (!open) {
      return PASS;
    }
    Completion.Failed reason = requireNonNull(last);
    if (forEver) {
      return new Admission.Refused(reason, Optional.empty());
    }
    long left = openUntil - waiting.nanos();
    if (left <= 0 && !probing) {
      probing = true;
      return PASS;
    }
    Duration rest = left > 0 ? Duration.ofNanos(left) : limits.rest().dividedBy(10);
    return new Admission.Refused(reason, Optional.of(rest));
  }

  /** A call ended without telling anything of its server. */
  public synchronized void release() {
    probing = false;
  }

  /** A call came back. */
  public synchronized void learn(Completion completion) {
    probing = false;
    if (!(completion instanceof Completion.Failed failed)) {
      failuresInARow = 0;
      open = false;
      return;
    }
    switch (failed.fault()) {
      case UNAUTHORISED, BUDGET -> {
        last = failed;
        forEver = limits.accountRest().isEmpty();
        openFor(limits.accountRest().orElse(limits.rest()));
      }
      case SERVER_ERROR, TIMEOUT, CONNECTION, BAD_RESPONSE -> count(failed);
      case RATE_LIMITED, BAD_REQUEST, NOT_RECORDED -> {}
    }
  }

  /** Keeps everybody away for a while, as the server itself asked. */
  public synchronized void restFor(Completion.Failed asked, Duration rest) {
    last = asked;
    long until = waiting.nanos() + rest.toNanos();
    openUntil = open ? Math.max(openUntil, until) : until;
    open = true;
  }

  public synchronized State state() {
    if (!open) {
      return State.CLOSED;
    }
    return !forEver && openUntil - waiting.nanos() <= 0 ? State.HALF_OPEN : State.OPEN;
  }

  private void count(Completion.Failed failed) {
    failuresInARow++;
    last = failed;
    if (failuresInARow >= limits.failures()) {
      openFor(limits.rest());
    }
  }

  private void openFor(Duration rest) {
    open = true;
    openUntil = waiting.nanos() + rest.toNanos();
  }
}
