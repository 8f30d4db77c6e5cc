package org.yardmaster.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Map;
import org.yardmaster.dialect.ChatJson;

/**
 * Answers to requests that never reach an endpoint, in the format of the API asked for; they never
 * repeat what was sent.
 */
final class ProtocolErrors {
  private final long bodyBytes;

  /** Errors of a server that takes bodies of at most so many bytes. */
  ProtocolErrors(long bodyBytes) {
    this.bodyBytes = bodyBytes;
  }

  DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(
          type, (request, event, status, headers, message) -> told(request, status));
    }
    return handlers.build();
  }

  private DirectHandler.TransportResponse told(
      DirectHandler.TransportRequest request, Status status) {
    DirectHandler.TransportResponse.Builder answer =
        DirectHandler.TransportResponse.builder()
            .status(status)
            .header(HeaderNames.create("x-request-id"), HttpFront.newId())
            .header(HeaderNames.CONTENT_TYPE, "application/json");
    if (!request.method().equals(Method.HEAD.text())) {
      answer.entity(Endpoints.errors(request.path()).apply(problem(status, bodyBytes)).toString());
    }
    return answer.build();
  }

  /** What the server found wrong with a request, whose connection ends with it. */
  static ApiProblem problem(Status status, long bodyBytes) {
    return switch (status.code()) {
      case 413 ->
          problem(
              status,
              "body_too_large",
              "The body exceeds the %,d bytes that this gateway takes (bounds.bodyBytes)."
                  .formatted(bodyBytes));
      case 505 ->
          problem(
              status,
              "http_505",
              "Found another version of HTTP; expected HTTP/1.1. A proxy in between may need to be"
                  + " told (nginx: proxy_http_version 1.1).");
      default -> problem(status, "http_" + status.code(), status.reasonPhrase());
    };
  }

  private static ApiProblem problem(Status status, String code, String message) {
    return new ApiProblem(
            status.code(),
            status.code() >= 500 ? "server_error" : "invalid_request_error",
            code,
            message)
        .with(Map.of("connection", "close"), ChatJson.object());
  }
}
