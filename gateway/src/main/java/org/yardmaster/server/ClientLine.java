package org.yardmaster.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
  private volatile boolean gone;

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

  private synchronized @Nullable CompletableFuture<byte[]> taken() {
    CompletableFuture<byte[]> heard = ahead;
    ahead = null;
    return heard;
  }

  /** The next bytes, for the server. */
  @Override
  public byte[] get() {
    CompletableFuture<byte[]> heard = taken();
    if (heard == null) {
      return read();
    }
    try {
      return heard.get();
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
