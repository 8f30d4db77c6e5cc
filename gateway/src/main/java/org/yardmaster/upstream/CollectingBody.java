package org.yardmaster.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects a response part by part with its arrival times, so that what came before a break is not
 * lost. Ends the exchange when there is too much of it. Used by one thread.
 */
final class CollectingBody {
  private final long startNanos;
  private final int mostBytes;
  private final BodyListener listener;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
  private final List<Body.Arrival> arrivals = new ArrayList<>(4);
  private Exchange.@Nullable Head head;

  CollectingBody(long startNanos, int mostBytes, BodyListener listener) {
    this.startNanos = startNanos;
    this.mostBytes = mostBytes;
    this.listener = listener;
  }

  /** The body grew beyond the limit. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge(int most) {
      super("the answer exceeds %,d bytes".formatted(most));
    }
  }

  /** The listener said that it has heard enough. */
  static final class Stopped extends IOException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("nobody listens any more");
    }
  }

  Exchange.Head begin(int status, HttpHeaders headers) {
    Exchange.Head begun = new Exchange.Head(status, headers);
    head = begun;
    listener.head(status, headers);
    return begun;
  }

  /** The next bytes. */
  void part(byte[] buffer, int count) throws IOException {
    if (count > mostBytes - bytes.size()) {
      throw new TooLarge(mostBytes);
    }
    bytes.write(buffer, 0, count);
    arrivals.add(new Body.Arrival(bytes.size(), System.nanoTime() - startNanos));
    if (!listener.part(Arrays.copyOf(buffer, count))) {
      throw new Stopped();
    }
  }

  Optional<Exchange.Head> head() {
    return Optional.ofNullable(head);
  }

  /** What has arrived so far. */
  Body body() {
    return new Body(bytes.toByteArray(), arrivals);
  }
}
