package org.yardmaster.server;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.yardmaster.telemetry.Tracing;

/**
 * One request as a service sees it.
 *
 * @param header finds a header by its lower-case name
 * @param line the client's, to notice that it goes away
 * @param span that attempts belong to
 */
@SuppressWarnings("ArrayRecordComponent")
record Incoming(
    String requestId,
    Instant at,
    long startNanos,
    Caller caller,
    Function<String, Optional<String>> header,
    byte[] body,
    Optional<ClientLine> line,
    Tracing.RequestSpan span) {
  /** The same by somebody whose identity was found out since. */
  Incoming by(Caller other) {
    return new Incoming(requestId, at, startNanos, other, header, body, line, span);
  }

  /** The same for work that goes on though its client may leave. */
  Incoming unwatched() {
    return new Incoming(requestId, at, startNanos, caller, header, body, Optional.empty(), span);
  }
}
