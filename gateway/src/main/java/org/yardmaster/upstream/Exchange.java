package org.yardmaster.upstream;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** How a request went. */
public sealed interface Exchange {
  /** Nanoseconds from sending until it was over. */
  long totalNanos();

  /** The whole response arrived, whatever its status. */
  record Answered(int status, HttpHeaders headers, Body body, long totalNanos) implements Exchange {
    public Answered {
      requireNonNull(headers, "headers is null");
      requireNonNull(body, "body is null");
    }
  }

  /**
   * No whole response.
   *
   * @param message what the transport said; never a header or body of the request
   * @param head status and headers, where the response had begun
   * @param body what had arrived
   */
  record Broken(Break cause, String message, Optional<Head> head, Body body, long totalNanos)
      implements Exchange {
    public Broken {
      requireNonNull(cause, "cause is null");
      requireNonNull(message, "message is null");
      requireNonNull(head, "head is null");
      requireNonNull(body, "body is null");
    }
  }

  /** The beginning of a response. */
  record Head(int status, HttpHeaders headers) {}

  /** Why an exchange broke off. */
  enum Break {
    /** The host name does not resolve. */
    NAME(false),
    /** Nobody accepted the connection. */
    CONNECT(false),
    /** No trusted TLS session came about. */
    TLS(false),
    /** The connection was lost after the request was sent. */
    LOST(true),
    /** The deadline passed. */
    TIMEOUT(true),
    /** The body exceeds the limit, packed or unpacked. */
    TOO_LARGE(true),
    /** The body is not what its {@code Content-Encoding} says. */
    ENCODING(true),
    /** The waiting thread was interrupted. */
    INTERRUPTED(true),
    /** The listener wanted no more. */
    STOPPED(true);

    private final boolean sent;

    Break(boolean sent) {
      this.sent = sent;
    }

    /** True when the provider may have received, served and billed the request. */
    public boolean maybeServed() {
      return sent;
    }
  }
}
