package org.yardmaster.server;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches requests that wait for a provider: a client that leaves, a stream that brings no first
 * token, a client that takes an answer so slowly that all deadlines are over. One thread looks at
 * all of them, ten times a second; from its second look on a request's line is listened to, so that
 * quick requests pay nothing for it. A client that closes only its sending half counts as gone.
 */
final class ClientGuard implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  ClientGuard() {
    this.thread = Thread.ofVirtual().name("client-guard").start(this::look);
  }

  /** Why a wait was ended. */
  enum Cause {
    CLIENT_GONE,
    NO_FIRST_TOKEN
  }

  /** Watches the calling thread's request until the watch is closed. */
  Watch watch(Optional<ClientLine> line, Duration total) {
    Watch watch = new Watch(line, total.toNanos());
    watches.add(watch);
    return watch;
  }

  private void look() {
    while (!closed) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = System.nanoTime();
      for (Watch watch : watches) {
        watch.look(now);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** One request. */
  final class Watch implements AutoCloseable {
    private final Optional<ClientLine> line;
    private final Thread waiter = Thread.currentThread();
    private final long startNanos = System.nanoTime();
    private final long totalNanos;
    private boolean waiting;
    private boolean over;
    private boolean looked;
    private long firstTokenBy = Long.MAX_VALUE;
    private Optional<Cause> cause = Optional.empty();

    Watch(Optional<ClientLine> line, long totalNanos) {
      this.line = line;
      this.totalNanos = totalNanos;
    }

    /** From now on the thread may be interrupted. */
    synchronized void waitFor(Optional<Duration> firstToken) {
      cause = cause.filter(Cause.CLIENT_GONE::equals);
      waiting = cause.isEmpty();
      firstTokenBy =
          firstToken
              .map(within -> System.nanoTime() - startNanos + within.toNanos())
              .orElse(Long.MAX_VALUE);
    }

    /** The first token is there. */
    synchronized void tokenArrived() {
      firstTokenBy = Long.MAX_VALUE;
    }

    /** From now on the thread is left alone; why it was interrupted, if it was. */
    synchronized Optional<Cause> rested() {
      waiting = false;
      if (cause.isPresent() && Thread.currentThread().equals(waiter)) {
        Thread.interrupted();
      }
      return cause;
    }

    synchronized void gone() {
      end(Cause.CLIENT_GONE);
    }

    synchronized boolean isGone() {
      return cause.filter(Cause.CLIENT_GONE::equals).isPresent();
    }

    private synchronized void look(long now) {
      if (over) {
        return;
      }
      long age = now - startNanos;
      line.ifPresent(this::listen);
      if (age > firstTokenBy) {
        end(Cause.NO_FIRST_TOKEN);
      }
      if (age > 2 * totalNanos && line.isPresent()) {
        line.get().close();
      }
    }

    /** The server reads the next request itself: nobody may listen once this one is over. */
    private void listen(ClientLine client) {
      if (looked) {
        client.listen();
        if (client.gone()) {
          end(Cause.CLIENT_GONE);
        }
      }
      looked = true;
    }

    private void end(Cause why) {
      if (cause.isEmpty()) {
        cause = Optional.of(why);
        if (waiting) {
          waiting = false;
          waiter.interrupt();
        }
      }
    }

    @Override
    public synchronized void close() {
      over = true;
      watches.remove(this);
      rested();
    }
  }
}
