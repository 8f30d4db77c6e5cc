package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/**
 * Tries a call again when the provider certainly served nothing: then no attempt can be billed
 * beside the last one, and a reservation of one worst case covers the call. A failure that may have
 * been billed is final here; whoever keeps the budget decides about another call.
 *
 * <p>Pauses double from one attempt to the next, each drawn evenly between half and all of its
 * length, and are never shorter than the {@code Retry-After} that came with the failure. Attempts
 * and pauses together stay within the call's deadline; a pause that does not fit ends the call.
 * Time spent waiting for a rate limit does not count.
 */
public final class Retrying implements ModelClient {
  /**
   * How persistently.
   *
   * @param attempts at most, the first included
   * @param firstPause before the second attempt, at most
   * @param longestPause that doubling leads to
   */
  public record Patience(int attempts, Duration firstPause, Duration longestPause) {
    public Patience {
      if (attempts < 1 || !firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
        throw new IllegalArgumentException(
            "Attempts (%d), firstPause (%s) or longestPause (%s) out of range."
                .formatted(attempts, firstPause, longestPause));
      }
    }

    /** Six attempts, pauses from half a second to half a minute. */
    public static Patience standard() {
      return new Patience(6, Duration.ofMillis(500), Duration.ofSeconds(30));
    }
  }

  private final ModelClient client;
  private final Patience patience;
  private final Waiting waiting;
  private final long seed;
  private final AtomicLong calls = new AtomicLong();

  /**
   * Wraps a client.
   *
   * @param seed of the jitter
   */
  public Retrying(ModelClient client, Patience patience, Waiting waiting, long seed) {
    this.client = requireNonNull(client, "client is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.waiting = requireNonNull(waiting, "waiting is null");
    this.seed = seed;
  }

  @Override
  public Reply call(Call call) {
    SplittableRandom random = new SplittableRandom(seed + calls.getAndIncrement());
    Duration left = call.deadline();
    Duration step = patience.firstPause();
    for (int attempt = 1; ; attempt++) {
      Reply reply = client.call(call.withDeadline(left));
      if (attempt == patience.attempts() || !worthAnother(reply)) {
        return reply;
      }
      Duration pause = longer(jittered(step, random), reply.retryAfter().orElse(Duration.ZERO));
      left = left.minus(duration(reply)).minus(pause);
      if (!left.isPositive() || !paused(pause)) {
        return reply;
      }
      step = shorter(step.multipliedBy(2), patience.longestPause());
    }
  }

  private static boolean worthAnother(Reply reply) {
    return reply.completion() instanceof Completion.Failed(Fault fault, String message, Usage usage)
        && passing(fault)
        && usage instanceof Usage.Tokens tokens
        && tokens.input() + tokens.cachedInput() + tokens.output() + tokens.reasoning() == 0;
  }

  private static boolean passing(Fault fault) {
    return switch (fault) {
      case RATE_LIMITED, SERVER_ERROR, TIMEOUT, CONNECTION -> true;
      case BAD_RESPONSE, BAD_REQUEST, UNAUTHORISED, BUDGET, NOT_RECORDED -> false;
    };
  }

  private static Duration duration(Reply reply) {
    return switch (reply.latency()) {
      case Latency.Measured(long total, long first) -> Duration.ofNanos(total);
      case Latency.Unmeasured() -> Duration.ZERO;
    };
  }

  private static Duration jittered(Duration step, SplittableRandom random) {
    return Duration.ofNanos((long) (step.toNanos() * (0.5 + 0.5 * random.nextDouble())));
  }

  private boolean paused(Duration pause) {
    try {
      waiting.pause(pause);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
