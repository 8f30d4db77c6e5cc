package org.yardmaster.provider;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Keeps calls within rate limits, shared by everything that counts against them. Rates are leaky
 * buckets: allowance comes back evenly, and at most {@value #BURST_SECONDS} seconds' worth of it is
 * saved up. Calls are let through in the order they came. A call larger than the bucket waits until
 * the bucket is full and leaves it in debt, so that it passes and later calls pay.
 */
public final class Pace {
  private static final int BURST_SECONDS = 1;

  private final Waiting waiting;
  private final Bucket requests;
  private final Bucket tokens;
  private final Semaphore places;

  public Pace(RateLimits limits, Waiting waiting) {
    this.waiting = waiting;
    this.requests = new Bucket(limits.requestsPerMinute().orElse(0));
    this.tokens = new Bucket(limits.tokensPerMinute().orElse(0));
    this.places = new Semaphore(limits.concurrent().orElse(Integer.MAX_VALUE), true);
  }

  /** Waits for a place and for allowance; {@link #leave} gives the place back. */
  void enter(long tokenCount) throws InterruptedException {
    places.acquire();
    boolean admitted = false;
    try {
      long wait;
      synchronized (this) {
        long now = waiting.nanos();
        wait = Math.max(requests.take(1, now), tokens.take(tokenCount, now));
      }
      if (wait > 0) {
        waiting.pause(Duration.ofNanos(wait));
      }
      admitted = true;
    } finally {
      if (!admitted) {
        places.release();
      }
    }
  }

  /** Takes a place and allowance if both are free at this moment. */
  public boolean enterNow(long tokenCount) {
    if (!places.tryAcquire()) {
      return false;
    }
    synchronized (this) {
      long now = waiting.nanos();
      if (requests.free(now) && tokens.free(now)) {
        requests.take(1, now);
        tokens.take(tokenCount, now);
        return true;
      }
    }
    places.release();
    return false;
  }

  /** Gives the place back. */
  public void leave() {
    places.release();
  }

  /** Hands out instants: each taker is told how long to wait for its own. */
  private static final class Bucket {
    private final double nanosPerUnit;
    private boolean used;
    private long freeAt;

    /** A bucket of {@code perMinute} units; unlimited when 0. */
    Bucket(long perMinute) {
      this.nanosPerUnit = perMinute == 0 ? 0 : 60e9 / perMinute;
    }

    boolean free(long now) {
      return nanosPerUnit == 0 || !used || freeAt <= now;
    }

    long take(long units, long now) {
      if (nanosPerUnit == 0) {
        return 0;
      }
      long earliest = now - BURST_SECONDS * 1_000_000_000L;
      freeAt = used ? Math.max(freeAt, earliest) : now;
      used = true;
      long wait = Math.max(0, freeAt - now);
      freeAt += (long) (units * nanosPerUnit);
      return wait;
    }
  }
}
