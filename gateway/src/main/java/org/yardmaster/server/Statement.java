package org.yardmaster.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.failover.FailoverResult;
import org.yardmaster.failover.Trace;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Plan;

/** Settles a request and tells everybody who needs to know: client, ledger, listeners. */
final class Statement {
  private final Subject subject;
  private final Plan plan;
  private final Billing billing;
  private boolean closed;
  private int wasted;

  /**
   * A request that is paid for.
   *
   * @param route the API's name in logs and metrics
   * @param reference candidate that savings are counted against
   * @param keeping whether the ledger lasts, so that usage is worth recording
   */
  record Subject(
      GatewayState state,
      Incoming in,
      String route,
      Set<String> tags,
      boolean streaming,
      Optional<ServingCandidate> reference,
      boolean keeping) {}

  Statement(Subject subject, Plan plan, Billing billing) {
    this.subject = subject;
    this.plan = plan;
    this.billing = billing;
  }

  /** Headers of a stream, at its first event: what it will cost is not known yet. */
  Map<String, String> streamHeaders(ServingCandidate candidate, int attempts) {
    Cost open = new Cost.Unknown("not settled");
    return receipt(candidate, attempts, open, open).headers();
  }

  /** What the client is told of an answer that was settled. */
  Receipt receipt(ServingCandidate candidate, UsageRecord record) {
    return receipt(candidate, record.attempts(), record.cost(), record.reference().cost());
  }

  private Receipt receipt(ServingCandidate candidate, int attempts, Cost cost, Cost reference) {
    return new Receipt(
        subject.in().requestId(),
        plan,
        candidate.id(),
        candidate.candidate().simulated(),
        attempts,
        cost,
        reference,
        subject.reference().map(ServingCandidate::id).orElse(""));
  }

  /** Books an answer. One that broke off is no saving, so it is compared with nothing. */
  UsageRecord settle(ServingCandidate candidate, Usage usage, int attempts, boolean whole) {
    UsageRecord record =
        record(candidate, usage, attempts, whole ? reference(usage) : UsageRecord.Reference.NONE);
    closed = true;
    billing.close(Optional.of(candidate), record.cost(), record, subject.keeping());
    return record;
  }

  /** The client left; what it used is booked already. */
  CallEvent abandoned(FailoverResult.Abandoned<?> gone) {
    return event(499, "abandoned", "client_gone", Optional.empty(), gone.traces(), 0);
  }

  /** Books an attempt that brought nothing to the client and yet may have been billed. */
  void wasted(ServingCandidate candidate, Cost cost, int attempts, String why) {
    UsageRecord record =
        new UsageRecord(
            subject.in().requestId() + "~" + ++wasted,
            subject.in().at(),
            caller(),
            served(candidate),
            new Usage.Unknown(),
            cost,
            UsageRecord.Reference.NONE,
            latency(),
            why,
            attempts,
            0);
    billing.failed(candidate, cost, record, subject.keeping());
  }

  /** Frees what is held, where nothing else has. */
  void closeIfOpen() {
    if (!closed) {
      closed = true;
      billing.release();
    }
  }

  private UsageRecord record(
      ServingCandidate candidate, Usage usage, int attempts, UsageRecord.Reference reference) {
    return new UsageRecord(
        subject.in().requestId(),
        subject.in().at(),
        caller(),
        served(candidate),
        usage,
        Billing.cost(candidate, usage),
        reference,
        latency(),
        plan.reason(),
        attempts,
        200);
  }

  private UsageRecord.Caller caller() {
    return new UsageRecord.Caller(
        subject.in().caller().keyId(), plan.task(), List.copyOf(subject.tags()));
  }

  private static UsageRecord.Served served(ServingCandidate candidate) {
    return new UsageRecord.Served(
        candidate.id(),
        candidate.candidate().model(),
        candidate.candidate().provider(),
        candidate.candidate().simulated());
  }

  private Latency latency() {
    long nanos = System.nanoTime() - subject.in().startNanos();
    return new Latency.Measured(nanos, nanos);
  }

  private UsageRecord.Reference reference(Usage usage) {
    return subject
        .reference()
        .map(one -> new UsageRecord.Reference(one.id(), Billing.cost(one, usage)))
        .orElse(UsageRecord.Reference.NONE);
  }

  /** What listeners hear. */
  CallEvent event(
      int status,
      String ending,
      String problem,
      Optional<UsageRecord> record,
      List<Trace> traces,
      long firstTokenNanos) {
    return new CallEvent(
        subject.in().requestId(),
        subject.in().at(),
        subject.route(),
        subject.in().caller().keyId(),
        subject.streaming(),
        status,
        ending,
        problem,
        Optional.of(plan),
        record,
        traces,
        System.nanoTime() - subject.in().startNanos(),
        firstTokenNanos,
        billing.excessNanoUsd());
  }

  /** What the client is told when nobody answered. */
  ApiProblem exhausted(FailoverResult.Exhausted<?> nobody) {
    return unanswered(nobody)
        .after(new Progress(plan, subject.streaming(), nobody.traces(), billing.excessNanoUsd()));
  }

  private static ApiProblem unanswered(FailoverResult.Exhausted<?> nobody) {
    String steps =
        nobody.traces().stream()
            .map(trace -> "%s: %s".formatted(trace.candidate(), trace.note()))
            .collect(Collectors.joining("; "));
    if (nobody.last().isEmpty()) {
      return new ApiProblem(
          nobody.retryAfter().isPresent() ? 429 : 400,
          nobody.retryAfter().isPresent() ? "rate_limit_error" : "invalid_request_error",
          "nobody_asked",
          "Nobody could be asked: %s.".formatted(steps),
          Map.of(),
          nobody.retryAfter());
    }
    return problem(nobody.last().get(), nobody.retryAfter(), nobody.hopeless(), steps);
  }

  /** What the client is told of a stream that broke off after it had begun. */
  static ApiProblem broken(Completion.Failed last) {
    return problem(last, Optional.empty(), false, "");
  }

  private static ApiProblem problem(
      Completion.Failed last, Optional<Duration> retryAfter, boolean hopeless, String steps) {
    if (hopeless) {
      return new ApiProblem(400, "invalid_request_error", "provider_refused", last.message());
    }
    String message =
        steps.isEmpty()
            ? "The provider failed after its answer had begun: %s.".formatted(last.message())
            : "Nobody answered: %s.".formatted(steps);
    int status =
        switch (last.fault()) {
          case RATE_LIMITED -> 429;
          case TIMEOUT -> 504;
          case SERVER_ERROR, CONNECTION, BAD_RESPONSE, BAD_REQUEST, UNAUTHORISED, BUDGET -> 502;
          case NOT_RECORDED -> 404;
        };
    String type = status == 429 ? "rate_limit_error" : "provider_error";
    String code = last.fault() == Fault.RATE_LIMITED ? "rate_limit_exceeded" : "provider_failed";
    return new ApiProblem(status, type, code, message, Map.of(), retryAfter);
  }
}
