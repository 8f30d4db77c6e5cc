package org.yardmaster.upstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Ends exchanges whose time is over by closing their connection, wherever they wait. One thread
 * looks at all of them, since a timer for each would cost more than the rest of a call.
 */
final class Deadlines implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  Deadlines() {
    this.thread = Thread.ofVirtual().name("upstream-deadlines").start(this::look);
  }

  /** One exchange's. */
  final class Deadline {
    private final Cancellable exchange;
    private final long endNanos;
    private volatile boolean passed;

    Deadline(Cancellable exchange, long endNanos) {
      this.exchange = exchange;
      this.endNanos = endNanos;
    }

    /** Whether the exchange was ended for it. */
    boolean passed() {
      return passed;
    }

    void end() {
      running.remove(this);
    }
  }

  Deadline begin(Cancellable exchange, long endNanos) {
    Deadline deadline = new Deadline(exchange, endNanos);
    running.add(deadline);
    return deadline;
  }

  private void look() {
    while (!closed) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = System.nanoTime();
      for (Deadline deadline : running) {
        if (now - deadline.endNanos >= 0) {
          deadline.passed = true;
          deadline.exchange.cancel();
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
