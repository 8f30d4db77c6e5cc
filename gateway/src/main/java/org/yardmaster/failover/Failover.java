package org.yardmaster.failover;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provider.Circuit;
import org.yardmaster.provider.Pace;
import org.yardmaster.provider.Waiting;

/**
 * Asks candidates in the given order. A candidate is asked again only after a passing failure that
 * was certainly not billed, after a short pause; otherwise the next one is asked. A candidate whose
 * circuit is open, or whose rate limit is used up, is passed over. All of it ends with the
 * request's deadline.
 */
public final class Failover {
  /** A provider that asks for a longer pause than this is not waited for. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final GatewayConfig.Patience patience;
  private final Waiting waiting;
  private final RandomGenerator random;

  /**
   * A failover.
   *
   * @param random of the pauses' jitter; used by many threads
   */
  public Failover(GatewayConfig.Patience patience, Waiting waiting, RandomGenerator random) {
    this.patience = requireNonNull(patience, "patience is null");
    this.waiting = requireNonNull(waiting, "waiting is null");
    this.random = requireNonNull(random, "random is null");
  }

  /**
   * Asks until somebody answers.
   *
   * @param tokens estimated prompt and most answer tokens of a candidate, as rate limits count them
   */
  public <T> FailoverResult<T> ask(
      List<ServingCandidate> order, ToLongFunction<ServingCandidate> tokens, Attempt<T> attempt) {
    return new Run<>(attempt, tokens).ask(order);
  }

  private final class Run<T> {
    private final Attempt<T> attempt;
    private final ToLongFunction<ServingCandidate> tokens;
    private final long endNanos = waiting.nanos() + patience.total().toNanos();
    private final List<Trace> traces = new ArrayList<>();
    private Completion.@Nullable Failed last;
    private @Nullable Duration soonest;
    private int number;

    Run(Attempt<T> attempt, ToLongFunction<ServingCandidate> tokens) {
      this.attempt = attempt;
      this.tokens = tokens;
    }

    FailoverResult<T> ask(List<ServingCandidate> order) {
      for (ServingCandidate candidate : order) {
        Optional<FailoverResult<T>> end = ask(candidate);
        if (end.isPresent()) {
          return end.get();
        }
        if (left() <= 0) {
          break;
        }
      }
      return exhausted(false);
    }

    private FailoverResult<T> exhausted(boolean hopeless) {
      return new FailoverResult.Exhausted<>(
          Optional.ofNullable(last), hopeless, Optional.ofNullable(soonest), traces);
    }

    private long left() {
      return endNanos - waiting.nanos();
    }

    /** Empty when the next candidate's turn has come. */
    private Optional<FailoverResult<T>> ask(ServingCandidate candidate) {
      for (int turn = 1; turn <= patience.attempts() && left() > 0; turn++) {
        if (!admitted(candidate)) {
          return Optional.empty();
        }
        List<Pace> entered = new ArrayList<>();
        if (!enter(candidate, entered)) {
          candidate.circuit().release();
          noteSkip(candidate, Optional.of(Fault.RATE_LIMITED), "its rate limit is used up here");
          remember(Duration.ofSeconds(1));
          return Optional.empty();
        }
        long start = waiting.nanos();
        AttemptResult<T> result = make(candidate, entered);
        long nanos = waiting.nanos() - start;
        switch (result) {
          case AttemptResult.Delivered<T> delivered -> {
            traces.add(new Trace(candidate.id(), true, Optional.empty(), "", nanos));
            return Optional.of(new FailoverResult.Served<>(delivered.answer(), candidate, traces));
          }
          case AttemptResult.Abandoned<T> gone -> {
            traces.add(new Trace(candidate.id(), true, Optional.empty(), "client left", nanos));
            return Optional.of(new FailoverResult.Abandoned<>(candidate, traces));
          }
          case AttemptResult.Skipped<T> skipped -> {
            noteSkip(candidate, Optional.empty(), skipped.reason());
            return Optional.empty();
          }
          case AttemptResult.Failed<T> failed -> {
            note(candidate, failed, nanos);
            if (failed.hopeless()) {
              return Optional.of(exhausted(true));
            }
            if (turn == patience.attempts() || !again(failed, turn)) {
              return Optional.empty();
            }
          }
        }
      }
      return Optional.empty();
    }

    private AttemptResult<T> make(ServingCandidate candidate, List<Pace> entered) {
      boolean learnt = false;
      try {
        Duration deadline =
            Duration.ofNanos(Math.max(1, Math.min(left(), patience.attempt().toNanos())));
        AttemptResult<T> result = attempt.make(candidate, ++number, deadline);
        switch (result) {
          case AttemptResult.Delivered<T> delivered ->
              candidate.circuit().learn(delivered.completion());
          case AttemptResult.Failed<T> failed -> learn(candidate, failed);
          case AttemptResult.Skipped<T> skipped -> candidate.circuit().release();
          case AttemptResult.Abandoned<T> gone -> candidate.circuit().release();
        }
        learnt = true;
        return result;
      } finally {
        entered.forEach(Pace::leave);
        if (!learnt) {
          candidate.circuit().release();
        }
      }
    }

    private void learn(ServingCandidate candidate, AttemptResult.Failed<T> failed) {
      candidate.circuit().learn(failed.failure());
      failed
          .retryAfter()
          .filter(rest -> rest.compareTo(LONGEST_PAUSE) > 0)
          .ifPresent(rest -> candidate.circuit().restFor(failed.failure(), rest));
    }

    private boolean admitted(ServingCandidate candidate) {
      if (candidate.circuit().admit()
          instanceof Circuit.Admission.Refused(Completion.Failed reason, Optional<Duration> rest)) {
        noteSkip(
            candidate, Optional.of(reason.fault()), "its circuit is open: " + reason.message());
        if (last == null) {
          last = reason;
        }
        rest.ifPresent(this::remember);
        return false;
      }
      return true;
    }

    private boolean enter(ServingCandidate candidate, List<Pace> entered) {
      for (Pace pace : candidate.paces()) {
        if (!pace.enterNow(tokens.applyAsLong(candidate))) {
          entered.forEach(Pace::leave);
          entered.clear();
          return false;
        }
        entered.add(pace);
      }
      return true;
    }

    private void noteSkip(ServingCandidate candidate, Optional<Fault> fault, String why) {
      traces.add(new Trace(candidate.id(), false, fault, why, 0));
    }

    private void note(ServingCandidate candidate, AttemptResult.Failed<T> failed, long nanos) {
      last = failed.failure();
      failed.retryAfter().ifPresent(this::remember);
      traces.add(
          new Trace(
              candidate.id(),
              true,
              Optional.of(failed.failure().fault()),
              failed.failure().message(),
              nanos));
    }

    private void remember(Duration rest) {
      if (soonest == null || rest.compareTo(soonest) < 0) {
        soonest = rest;
      }
    }

    /** Pauses and says yes where another try makes sense. */
    private boolean again(AttemptResult.Failed<T> failed, int turn) {
      Completion.Failed failure = failed.failure();
      boolean free =
          failure.usage() instanceof Usage.Tokens tokensUsed
              && tokensUsed.input() + tokensUsed.cachedInput() == 0
              && tokensUsed.output() + tokensUsed.reasoning() == 0;
      Duration asked = failed.retryAfter().orElse(Duration.ZERO);
      if (!free || !passing(failure.fault()) || asked.compareTo(LONGEST_PAUSE) > 0) {
        return false;
      }
      double spread = 0.5 + 0.5 * random.nextDouble();
      Duration drawn =
          Duration.ofNanos((long) (FIRST_PAUSE.toNanos() * Math.pow(2, turn - 1) * spread));
      Duration pause = asked.compareTo(drawn) > 0 ? asked : drawn;
      return pause.toNanos() < left() && paused(pause);
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
  }

  private static boolean passing(Fault fault) {
    return switch (fault) {
      case RATE_LIMITED, SERVER_ERROR, TIMEOUT, CONNECTION -> true;
      case BAD_RESPONSE, BAD_REQUEST, UNAUTHORISED, BUDGET, NOT_RECORDED -> false;
    };
  }
}
