package org.yardmaster.server;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.yardmaster.config.GatewayConfig;

/** A port that is listened on, and the connections that come in by it. */
final class Port implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final String setting;
  private final GatewayConfig.Listen listen;
  private final WebServer server;
  private final Connections connections;

  /**
   * A port that is not open yet.
   *
   * @param setting where the configuration has its address
   */
  Port(
      String setting,
      GatewayConfig.Listen listen,
      GatewayConfig config,
      StateSource source,
      Connections connections,
      Endpoints endpoints) {
    this.setting = setting;
    this.listen = listen;
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
            .maxPayloadSize(config.bounds().bodyBytes())
            .maxConcurrentRequests(config.bounds().concurrent())
            .shutdownGracePeriod(DRAIN)
            .connectionOptions(
                SocketOptions.builder().readTimeout(readTimeout).tcpNoDelay(true).build())
            .directHandlers(new ProtocolErrors(config.bounds().bodyBytes()).handlers())
            .routing(endpoints.routes().addFilter(connections::around))
            .build();
  }

  /**
   * Opens it.
   *
   * @throws IllegalArgumentException when its address cannot be listened on
   */
  void open() {
    requireFree();
    server.start();
    if (!server.isRunning()) {
      throw unusable("the server did not start");
    }
  }

  /** The server tells nobody why it did not start, but logs it with its stack. */
  private void requireFree() {
    InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
    if (address.isUnresolved()) {
      throw unusable("there is no such host");
    }
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      probe.bind(address, 1);
    } catch (IOException fault) {
      throw unusable(String.valueOf(fault.getMessage()));
    }
  }

  private IllegalArgumentException unusable(String why) {
    return new IllegalArgumentException(
        "Cannot listen on %s:%d (%s). Maybe another gateway runs there: stop it, or change %s in the configuration."
            .formatted(listen.host(), listen.port(), why, setting));
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
