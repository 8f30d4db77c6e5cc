package org.yardmaster.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * {@link Upstream} over {@code java.net.http}. HTTP/1.1, so that one broken connection breaks one
 * call and a provider's limit of streams per connection is none of ours. Follows no redirect: a key
 * never goes to a host that nobody named. The deadline covers everything, name look-up and the last
 * byte included; the JDK's own time-out ends with the headers.
 */
public final class HttpUpstream implements Upstream, AutoCloseable {
  /** Bytes that an answer may have, packed or unpacked. */
  public static final int MOST_BYTES = 16 << 20;

  private final HttpClient client;

  private HttpUpstream(HttpClient.Builder builder) {
    this.client =
        builder
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .connectTimeout(Duration.ofSeconds(20))
            .build();
  }

  /** Trusts whom the JDK trusts. */
  public HttpUpstream() {
    this(HttpClient.newBuilder());
  }

  /** Trusts whom the given context trusts. */
  public HttpUpstream(SSLContext trust) {
    this(HttpClient.newBuilder().sslContext(trust));
  }

  @Override
  public Exchange send(UpstreamRequest request, BodyListener listener) {
    long start = System.nanoTime();
    CollectingBody collected = new CollectingBody(start, MOST_BYTES, listener);
    CompletableFuture<HttpResponse<Boolean>> running = client.sendAsync(http(request), collected);
    try {
      HttpResponse<Boolean> response =
          running.get(request.deadline().toNanos(), TimeUnit.NANOSECONDS);
      return answered(response, collected, System.nanoTime() - start);
    } catch (TimeoutException late) {
      running.cancel(true);
      return broken(
          Exchange.Break.TIMEOUT, "no end within " + request.deadline(), collected, start);
    } catch (InterruptedException stop) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      return broken(Exchange.Break.INTERRUPTED, "interrupted", collected, start);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return broken(kind(cause), describe(cause), collected, start);
    }
  }

  private static HttpRequest http(UpstreamRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.address())
            .method(
                request.body().length == 0 ? "GET" : "POST",
                HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(builder::header);
    return builder.build();
  }

  private static Exchange answered(
      HttpResponse<Boolean> response, CollectingBody collected, long totalNanos) {
    Body body = collected.body();
    HttpHeaders headers = response.headers();
    String encoding = headers.firstValue("content-encoding").orElse("identity").strip();
    if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
      return new Exchange.Answered(response.statusCode(), headers, body, totalNanos);
    }
    try {
      return new Exchange.Answered(
          response.statusCode(), headers, unpacked(body, encoding), totalNanos);
    } catch (IOException fault) {
      Exchange.Break cause =
          fault instanceof CollectingBody.TooLarge
              ? Exchange.Break.TOO_LARGE
              : Exchange.Break.ENCODING;
      return new Exchange.Broken(cause, describe(fault), collected.head(), body, totalNanos);
    }
  }

  /** Nobody asked for it, yet some servers pack anyway; arrival times shrink to the last byte. */
  private static Body unpacked(Body body, String encoding) throws IOException {
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new IOException("content encoding (%s) is unknown".formatted(encoding));
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body.bytes()))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new CollectingBody.TooLarge(MOST_BYTES);
      }
      long last = body.arrivedNanos(body.length() - 1);
      return new Body(bytes, List.of(new Body.Arrival(bytes.length, last)));
    }
  }

  private static Exchange broken(
      Exchange.Break cause, String message, CollectingBody collected, long start) {
    Optional<Exchange.Head> head = collected.head();
    return new Exchange.Broken(cause, message, head, collected.body(), System.nanoTime() - start);
  }

  private static Exchange.Break kind(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      switch (each) {
        case CollectingBody.TooLarge large -> {
          return Exchange.Break.TOO_LARGE;
        }
        case CollectingBody.Stopped stopped -> {
          return Exchange.Break.STOPPED;
        }
        case UnresolvedAddressException name -> {
          return Exchange.Break.NAME;
        }
        case UnknownHostException name -> {
          return Exchange.Break.NAME;
        }
        case SSLException tls -> {
          return Exchange.Break.TLS;
        }
        case HttpConnectTimeoutException slow -> {
          return Exchange.Break.CONNECT;
        }
        case ConnectException refused -> {
          if (each.getCause() == null) {
            return Exchange.Break.CONNECT;
          }
        }
        default -> {}
      }
    }
    return cause instanceof ConnectException ? Exchange.Break.CONNECT : Exchange.Break.LOST;
  }

  private static String describe(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null
        ? root.getClass().getSimpleName()
        : "%s: %s".formatted(root.getClass().getSimpleName(), root.getMessage());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
