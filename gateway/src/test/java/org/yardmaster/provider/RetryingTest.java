package org.yardmaster.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Prompt;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

final class RetryingTest {
  private static final Usage FREE = new Usage.Tokens(0, 0, 0, 0, true);
  private static final Reply FINE =
      new Reply(
          new Completion.Completed("fine", "", "stop", Usage.Tokens.measured(5, 1)),
          new Latency.Measured(5, 5));

  /** Time that only pauses and calls move. */
  private static final class Clockwork implements Waiting {
    private final List<Duration> pauses = new ArrayList<>();
    private long now;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void pause(Duration duration) {
      pauses.add(duration);
      now += duration.toNanos();
    }
  }

  private final Clockwork time = new Clockwork();
  private final List<Duration> deadlines = new ArrayList<>();

  private static Reply failed(Fault fault, Usage usage) {
    return new Reply(
        new Completion.Failed(fault, "no", usage),
        new Latency.Measured(Duration.ofSeconds(1).toNanos(), 1),
        Optional.of(500),
        Optional.empty());
  }

  private ModelClient scripted(Reply... replies) {
    Deque<Reply> left = new ArrayDeque<>(List.of(replies));
    return call -> {
      deadlines.add(call.deadline());
      return left.size() > 1 ? left.removeFirst() : left.getFirst();
    };
  }

  private static Call call(Duration deadline) {
    return new Call(
        new Candidate("one", "stub", "m", Map.of(), false), Prompt.of("Hi"), 0, 10, deadline);
  }

  private Reply retried(Duration deadline, Reply... replies) {
    return new Retrying(scripted(replies), Retrying.Patience.standard(), time, 7)
        .call(call(deadline));
  }

  @Test
  void doublesItsPausesWithJitter() {
    retried(Duration.ofMinutes(10), failed(Fault.SERVER_ERROR, FREE));
    assertThat(time.pauses).hasSize(5);
    for (int step = 0; step < 5; step++) {
      Duration most = Duration.ofMillis(500L << step);
      assertThat(time.pauses.get(step)).isBetween(most.dividedBy(2), most);
    }
  }

  @Test
  void neverTriesAgainWhatMayHaveBeenBilled() {
    assertThat(retried(Duration.ofMinutes(10), failed(Fault.CONNECTION, new Usage.Unknown()), FINE))
        .isNotEqualTo(FINE);
    assertThat(
            retried(
                Duration.ofMinutes(10),
                failed(Fault.SERVER_ERROR, Usage.Tokens.measured(3, 0)),
                FINE))
        .isNotEqualTo(FINE);
    assertThat(deadlines).hasSize(2);
  }

  @Test
  void staysWithinTheDeadline() {
    retried(Duration.ofSeconds(4), failed(Fault.SERVER_ERROR, FREE));
    assertThat(deadlines).hasSize(3).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(deadlines.getLast()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void anOpenCircuitLetsOneCallProbe() {
    int[] calls = {0};
    ModelClient dead =
        call -> {
          calls[0]++;
          return failed(Fault.SERVER_ERROR, FREE);
        };
    CircuitBreaker breaker =
        new CircuitBreaker(dead, new Circuit.Limits(3, Duration.ofSeconds(10)), time);
    for (int index = 0; index < 20; index++) {
      breaker.call(call(Duration.ofSeconds(5)));
    }
    assertThat(calls[0]).isEqualTo(3);
    assertThat(breaker.call(call(Duration.ofSeconds(5))).retryAfter())
        .contains(Duration.ofSeconds(10));
    time.pause(Duration.ofSeconds(11));
    breaker.call(call(Duration.ofSeconds(5)));
    breaker.call(call(Duration.ofSeconds(5)));
    assertThat(calls[0]).isEqualTo(4);
  }

  @Test
  void aProbeThatSucceedsClosesTheCircuit() {
    CircuitBreaker breaker =
        new CircuitBreaker(
            scripted(failed(Fault.TIMEOUT, FREE), FINE),
            new Circuit.Limits(1, Duration.ofSeconds(10)),
            time);
    breaker.call(call(Duration.ofSeconds(5)));
    time.pause(Duration.ofSeconds(11));
    assertThat(breaker.call(call(Duration.ofSeconds(5)))).isEqualTo(FINE);
    assertThat(breaker.call(call(Duration.ofSeconds(5)))).isEqualTo(FINE);
  }

  @Test
  void aRefusedKeyIsNotTriedTwice() {
    CircuitBreaker breaker =
        new CircuitBreaker(
            scripted(failed(Fault.UNAUTHORISED, FREE), FINE), Circuit.Limits.standard(), time);
    breaker.call(call(Duration.ofSeconds(5)));
    Reply second = breaker.call(call(Duration.ofSeconds(5)));
    assertThat(second.completion())
        .isInstanceOfSatisfying(
            Completion.Failed.class,
            failure -> assertThat(failure.fault()).isEqualTo(Fault.UNAUTHORISED));
    assertThat(deadlines).hasSize(1);
  }

  @Test
  void aPaceSpreadsRequestsAndTokensOverTheMinute() {
    RateLimits limits =
        new RateLimits(OptionalInt.of(60), OptionalLong.of(600), OptionalInt.empty());
    RateLimited limited = new RateLimited(scripted(FINE), List.of(new Pace(limits, time)));
    for (int index = 0; index < 61; index++) {
      limited.call(call(Duration.ofSeconds(5)));
    }
    long tokensPerCall = 10 + TokenEstimate.ofPrompt(Prompt.of("Hi"));
    Duration least = Duration.ofMillis(60 * tokensPerCall * 60_000 / 600);
    assertThat(Duration.ofNanos(time.now)).isBetween(least.minusSeconds(2), least.plusSeconds(2));
  }

  @Test
  void placesBoundTheCallsInFlight() throws InterruptedException {
    RateLimits limits =
        new RateLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.of(2));
    Pace pace = new Pace(limits, Waiting.real());
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RateLimited limited =
        new RateLimited(
            call -> {
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              LockSupport.parkNanos(10_000);
              open.decrementAndGet();
              return FINE;
            },
            List.of(pace));
    List<Thread> threads = new ArrayList<>();
    for (int index = 0; index < 50; index++) {
      threads.add(Thread.ofVirtual().start(() -> limited.call(call(Duration.ofSeconds(5)))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isBetween(1, 2);
  }
}
