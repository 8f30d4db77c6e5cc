package org.yardmaster.upstream;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Collects a response part by part with its arrival times, so that what came before a break is not
 * lost. Ends the exchange when there is too much of it.
 */
final class CollectingBody implements HttpResponse.BodyHandler<Boolean> {
  private final long startNanos;
  private final int mostBytes;
  private final BodyListener listener;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Body.Arrival> arrivals = new ArrayList<>();
  private Exchange.@Nullable Head head;

  CollectingBody(long startNanos, int mostBytes, BodyListener listener) {
    this.startNanos = startNanos;
    this.mostBytes = mostBytes;
    this.listener = listener;
  }

  /** The body grew beyond the limit. */
  static final class TooLarge extends java.io.IOException {
    private static final long serialVersionUID = 1;

    TooLarge(int most) {
      super("the answer exceeds %,d bytes".formatted(most));
    }
  }

  /** The listener said that it has heard enough. */
  static final class Stopped extends java.io.IOException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("nobody listens any more");
    }
  }

  @Override
  public HttpResponse.BodySubscriber<Boolean> apply(HttpResponse.ResponseInfo info) {
    synchronized (this) {
      head = new Exchange.Head(info.statusCode(), info.headers());
    }
    listener.head(info.statusCode(), info.headers());
    return new Subscriber();
  }

  synchronized Optional<Exchange.Head> head() {
    return Optional.ofNullable(head);
  }

  /** What has arrived so far. */
  synchronized Body body() {
    return new Body(bytes.toByteArray(), arrivals);
  }

  /** False when the part was too much. */
  private synchronized boolean keep(byte[] part) {
    if (part.length > mostBytes - bytes.size()) {
      return false;
    }
    bytes.writeBytes(part);
    arrivals.add(new Body.Arrival(bytes.size(), System.nanoTime() - startNanos));
    return true;
  }

  private final class Subscriber implements HttpResponse.BodySubscriber<Boolean> {
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<Boolean> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        if (!keep(part)) {
          stop();
          done.completeExceptionally(new TooLarge(mostBytes));
          return;
        }
        if (!listener.part(part)) {
          stop();
          done.completeExceptionally(new Stopped());
          return;
        }
      }
      if (subscription != null) {
        subscription.request(1);
      }
    }

    private void stop() {
      if (subscription != null) {
        subscription.cancel();
      }
    }

    @Override
    public void onError(Throwable fault) {
      done.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
      done.complete(true);
    }
  }
}
