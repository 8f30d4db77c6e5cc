package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.webserver.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.yardmaster.budget.ExpiredHold;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.journal.Journal;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.PatientLedger;
import org.yardmaster.payment.PaymentGate;
import org.yardmaster.routing.Dispatcher;
import org.yardmaster.routing.Exploration;
import org.yardmaster.routing.Seats;
import org.yardmaster.telemetry.OtlpTracing;
import org.yardmaster.telemetry.Tracing;

/** A running gateway. */
public final class GatewayServer implements AutoCloseable {
  private static final String MODELS = "/v1/models/";

  private final Port port;
  private final Optional<Port> admin;
  private final Helpers helpers;
  private final LiveState state;
  private final Readiness readiness;

  private GatewayServer(
      Port port, Optional<Port> admin, Helpers helpers, LiveState state, Readiness readiness) {
    this.port = port;
    this.admin = admin;
    this.helpers = helpers;
    this.state = state;
    this.readiness = readiness;
  }

  /**
   * How a gateway runs.
   *
   * @param ledger of keys, budgets and usage; closed by the caller
   * @param journal of calls that the policy routed; closed by the caller
   * @param decideOnly whether it only decides and never asks a candidate
   * @param log takes one JSON line per request
   * @param messages takes lines for the operator
   */
  public record Setup(
      StateSource source,
      Ledger ledger,
      Clock clock,
      Optional<Journal> journal,
      boolean decideOnly,
      Consumer<String> log,
      Consumer<String> messages) {
    private Setup with(Ledger other) {
      return new Setup(source, other, clock, journal, decideOnly, log, messages);
    }
  }

  /** What ends with the server. */
  private record Helpers(ClientGuard guard, Chores chores, Tracing tracing, Bills bills) {}

  /** Books what could not be booked at once, and tells how that goes. */
  private record Bills(PatientLedger ledger, Consumer<String> messages) {
    void retry() {
      int left = ledger.retry();
      if (left > 0) {
        messages.accept("%,d bills wait for the ledger".formatted(left));
      }
    }

    void end() {
      int left = ledger.retry();
      if (left > 0) {
        messages.accept(
            "%,d bills were not booked: what was held for them counts as spent in full when it expires"
                .formatted(left));
      }
    }
  }

  /** Whether new requests are welcome. */
  private static final class Readiness {
    private volatile boolean ready = true;
  }

  /** Starts a gateway. */
  public static GatewayServer start(Setup given) {
    PatientLedger ledger = new PatientLedger(given.ledger(), given.messages());
    Setup setup = given.with(ledger);
    LiveState state = new LiveState(setup.source().load());
    GatewayConfig config = state.get().config();
    Optional<String> adminKey = config.admin().flatMap(site -> adminKey(site, setup));
    ClientGuard guard = new ClientGuard();
    Metrics metrics = new Metrics(state);
    RecentCalls recent = new RecentCalls();
    TrafficTotals traffic = new TrafficTotals();
    Gatekeeper gatekeeper =
        new Gatekeeper(setup.ledger(), setup.clock(), loopback(config.listen().host()));
    Connections connections = new Connections(config.bounds().connection());
    PaymentGate gate = PaymentDesk.gate(setup, config, metrics);
    Tracing tracing = config.telemetry().<Tracing>map(OtlpTracing::new).orElseGet(Tracing::off);
    HttpFront front =
        new HttpFront(
            state,
            gatekeeper,
            connections,
            CallEvent.Listener.all(List.of(metrics, recent, traffic, new CallLog(setup.log()))),
            setup.clock(),
            tracing,
            gate,
            setup.messages());
    Readiness readiness = new Readiness();
    Endpoints endpoints = new Endpoints();
    decisions(endpoints, front, new DecisionService(state));
    if (!setup.decideOnly()) {
      chat(endpoints, front, state, setup, guard, gate);
    }
    health(endpoints, readiness, setup);
    models(endpoints, front, state);
    Port port = new Port("listen", config.listen(), config, setup.source(), connections, endpoints);
    Reloader reloader = new Reloader(setup.source(), state, setup.journal(), setup.messages());
    Optional<Port> admin =
        config
            .admin()
            .map(
                site ->
                    admin(
                        site,
                        setup,
                        config,
                        new AdminSite.Shown(state, metrics, recent, traffic),
                        adminKey,
                        reloader));
    open(port, admin);
    Bills bills = new Bills(ledger, setup.messages());
    Chores chores = chores(setup, port, admin, reloader, gate, bills);
    return new GatewayServer(
        port, admin, new Helpers(guard, chores, tracing, bills), state, readiness);
  }

  /** Both, or none of them. */
  private static void open(Port port, Optional<Port> admin) {
    port.open();
    try {
      admin.ifPresent(Port::open);
    } catch (IllegalArgumentException unusable) {
      port.close();
      throw unusable;
    }
  }

  private static void models(Endpoints endpoints, HttpFront front, LiveState state) {
    endpoints
        .get("/v1/models", front.get("models", request -> ModelList.of(state.get().router())))
        .getBelow(
            MODELS,
            front.get(
                "models",
                request ->
                    ModelList.one(state.get().router(), Endpoints.nameBelow(MODELS, request))));
  }

  private static Port admin(
      GatewayConfig.Admin site,
      Setup setup,
      GatewayConfig config,
      AdminSite.Shown shown,
      Optional<String> key,
      Reloader reloader) {
    Gatekeeper gatekeeper =
        new Gatekeeper(setup.ledger(), setup.clock(), loopback(site.listen().host()));
    AdminSite pages =
        new AdminSite(shown, setup.ledger(), reloader, gatekeeper, setup.clock(), key);
    Connections connections = new Connections(config.bounds().connection());
    return new Port("admin", site.listen(), config, setup.source(), connections, pages.endpoints());
  }

  private static Optional<String> adminKey(GatewayConfig.Admin site, Setup setup) {
    Optional<String> key =
        site.keyVariable()
            .flatMap(name -> setup.source().environment().apply(name))
            .map(String::strip)
            .filter(text -> !text.isEmpty());
    if (key.isEmpty() && (site.keyVariable().isPresent() || !loopback(site.listen().host()))) {
      throw new IllegalArgumentException(
          "The admin port (%s:%d) has no key: expected one, not empty, in the environment variable that admin.keyVariable names."
              .formatted(site.listen().host(), site.listen().port()));
    }
    return key;
  }

  private static boolean loopback(String host) {
    return List.of("127.0.0.1", "localhost", "::1", "[::1]").contains(host);
  }

  private static Chores chores(
      Setup setup,
      Port port,
      Optional<Port> admin,
      Reloader reloader,
      PaymentGate gate,
      Bills bills) {
    return new Chores(
        List.of(
            new Chores.Chore("reap", Duration.ofSeconds(1), port::reap),
            new Chores.Chore(
                "reap-admin", Duration.ofSeconds(1), () -> admin.ifPresent(Port::reap)),
            new Chores.Chore("beat", Duration.ofSeconds(1), gate::beat),
            new Chores.Chore("payments", Duration.ofSeconds(1), gate::tend),
            new Chores.Chore("reload", Duration.ofSeconds(2), reloader::look),
            new Chores.Chore("bills", Duration.ofSeconds(1), bills::retry),
            new Chores.Chore("expire", Duration.ofSeconds(10), () -> expire(setup))),
        (name, fault) -> setup.messages().accept("chore %s failed: %s".formatted(name, fault)));
  }

  private static void expire(Setup setup) {
    for (ExpiredHold hold : setup.ledger().budgets().expire(setup.clock().instant())) {
      setup
          .messages()
          .accept(
              "request %s died holding %d nano-dollars, which count as spent"
                  .formatted(hold.requestId(), hold.nanoUsd()));
    }
  }

  private static void chat(
      Endpoints endpoints,
      HttpFront front,
      LiveState state,
      Setup setup,
      ClientGuard guard,
      PaymentGate gate) {
    boolean keeping = state.get().config().ledger().isPresent();
    ChatService chat =
        new ChatService(
            state,
            setup.ledger(),
            keeping,
            setup.clock(),
            guard,
            setup.journal(),
            new Dispatcher.Memory(
                new Seats(setup.clock()), new Exploration(setup.clock(), StateSource.random())),
            gate);
    ChatCompletionsApi completions = new ChatCompletionsApi();
    MessagesApi messages = new MessagesApi();
    ResponsesApi responses =
        new ResponsesApi(new ResponseMemory(() -> state.get().config().responses(), setup.clock()));
    EmbeddingsService embeddings =
        new EmbeddingsService(state, setup.ledger(), keeping, setup.clock(), guard);
    endpoints
        .post(
            "/v1/responses",
            front.post(
                responses.route(), responses::error, (in, out) -> chat.serve(responses, in, out)))
        .post(
            "/v1/embeddings",
            front.post(EmbeddingsService.ROUTE, ChatCompletionsApi::written, embeddings::serve))
        .post(
            "/v1/chat/completions",
            front.post(
                completions.route(),
                completions::error,
                (in, out) -> chat.serve(completions, in, out)))
        .post(
            "/v1/messages",
            front.post(
                messages.route(), messages::error, (in, out) -> chat.serve(messages, in, out)));
  }

  private static void decisions(Endpoints endpoints, HttpFront front, DecisionService decide) {
    endpoints
        .post("/v1/route", front.decide("route", decide::route))
        .post("/v1/systemone", front.decide("systemone", decide::systemOne))
        .post("/v1/decisions", front.decide("decisions", decide::decisions))
        .post("/v1/portkey", front.decide("portkey", decide::portkey));
  }

  private static void health(Endpoints endpoints, Readiness readiness, Setup setup) {
    endpoints
        .get("/health/live", told(() -> "ok"))
        .get("/health/ready", told(() -> readiness.ready ? reached(setup) : "draining"));
  }

  /** What every request begins with is tried: the look for a key. */
  private static String reached(Setup setup) {
    try {
      setup.ledger().authenticate("", setup.clock().instant());
      return "ok";
    } catch (LedgerException lost) {
      return "ledger_unavailable";
    }
  }

  private static Handler told(Supplier<String> state) {
    return (request, response) -> {
      String told = state.get();
      new HelidonOutgoing(request, response)
          .answer(
              told.equals("ok") ? 200 : 503,
              Map.of(),
              "{\"status\":\"%s\"}".formatted(told).getBytes(UTF_8));
    };
  }

  /** The port that is listened on. */
  public int port() {
    return port.number();
  }

  /** The operators' port, where there is one. */
  public Optional<Integer> adminPort() {
    return admin.map(Port::number);
  }

  /** Candidates of the policy that nobody configured. */
  public List<String> missing() {
    return state.get().router().fleet().missing();
  }

  /** Which candidates are simulated, in words; empty when none is. */
  public Optional<String> simulated() {
    return state.get().router().fleet().simulated();
  }

  /**
   * Says that it is not ready; after the grace takes no more connections, lets running requests
   * end, and stops.
   */
  @Override
  public void close() {
    readiness.ready = false;
    try {
      Thread.sleep(state.get().config().bounds().grace());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    helpers.chores().close();
    port.close();
    admin.ifPresent(Port::close);
    helpers.guard().close();
    helpers.tracing().close();
    helpers.bills().end();
  }
}
