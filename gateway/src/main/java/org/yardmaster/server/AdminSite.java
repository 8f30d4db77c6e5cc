package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerException;

/** The operators' own port: status page, metrics, reload. */
final class AdminSite {
  private final LiveState state;
  private final Metrics metrics;
  private final RecentCalls recent;
  private final TrafficTotals traffic;
  private final Ledger ledger;
  private final Reloader reloader;
  private final Gatekeeper gatekeeper;
  private final Clock clock;
  private final Optional<String> key;

  /** What the pages show. */
  record Shown(LiveState state, Metrics metrics, RecentCalls recent, TrafficTotals traffic) {}

  AdminSite(
      Shown shown,
      Ledger ledger,
      Reloader reloader,
      Gatekeeper gatekeeper,
      Clock clock,
      Optional<String> key) {
    this.state = shown.state();
    this.metrics = shown.metrics();
    this.recent = shown.recent();
    this.traffic = shown.traffic();
    this.ledger = ledger;
    this.reloader = reloader;
    this.gatekeeper = gatekeeper;
    this.clock = clock;
    this.key = key;
  }

  Endpoints endpoints() {
    return new Endpoints()
        .get("/", guarded(this::page))
        .get("/metrics", guarded(this::scraped))
        .post("/reload", guarded(this::reload));
  }

  private Handler guarded(Handler handler) {
    return (request, response) -> {
      try {
        gatekeeper.requireNoBrowser(request);
        requireKey(request);
        handler.handle(request, response);
      } catch (ApiProblem problem) {
        refuse(problem, request, response);
      } catch (LedgerException fault) {
        refuse(ApiProblem.ledgerLost(), request, response);
      }
    };
  }

  private static void refuse(ApiProblem problem, ServerRequest request, ServerResponse response) {
    new HelidonOutgoing(request, response)
        .problem(
            problem,
            HttpFront.newId(),
            ChatCompletionsApi.written(problem).toString().getBytes(UTF_8));
  }

  private void requireKey(ServerRequest request) {
    if (key.isEmpty()) {
      return;
    }
    byte[] expected = ("Bearer " + key.get()).getBytes(UTF_8);
    byte[] given = HttpFront.header(request, "authorization").orElse("").getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected, given)) {
      throw ApiProblem.unauthorised();
    }
  }

  private void page(ServerRequest request, ServerResponse response) {
    String html =
        StatusPage.of(
            state.get(),
            traffic.snapshot(),
            recent.list(),
            ledger.budgets().balances(clock.instant()),
            clock.instant());
    new HelidonOutgoing(request, response)
        .answer(
            200,
            Map.of(
                "content-type",
                "text/html; charset=utf-8",
                "content-security-policy",
                "default-src 'none'; style-src 'unsafe-inline'"),
            html.getBytes(UTF_8));
  }

  private void scraped(ServerRequest request, ServerResponse response) {
    new HelidonOutgoing(request, response)
        .answer(
            200,
            Map.of("content-type", "text/plain; version=0.0.4; charset=utf-8"),
            metrics.text().getBytes(UTF_8));
  }

  private void reload(ServerRequest request, ServerResponse response) {
    Optional<String> refusal = reloader.reload();
    ObjectNode told = ChatJson.object().put("reloaded", refusal.isEmpty());
    refusal.ifPresent(reason -> told.put("reason", reason));
    new HelidonOutgoing(request, response)
        .answer(refusal.isEmpty() ? 200 : 409, Map.of(), told.toString().getBytes(UTF_8));
  }
}
