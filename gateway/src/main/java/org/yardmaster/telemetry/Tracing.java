package org.yardmaster.telemetry;

import java.util.Map;
import java.util.function.Supplier;

/** Follows requests through the gateway. Thread-safe. */
public interface Tracing extends AutoCloseable {
  /**
   * A request begins.
   *
   * @param route endpoint in keys' scopes and metrics
   * @param headers what the client sent
   */
  RequestSpan begin(String route, TraceHeaders headers);

  /** Sends what was not sent yet. */
  @Override
  void close();

  /** One request. */
  interface RequestSpan {
    /** An attempt at a candidate begins. */
    AttemptSpan attempt(String operation, Asked asked);

    /**
     * The request is over.
     *
     * @param status HTTP status told to the client
     * @param problem empty when there was none
     * @param facts further attributes by name; values are texts, longs, doubles or truth values
     */
    void end(int status, String problem, Supplier<Map<String, Object>> facts);
  }

  /** One attempt. */
  interface AttemptSpan {
    /** Headers that let the provider's own spans belong to this one. */
    TraceHeaders headers();

    /**
     * The attempt is over.
     *
     * @param problem empty when it brought an answer
     */
    void end(Told told, String problem);
  }

  /**
   * Who is asked for how much.
   *
   * @param system the convention's name of the provider
   * @param host of the provider
   */
  record Asked(
      String system, String model, long maxTokens, boolean streaming, String host, int port) {}

  /**
   * What came back; 0 and empty where unknown.
   *
   * @param inputTokens with cached ones
   * @param outputTokens with reasoning
   */
  record Told(String model, long inputTokens, long outputTokens) {
    public static final Told NOTHING = new Told("", 0, 0);
  }

  /** No spans; what clients send goes on to providers. */
  static Tracing off() {
    return Passing.OFF;
  }
}
