package org.yardmaster.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** Answers to requests that never reach an endpoint; they never repeat what was sent. */
final class ProtocolErrors {
  private ProtocolErrors() {}

  static DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, (request, event, status, headers, message) -> told(status));
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse told(Status status) {
    ApiProblem problem =
        new ApiProblem(
            status.code(),
            status.code() >= 500 ? "server_error" : "invalid_request_error",
            "http_" + status.code(),
            status.reasonPhrase());
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .entity(ChatCompletionsApi.written(problem).toString())
        .build();
  }
}
