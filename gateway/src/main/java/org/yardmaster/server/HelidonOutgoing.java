package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link Outgoing} over Helidon. */
final class HelidonOutgoing implements Outgoing {
  private final ServerResponse response;
  private final boolean headOnly;
  private @Nullable OutputStream stream;
  private boolean answered;

  HelidonOutgoing(ServerRequest request, ServerResponse response) {
    this.response = response;
    this.headOnly = request.prologue().method().equals(Method.HEAD);
  }

  @Override
  public void answer(int status, Map<String, String> headers, byte[] body) {
    answered = true;
    try {
      response.status(Status.create(status));
      response.headers().set(HeaderNames.CONTENT_TYPE, "application/json");
      response.headers().contentLength(body.length);
      put(headers);
      response.send(headOnly ? new byte[0] : body);
    } catch (RuntimeException broken) {
      throw new EventOut.Gone(broken);
    }
  }

  /** Tells a problem: as the answer, or in a stream that has begun as its last event. */
  void problem(ApiProblem problem, String requestId, byte[] json) {
    if (stream != null) {
      String event = "event: error\ndata: %s\n\n".formatted(new String(json, UTF_8));
      events(Map::of).write(List.of(event));
      finish();
      return;
    }
    ServerResponseHeaders headers = response.headers();
    headers.set(HeaderNames.create("x-request-id"), requestId);
    problem
        .retryAfter()
        .ifPresent(
            wait ->
                headers.set(
                    HeaderNames.create("retry-after"),
                    Long.toString(Math.ceilDiv(wait.toMillis(), 1000))));
    answer(problem.status() == 499 ? 400 : problem.status(), problem.headers(), json);
  }

  private void put(Map<String, String> headers) {
    headers.forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
  }

  @Override
  public EventOut events(Supplier<Map<String, String>> headers) {
    return events -> {
      try {
        write(events, headers);
      } catch (IOException | RuntimeException broken) {
        throw new EventOut.Gone(broken);
      }
    };
  }

  private void write(List<String> events, Supplier<Map<String, String>> headers)
      throws IOException {
    OutputStream out = stream;
    if (out == null) {
      response.status(Status.OK_200);
      response.headers().set(HeaderNames.CACHE_CONTROL, "no-cache");
      put(headers.get());
      response.headers().set(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
      out = response.outputStream();
      stream = out;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    for (String event : events) {
      bytes.writeBytes(event.getBytes(UTF_8));
    }
    out.write(bytes.toByteArray());
    out.flush();
  }

  /** Ends a stream; ends an answer to somebody who left. */
  void finish() {
    try {
      if (stream != null) {
        stream.close();
      } else if (!answered) {
        answer(400, Map.of(), "{}".getBytes(UTF_8));
      }
    } catch (IOException | RuntimeException broken) {
      // The client is gone; the connection ends with it.
    }
  }
}
