package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/**
 * Puts a {@link Circuit} before a client: while it is open calls fail at once, with the rest of
 * that while as their {@code retryAfter}.
 */
public final class CircuitBreaker implements ModelClient {
  private final ModelClient client;
  private final Circuit circuit;

  public CircuitBreaker(ModelClient client, Circuit.Limits limits, Waiting waiting) {
    this.client = requireNonNull(client, "client is null");
    this.circuit = new Circuit(limits, waiting);
  }

  @Override
  public Reply call(Call call) {
    return switch (circuit.admit()) {
      case Circuit.Admission.Refused(Completion.Failed reason, Optional<Duration> rest) ->
          refusal(reason, rest.isEmpty() ? "not tried again" : "circuit open", rest);
      case Circuit.Admission.Pass() -> pass(call);
    };
  }

  private Reply pass(Call call) {
    boolean returned = false;
    try {
      Reply reply = client.call(call);
      circuit.learn(reply.completion());
      returned = true;
      return reply;
    } finally {
      if (!returned) {
        circuit.release();
      }
    }
  }

  private static Reply refusal(Completion.Failed reason, String why, Optional<Duration> rest) {
    return new Reply(
        new Completion.Failed(
            reason.fault(),
            "%s after: %s".formatted(why, reason.message()),
            new Usage.Tokens(0, 0, 0, 0, true)),
        new Latency.Unmeasured(),
        Optional.empty(),
        rest);
  }
}
