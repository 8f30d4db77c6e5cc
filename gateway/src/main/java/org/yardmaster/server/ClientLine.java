package org.yardmaster.server;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What comes in from one client. Helidon reads a connection between requests only, and its own way
 * to notice that a waiting client has left gives up after a tenth of a second; so here somebody
 * else may read ahead while a request runs. Either the end of the connection is heard, or the
 * beginning of the next request, which the server then gets from here.
 */
final class ClientLine implements Supplier<byte[]> {
  private final HelidonSocket socket;
  private final DataReader reader;
  private @Nullable CompletableFuture<byte[]> ahead;
  private Optional<Long> dueNanos = Optional.empty();
  private volatile boolean gone;
  private volatile boolean late;

  ClientLine(HelidonSocket socket, DataReader reader) {
    this.socket = socket;
    this.reader = reader;
  }

  /** Reads ahead from now on; only while the server does not read. */
  synchronized void listen() {
    if (ahead == null) {
      CompletableFuture<byte[]> heard = new CompletableFuture<>();
      ahead = heard;
      Thread.ofVirtual().name("client-line").start(() -> hear(heard));
    }
  }

  private void hear(CompletableFuture<byte[]> heard) {
    try {
      heard.complete(read());
    } catch (RuntimeException end) {
      gone = true;
      heard.completeExceptionally(end);
    }
  }

  private byte[] read() {
    reader.ensureAvailable();
    return reader.readBytes(reader.available());
  }

  /**
   * From now on the server gets bytes only until a time is over; a line that was late once stays
   * so. A read that is interrupted would close the connection before anything can be answered.
   */
  void hurry(Duration within) {
    dueNanos = Optional.of(System.nanoTime() + within.toNanos());
  }

  /** What was expected has come: from now on the server may wait. */
  void rest() {
    dueNanos = Optional.empty();
  }

  /**
   * Takes what still comes and drops it, until there is silence: a connection that is closed with
   * bytes unread is reset, which may cost the client the answer that it was just sent.
   */
  void drain(Duration silence, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (System.nanoTime() < end) {
        hurry(silence);
        get();
      }
    } catch (RuntimeException quiet) {
      // Nothing came for a while, or the client closed.
    }
  }

  /** Whether the connection was heard to end. */
  boolean gone() {
    return gone;
  }

  /** Closes the connection; one that is closed already, by whomever, stays so. */
  void close() {
    try {
      socket.close();
    } catch (UncheckedIOException closed) {
      gone = true;
    }
  }

  private static UncheckedIOException tooLate() {
    return new UncheckedIOException(new SocketTimeoutException("nothing came in time"));
  }

  private synchronized @Nullable CompletableFuture<byte[]> taken() {
    CompletableFuture<byte[]> heard = ahead;
    ahead = null;
    return heard;
  }

  /** The next bytes, for the server. */
  @Override
  public byte[] get() {
    if (late) {
      throw tooLate();
    }
    if (dueNanos.isPresent()) {
      listen();
    }
    CompletableFuture<byte[]> heard = taken();
    if (heard == null) {
      return read();
    }
    try {
      return dueNanos.isPresent()
          ? heard.get(dueNanos.get() - System.nanoTime(), NANOSECONDS)
          : heard.get();
    } catch (TimeoutException over) {
      late = true;
      throw tooLate();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      close();
      throw new UncheckedIOException(new InterruptedIOException("the server stops"));
    } catch (ExecutionException end) {
      throw end.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(end.getCause());
    }
  }
}
