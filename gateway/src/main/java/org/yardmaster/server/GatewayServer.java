package org.yardmaster.server;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.ledger.Ledger;

/** A running gateway. */
public final class GatewayServer implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final WebServer server;
  private final ClientGuard guard;
  private final Chores chores;
  private final LiveState state;

  private GatewayServer(
      WebServer server,
      ClientGuard guard,
      Chores chores,
      LiveState state) {
    this.server = server;
    this.guard = guard;
    this.chores = chores;
    this.state = state;
  }

  /**
   * Starts a gateway.
   *
   * @param ledger of keys, budgets and usage; closed by the caller
   */
  public static GatewayServer start(StateSource source, Ledger ledger, Clock clock) {
    LiveState state = new LiveState(source.load());
    GatewayConfig config = state.get().config();
    ClientGuard guard = new ClientGuard();
    Connections connections = new Connections(http(), config.bounds().connection());
    boolean loopback =
        List.of("127.0.0.1", "localhost", "::1", "[::1]").contains(config.listen().host());
    HttpFront front =
        new HttpFront(
            state,
            new Gatekeeper(ledger, clock, loopback),
            connections,
            guard,
            CallEvent.Listener.all(List.of()),
            clock);
    ChatService chat =
        new ChatService(state, ledger, config.ledger().isPresent(), clock, guard);
    WebServer server = server(config, connections, routes(front, chat, state)).start();
    Chores chores =
        new Chores(
            List.of(
                new Chores.Chore("reap", Duration.ofSeconds(1), connections::reap),
                new Chores.Chore(
                    "expire",
                    Duration.ofSeconds(10),
                    () -> ledger.budgets().expire(clock.instant()))),
            (name, fault) -> {});
    return new GatewayServer(server, guard, chores, state);
  }

  private static Http1Config http() {
    return Http1Config.builder().build();
  }

  private static HttpRouting.Builder routes(
      HttpFront front, ChatService chat, LiveState state) {
    ChatCompletionsApi completions = new ChatCompletionsApi();
    return HttpRouting.builder()
        .post(
            "/v1/chat/completions",
            front.post(
                completions.route(),
                completions::error,
                (in, out) -> chat.serve(completions, in, out)))
        .get("/v1/models", front.get("models", request -> ModelList.of(state.get().router())))
        .any(HttpFront::notFound);
  }

  private static WebServer server(
      GatewayConfig config, Connections connections, HttpRouting.Builder routes) {
    Duration readTimeout = config.patience().total().multipliedBy(2).plusMinutes(1);
    return WebServer.builder()
        .host(config.listen().host())
        .port(config.listen().port())
        .shutdownHook(false)
        .featuresDiscoverServices(false)
        .protocolsDiscoverServices(false)
        .addConnectionSelector(connections)
        .maxPayloadSize(config.bounds().bodyBytes() + 1)
        .maxConcurrentRequests(config.bounds().concurrent())
        .shutdownGracePeriod(DRAIN)
        .connectionOptions(
            SocketOptions.builder().readTimeout(readTimeout).tcpNoDelay(true).build())
        .directHandlers(PlainErrors.handlers())
        .routing(routes)
        .build();
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** Candidates of the policy that nobody configured. */
  public List<String> missing() {
    return state.get().router().fleet().missing();
  }

  /** Whether any candidate is simulated. */
  public boolean simulated() {
    return state.get().router().fleet().all().stream()
        .anyMatch(candidate -> candidate.candidate().simulated());
  }

  /** Takes no more connections, lets running requests end, and stops. */
  @Override
  public void close() {
    chores.close();
    server.stop();
    guard.close();
  }

  /** Errors of the protocol itself. */
  private static final class PlainErrors {
    private PlainErrors() {}

    static io.helidon.webserver.http.DirectHandlers handlers() {
      io.helidon.webserver.http.DirectHandlers.Builder handlers =
          io.helidon.webserver.http.DirectHandlers.builder();
      for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
        handlers.addHandler(type, (request, event, status, headers, message) -> told(status));
      }
      return handlers.build();
    }

    /** Never repeats what was sent. */
    private static DirectHandler.TransportResponse told(io.helidon.http.Status status) {
      ApiProblem problem =
          new ApiProblem(
              status.code(),
              status.code() >= 500 ? "server_error" : "invalid_request_error",
              "http_" + status.code(),
              status.reasonPhrase());
      return DirectHandler.TransportResponse.builder()
          .status(status)
          .header(io.helidon.http.HeaderNames.CONTENT_TYPE, "application/json")
          .entity(ChatCompletionsApi.written(problem).toString())
          .build();
    }
  }
}
