package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a server knows of payments. */
public interface PaymentGate {
  /** What a payment does on a route, where one is taken. */
  Optional<PaymentTerms.Rule> rule(String route);

  /** The most that one request's cost may be so that a quote covers it, in nano-dollars. */
  long coveredNanoUsd();

  /** What is to be done with a request. */
  Ruling judge(Inquiry inquiry);

  /** Gives a sign of life; called every second. */
  void beat();

  /** Looks after payments that nobody works on; called every second, may take longer. */
  void tend();

  /** Takes no payments. */
  static PaymentGate closed() {
    return new ClosedGate();
  }

  /**
   * A request that may be paid for.
   *
   * @param bodyDigest SHA-256 of its body, hex
   * @param dearestNanoUsd what it may cost at the dearest candidate that may serve it
   * @param cheapestNanoUsd what it may cost at the cheapest one
   * @param creditKey the key to be topped up; empty where the request itself is paid for
   * @param header finds a header by its lower-case name
   */
  record Inquiry(
      String requestId,
      String route,
      String path,
      String bodyDigest,
      long dearestNanoUsd,
      long cheapestNanoUsd,
      boolean streaming,
      String creditKey,
      Function<String, Optional<String>> header) {
    String subject() {
      return creditKey.isEmpty() ? route + " " + bodyDigest : "top-up " + creditKey;
    }
  }

  /** The answer to an {@link Inquiry}. */
  sealed interface Ruling {
    /**
     * It is not served.
     *
     * @param body fields beside the error
     */
    record Refused(
        int status,
        String code,
        String message,
        Map<String, String> headers,
        ObjectNode body,
        Optional<Duration> retryAfter)
        implements Ruling {
      public Refused {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(body, "body is null");
      }
    }

    /** It was served and paid for: this is the answer. */
    record Paid(StoredAnswer answer, Map<String, String> headers) implements Ruling {
      public Paid {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
      }
    }

    /** The work may be done. */
    record Granted(Permit permit) implements Ruling {}
  }

  /**
   * Leave to work for a payment; ends with exactly one call of {@link #finish} or {@link #fail}.
   */
  interface Permit {
    /** The payer's address. */
    String payer();

    /** What the work may cost at most, in nano-dollars. */
    long ceilingNanoUsd();

    /** Whether a stream may flow while the work is done. */
    boolean direct();

    /** Headers for an answer that flows at once. */
    Map<String, String> headers();

    /**
     * The work is done; what it cost is charged where that has not happened yet.
     *
     * @param costNanoUsd of the tokens used, 0 where nobody counted them
     * @return {@link Ruling.Paid} or {@link Ruling.Refused}
     */
    Ruling finish(StoredAnswer answer, long costNanoUsd);

    /**
     * The work failed; nothing is charged for it.
     *
     * @param delivered whether a part of the answer went out
     * @return headers for the error: money that had moved before stays good for another try
     */
    Map<String, String> fail(String why, boolean delivered);
  }
}
