package org.yardmaster.server;

import io.helidon.common.socket.HelidonSocket;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request as a service sees it.
 *
 * @param header finds a header by its lower-case name
 * @param socket the client's, to notice that it goes away
 */
@SuppressWarnings("ArrayRecordComponent")
record Incoming(
    String requestId,
    Instant at,
    long startNanos,
    Caller caller,
    Function<String, Optional<String>> header,
    byte[] body,
    Optional<HelidonSocket> socket) {
  /** The same by somebody whose identity was found out since. */
  Incoming by(Caller other) {
    return new Incoming(requestId, at, startNanos, other, header, body, socket);
  }
}
