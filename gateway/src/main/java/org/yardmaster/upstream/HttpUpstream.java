package org.yardmaster.upstream;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * {@link Upstream} over Apache's blocking client, made for virtual threads. HTTP/1.1, so that one
 * broken connection breaks one call and a provider's limit of streams per connection is none of
 * ours. Follows no redirect: a key never goes to a host that nobody named. Sends nothing twice. The
 * deadline covers everything, the last byte included.
 */
public final class HttpUpstream implements Upstream, AutoCloseable {
  /** Bytes that an answer may have, packed or unpacked. */
  public static final int MOST_BYTES = 16 << 20;

  private static final int MOST_CONNECTIONS = 8_192;
  private static final int PART_BYTES = 8_192;
  private static final Timeout CONNECT = Timeout.ofSeconds(20);

  /** Whether a connection that has been idle for so long is still open is looked at first. */
  private static final TimeValue STALE = TimeValue.ofSeconds(1);

  private static final TimeValue OLDEST = TimeValue.ofMinutes(10);

  private final CloseableHttpClient client;
  private final Deadlines deadlines = new Deadlines();

  private HttpUpstream(PoolingHttpClientConnectionManagerBuilder connections) {
    this.client =
        HttpClients.createMinimal(
            connections
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setDnsResolver(new BoundedDns())
                .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setValidateAfterInactivity(STALE)
                        .setTimeToLive(OLDEST)
                        .build())
                .build());
  }

  /** Trusts whom the JDK trusts. */
  public HttpUpstream() {
    this(
        PoolingHttpClientConnectionManagerBuilder.create()
            .setTlsSocketStrategy(
                (socket, target, port, attachment, context) ->
                    JdkTrust.STRATEGY.upgrade(socket, target, port, attachment, context)));
  }

  /** Reading all the authorities takes a while, and plain HTTP needs none of them. */
  private static final class JdkTrust {
    private static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createDefault();
  }

  /** Trusts whom the given context trusts. */
  public HttpUpstream(SSLContext trust) {
    this(
        PoolingHttpClientConnectionManagerBuilder.create()
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust)));
  }

  /** Reads whom the JDK trusts, so that the first call need not. */
  public static void loadTrust() {
    requireNonNull(JdkTrust.STRATEGY);
  }

  @Override
  public Exchange send(UpstreamRequest request, BodyListener listener) {
    return Thread.currentThread().isVirtual()
        ? exchange(request, listener, http(request))
        : beside(request, listener);
  }

  /** A platform thread that blocks in a socket hears no interrupt; it waits beside instead. */
  private Exchange beside(UpstreamRequest request, BodyListener listener) {
    HttpUriRequestBase post = http(request);
    CompletableFuture<Exchange> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(exchange(request, listener, post));
              } catch (RuntimeException | Error fault) {
                result.completeExceptionally(fault);
              }
            });
    long start = System.nanoTime();
    try {
      return result.get();
    } catch (InterruptedException stop) {
      post.cancel();
      Thread.currentThread().interrupt();
      CollectingBody nothing = new CollectingBody(start, MOST_BYTES, BodyListener.deaf());
      return broken(Exchange.Break.INTERRUPTED, "interrupted", nothing, start);
    } catch (ExecutionException fault) {
      throw fault.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(fault.getCause());
    }
  }

  private Exchange exchange(
      UpstreamRequest request, BodyListener listener, HttpUriRequestBase post) {
    long start = System.nanoTime();
    CollectingBody collected = new CollectingBody(start, MOST_BYTES, listener);
    if (Thread.currentThread().isInterrupted()) {
      return broken(Exchange.Break.INTERRUPTED, "interrupted", collected, start);
    }
    Deadlines.Deadline deadline = deadlines.begin(post, start + request.deadline().toNanos());
    try {
      Exchange.Head head =
          client.execute(
              host(request.address()),
              post,
              HttpClientContext.create(),
              response -> read(response, collected));
      return answered(head, collected, System.nanoTime() - start);
    } catch (IOException | IllegalStateException fault) {
      if (deadline.passed()) {
        return broken(
            Exchange.Break.TIMEOUT, "no end within " + request.deadline(), collected, start);
      }
      if (Thread.currentThread().isInterrupted()) {
        return broken(Exchange.Break.INTERRUPTED, "interrupted", collected, start);
      }
      return broken(kind(fault), describe(fault), collected, start);
    } finally {
      deadline.end();
    }
  }

  private static HttpHost host(URI address) {
    return new HttpHost(address.getScheme(), address.getHost(), address.getPort());
  }

  private static HttpUriRequestBase http(UpstreamRequest request) {
    boolean get = request.body().length == 0;
    HttpUriRequestBase post = new HttpUriRequestBase(get ? "GET" : "POST", request.address());
    request.headers().forEach(post::addHeader);
    if (!get) {
      post.setEntity(new ByteArrayEntity(request.body(), null));
    }
    return post;
  }

  private static Exchange.Head read(ClassicHttpResponse response, CollectingBody collected)
      throws IOException {
    Exchange.Head head = collected.begin(response.getCode(), headers(response));
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      try (InputStream in = entity.getContent()) {
        byte[] buffer = new byte[PART_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          collected.part(buffer, count);
        }
      }
    }
    return head;
  }

  private static HttpHeaders headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      headers.computeIfAbsent(header.getName(), unused -> new ArrayList<>(1)).add(value);
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static Exchange answered(Exchange.Head head, CollectingBody collected, long totalNanos) {
    Body body = collected.body();
    String encoding = head.headers().firstValue("content-encoding").orElse("identity");
    if (encoding.equalsIgnoreCase("identity")) {
      return new Exchange.Answered(head.status(), head.headers(), body, totalNanos);
    }
    try {
      return new Exchange.Answered(
          head.status(), head.headers(), unpacked(body, encoding), totalNanos);
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

  private static Exchange.Break kind(Exception fault) {
    return switch (fault) {
      case CollectingBody.TooLarge large -> Exchange.Break.TOO_LARGE;
      case CollectingBody.Stopped stopped -> Exchange.Break.STOPPED;
      case UnknownHostException name -> Exchange.Break.NAME;
      case SSLException tls -> Exchange.Break.TLS;
      case ConnectTimeoutException slow -> Exchange.Break.CONNECT;
      case ConnectException refused -> Exchange.Break.CONNECT;
      default -> Exchange.Break.LOST;
    };
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
    deadlines.close();
    try {
      client.close();
    } catch (IOException fault) {
      // Its connections are gone in any case.
    }
  }
}
