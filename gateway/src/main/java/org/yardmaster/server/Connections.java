package org.yardmaster.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of a server. Lets a request find its line, so that a client which leaves is
 * noticed, and closes connections that bring no whole request head in time, however slowly they
 * drip.
 */
final class Connections implements ServerConnectionSelector {
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(5);

  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final ServerConnectionSelector http;
  private final long mostIdleNanos;

  Connections(Duration mostIdle) {
    this.http = Http1ConnectionSelector.builder().config(Http1Config.create()).build();
    this.mostIdleNanos = mostIdle.toNanos();
  }

  /** The line of a connection that is open, by the id that its requests carry. */
  ClientLine line(String id) {
    return open(id).context.line();
  }

  private Open open(String id) {
    Open connection = open.get(id);
    if (connection == null) {
      throw new IllegalStateException("a request came in by no connection");
    }
    return connection;
  }

  /**
   * Around each request: while it is served its handler minds the time, afterwards the next one has
   * to begin in time. The server would wait for the client to close, so where either side asked for
   * the end of the connection it is ended here.
   */
  void around(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Open connection = open(request.socketId());
    connection.busy = true;
    try {
      chain.proceed();
    } finally {
      connection.sinceNanos = System.nanoTime();
      connection.busy = false;
    }
    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      connection.close(false);
      connection.unread = !request.content().consumed();
    }
  }

  int count() {
    return open.size();
  }

  /** Closes connections that have been without a request for too long. */
  void reap() {
    long now = System.nanoTime();
    for (Open connection : open.values()) {
      if (!connection.busy && now - connection.sinceNanos > mostIdleNanos) {
        connection.cut();
      }
    }
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    LineContext line = LineContext.of(context);
    Open connection = new Open(line, http.connection(line));
    open.put(key(context), connection);
    return connection;
  }

  private static String key(ConnectionContext context) {
    return context.childSocketId();
  }

  private final class Open implements ServerConnection {
    private final LineContext context;
    private final ServerConnection connection;
    private volatile long sinceNanos = System.nanoTime();
    private volatile boolean busy;

    /** Whether the client may be sending what is not read, as after most protocol errors. */
    private volatile boolean unread = true;

    Open(LineContext context, ServerConnection connection) {
      this.context = context;
      this.connection = connection;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        connection.handle(limit);
        if (unread) {
          context.line().drain(SILENCE, LONGEST_DRAIN);
        }
      } finally {
        open.remove(key(context));
      }
    }

    @Override
    public Duration idleTime() {
      return connection.idleTime();
    }

    /** Ends it whatever it waits for. A read that is interrupted closes its channel itself. */
    void cut() {
      close(true);
      context.line().close();
    }

    @Override
    public void close(boolean interrupt) {
      unread = false;
      connection.close(interrupt);
    }
  }
}
