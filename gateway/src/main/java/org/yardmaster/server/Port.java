package org.yardmaster.server;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import org.yardmaster.config.GatewayConfig;

/** A port that is listened on, and the connections that come in by it. */
final class Port implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final WebServer server;
  private final Connections connections;

  /** A port that is not open yet. */
  Port(
      GatewayConfig.Listen listen,
      GatewayConfig config,
      StateSource source,
      Connections connections,
      HttpRouting.Builder routes) {
    this.connections = connections;
    Duration readTimeout = config.patience().total().multipliedBy(2).plusMinutes(1);
    WebServerConfig.Builder builder = WebServer.builder();
    listen
        .tls()
        .map(files -> files.context(source.environment()))
        .ifPresent(context -> builder.tls(Tls.builder().sslContext(context).build()));
    this.server =
        builder
            .host(listen.host())
            .port(listen.port())
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(connections)
            .maxPayloadSize(config.bounds().bodyBytes() + 1)
            .maxConcurrentRequests(config.bounds().concurrent())
            .shutdownGracePeriod(DRAIN)
            .connectionOptions(
                SocketOptions.builder().readTimeout(readTimeout).tcpNoDelay(true).build())
            .directHandlers(ProtocolErrors.handlers())
            .routing(routes)
            .build();
  }

  void open() {
    server.start();
  }

  /** Its number, once it is open. */
  int number() {
    return server.port();
  }

  /** Closes connections that have been without a request for too long. */
  void reap() {
    connections.reap();
  }

  /** Takes no more connections and lets running requests end. */
  @Override
  public void close() {
    server.stop();
  }
}
