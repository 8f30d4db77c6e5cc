package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.payment.PaymentGate;
import org.yardmaster.payment.PaymentTerms;
import org.yardmaster.telemetry.TraceHeaders;
import org.yardmaster.telemetry.Tracing;

/**
 * What every endpoint needs before its own work: an id, a key that is valid, a body of bounded size
 * in bounded time; and after it: an error in the format of the API, and somebody who hears of it.
 */
final class HttpFront {
  /** An endpoint's own work. */
  @FunctionalInterface
  interface Work {
    /**
     * Serves one request.
     *
     * @throws ApiProblem when nothing was written to the client
     */
    CallEvent serve(Incoming in, Outgoing out);
  }

  private static final int DEEPEST_TRACE = 12;

  private final Supplier<GatewayState> state;
  private final Gatekeeper gatekeeper;
  private final Connections connections;
  private final CallEvent.Listener listener;
  private final Clock clock;
  private final PaymentGate gate;
  private final Tracing tracing;
  private final Consumer<String> messages;

  HttpFront(
      Supplier<GatewayState> state,
      Gatekeeper gatekeeper,
      Connections connections,
      CallEvent.Listener listener,
      Clock clock,
      Tracing tracing,
      PaymentGate gate,
      Consumer<String> messages) {
    this.state = state;
    this.gatekeeper = gatekeeper;
    this.connections = connections;
    this.listener = listener;
    this.clock = clock;
    this.gate = gate;
    this.tracing = tracing;
    this.messages = messages;
  }

  /**
   * A handler of POST requests with JSON bodies.
   *
   * @param route its name in keys' scopes and metrics
   * @param errors writes what went wrong
   */
  Handler post(String route, Function<ApiProblem, ObjectNode> errors, Work work) {
    return (request, response) -> {
      String requestId = newId();
      long start = System.nanoTime();
      HelidonOutgoing out = new HelidonOutgoing(request, response);
      Caller caller = Caller.ANYBODY;
      Tracing.RequestSpan span = tracing.begin(route, traced(request));
      try {
        caller = sound(requestId, () -> admitted(request, route));
        requireJson(request);
        ClientLine line = connections.line(request.socketId());
        byte[] body = body(request, line, state.get().config().bounds());
        Incoming in =
            new Incoming(
                requestId,
                clock.instant(),
                start,
                caller,
                name -> header(request, name),
                body,
                Optional.of(line),
                span);
        finished(span, sound(requestId, () -> work.serve(in, out)));
        out.finish();
      } catch (ApiProblem problem) {
        refuse(problem, errors, requestId, out);
        finished(span, refused(requestId, start, route, caller, problem));
      } catch (EventOut.Gone gone) {
        finished(
            span,
            refused(
                requestId, start, route, caller, new ApiProblem(499, "", "client_gone", "left")));
      }
    };
  }

  /**
   * Does a part of the gateway's own work. What goes wrong in it and was not foreseen is told to
   * the operator; the client learns that it happened and nothing of it.
   */
  private <T> T sound(String requestId, Supplier<T> work) {
    try {
      return work.get();
    } catch (ApiProblem | EventOut.Gone foreseen) {
      throw foreseen;
    } catch (LedgerException lost) {
      throw ApiProblem.ledgerLost();
    } catch (RuntimeException fault) {
      messages.accept("request %s failed here: %s".formatted(requestId, where(fault)));
      throw ApiProblem.internal();
    }
  }

  /** The places; not what the exceptions say, which may quote a prompt. */
  private static String where(Throwable fault) {
    String frames =
        Arrays.stream(fault.getStackTrace())
            .limit(DEEPEST_TRACE)
            .map(frame -> " at " + frame)
            .collect(Collectors.joining());
    Throwable cause = fault.getCause();
    return fault.getClass().getName() + frames + (cause == null ? "" : "; by " + where(cause));
  }

  /** A route whose payments replace keys needs one or the other. */
  private Caller admitted(ServerRequest request, String route) {
    return gatekeeper.admit(
        request,
        route,
        state.get().config().keysRequired(),
        gate.rule(route).equals(Optional.of(PaymentTerms.Rule.REPLACE)));
  }

  private void finished(Tracing.RequestSpan span, CallEvent event) {
    listener.finished(event);
    span.end(event.status(), event.problem(), () -> SpanFacts.of(event));
  }

  private static TraceHeaders traced(ServerRequest request) {
    String parent = header(request, "traceparent").orElse("");
    return parent.isEmpty()
        ? TraceHeaders.NONE
        : TraceHeaders.of(parent, header(request, "tracestate").orElse(""));
  }

  /**
   * 48 bits of time, then 80 of chance (as in RFC 9562, version 7): what is written at about the
   * same time lies side by side in the ledger's indexes.
   */
  static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return "ym-"
        + hex.toHexDigits(System.currentTimeMillis(), 12)
        + hex.toHexDigits(random.nextLong(), 4)
        + hex.toHexDigits(random.nextLong());
  }

  static Optional<String> header(ServerRequest request, String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  /** Browsers send other types across origins without asking first. */
  private static void requireJson(ServerRequest request) {
    String type = header(request, "content-type").orElse("").toLowerCase(Locale.ROOT).strip();
    if (!type.equals("application/json") && !type.startsWith("application/json;")) {
      throw new ApiProblem(
          415,
          "invalid_request_error",
          "unsupported_media_type",
          "Expected the content type application/json.");
    }
  }

  private static byte[] body(ServerRequest request, ClientLine line, GatewayConfig.Bounds bounds) {
    line.hurry(bounds.body());
    try (InputStream in = request.content().inputStream()) {
      return in.readAllBytes();
    } catch (RequestException wrong) {
      throw ProtocolErrors.problem(wrong.status(), bounds.bodyBytes());
    } catch (IOException | UncheckedIOException late) {
      throw new ApiProblem(
              408,
              "invalid_request_error",
              "body_timeout",
              "The body did not arrive within %,d ms.".formatted(bounds.body().toMillis()))
          .with(Map.of("connection", "close"), ChatJson.object());
    } finally {
      line.rest();
    }
  }

  static void refuse(
      ApiProblem problem,
      Function<ApiProblem, ObjectNode> errors,
      String requestId,
      HelidonOutgoing out) {
    try {
      ObjectNode body = errors.apply(problem).setAll(problem.beside());
      out.problem(problem, requestId, body.toString().getBytes(UTF_8));
    } catch (EventOut.Gone gone) {
      // Nobody is there to be told.
    }
  }

  private CallEvent refused(
      String requestId, long start, String route, Caller caller, ApiProblem problem) {
    Optional<Progress> reached = problem.progress();
    return new CallEvent(
        requestId,
        clock.instant(),
        route,
        caller.keyId(),
        reached.map(Progress::streaming).orElse(false),
        problem.status(),
        problem.status() == 499 ? "abandoned" : problem.status() >= 500 ? "failed" : "refused",
        problem.code(),
        reached.map(Progress::plan),
        Optional.empty(),
        reached.map(Progress::traces).orElse(List.of()),
        System.nanoTime() - start,
        0,
        reached.map(Progress::excessNanoUsd).orElse(0L));
  }

  /** A handler of POST requests that are answered by one JSON object. */
  Handler decide(String route, BiFunction<ObjectNode, Incoming, ObjectNode> work) {
    return post(
        route,
        ChatCompletionsApi::written,
        (in, out) -> {
          ObjectNode answer;
          try {
            answer = work.apply(ChatJson.request(in.body()), in);
          } catch (IllegalArgumentException fault) {
            throw ApiProblem.badRequest(String.valueOf(fault.getMessage()));
          }
          out.answer(
              200, Map.of("x-request-id", in.requestId()), answer.toString().getBytes(UTF_8));
          return decided(in, route);
        });
  }

  private static CallEvent decided(Incoming in, String route) {
    return new CallEvent(
        in.requestId(),
        in.at(),
        route,
        in.caller().keyId(),
        false,
        200,
        "served",
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        System.nanoTime() - in.startNanos(),
        0,
        0);
  }

  /** A handler of GET requests. */
  Handler get(String route, Function<ServerRequest, ObjectNode> work) {
    return (request, response) -> {
      String requestId = newId();
      HelidonOutgoing out = new HelidonOutgoing(request, response);
      try {
        ObjectNode answer = sound(requestId, () -> admitted(request, route, work));
        out.answer(200, Map.of(), answer.toString().getBytes(UTF_8));
      } catch (ApiProblem problem) {
        refuse(problem, ChatCompletionsApi::written, requestId, out);
      }
    };
  }

  private ObjectNode admitted(
      ServerRequest request, String route, Function<ServerRequest, ObjectNode> work) {
    gatekeeper.admit(request, route, state.get().config().keysRequired(), false);
    return work.apply(request);
  }
}
