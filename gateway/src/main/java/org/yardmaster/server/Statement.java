package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final ChatRun.Context context;
  private final ChatCall call;
  private final Plan plan;
  private final Billing billing;
  private boolean closed;
  private int wasted;

  Statement(ChatRun.Context context, ChatCall call, Plan plan, Billing billing) {
    this.context = context;
    this.call = call;
    this.plan = plan;
    this.billing = billing;
  }

  /** Headers of a stream, at its first event: what it will cost is not known yet. */
  Map<String, String> streamHeaders(ServingCandidate candidate, int attempts) {
    Cost open = new Cost.Unknown("not settled");
    return receipt(candidate, attempts, open, open).headers();
  }

  private Receipt receipt(ServingCandidate candidate, int attempts, Cost cost, Cost reference) {
    return new Receipt(
        context.in().requestId(),
        plan,
        candidate.id(),
        candidate.candidate().simulated(),
        attempts,
        cost,
        reference,
        context.state().config().routing().reference().orElse(""));
  }

  /** Settles an answer and sends what is still to be sent. */
  CallEvent deliver(FailoverResult.Served<ChatRun.Answer> served) {
    ServingCandidate candidate = served.candidate();
    ChatRun.Answer answer = served.answer();
    Cost cost = Billing.cost(candidate, answer.usage());
    UsageRecord record = record(candidate, answer.usage(), cost, served.attempts(), 200);
    close(Optional.of(candidate), cost, record);
    Receipt receipt = receipt(candidate, served.attempts(), cost, record.reference().cost());
    boolean gone = false;
    try {
      answer.document().ifPresent(document -> send(document, answer.raw(), receipt));
    } catch (EventOut.Gone left) {
      gone = true;
    }
    answer
        .relay()
        .ifPresent(
            relay ->
                answer
                    .failure()
                    .ifPresentOrElse(
                        fault -> relay.fail(problem(fault, Optional.empty(), false, "")),
                        () -> relay.end(receipt)));
    if (plan.basis() == Plan.Basis.POLICY) {
      context
          .journal()
          .ifPresent(
              journal -> journal.write(JournalEntry.of(context, call, plan, answer, record)));
    }
    long first = answer.relay().map(StreamRelay::firstContentNanos).orElse(0L);
    return event(
        200,
        gone ? "abandoned" : answer.failure().isPresent() ? "broken" : "served",
        answer.failure().map(fault -> fault.fault().name()).orElse(""),
        Optional.of(record),
        served.traces(),
        first == 0 ? 0 : first - context.in().startNanos());
  }

  private void send(ObjectNode document, boolean raw, Receipt receipt) {
    ChatApi api = context.api();
    ObjectNode told = raw ? api.receipted(document, receipt) : api.answer(document, receipt);
    byte[] json = told.toString().getBytes(UTF_8);
    context.out().answer(200, receipt.headers(), json);
  }

  /** The client left; what it used is booked already. */
  CallEvent abandoned(FailoverResult.Abandoned<ChatRun.Answer> gone) {
    return event(499, "abandoned", "client_gone", Optional.empty(), gone.traces(), 0);
  }

  /** Books an attempt that brought nothing to the client and yet may have been billed. */
  void wasted(ServingCandidate candidate, Cost cost, int attempts, String why) {
    UsageRecord record =
        new UsageRecord(
            context.in().requestId() + "~" + ++wasted,
            context.in().at(),
            caller(),
            served(candidate),
            new Usage.Unknown(),
            cost,
            UsageRecord.Reference.NONE,
            latency(),
            why,
            attempts,
            0);
    billing.failed(candidate, cost, record, context.keeping());
  }

  /** Frees what is held, where nothing else has. */
  void closeIfOpen() {
    if (!closed) {
      closed = true;
      billing.release();
    }
  }

  private void close(Optional<ServingCandidate> candidate, Cost cost, UsageRecord record) {
    closed = true;
    billing.close(candidate, cost, record, context.keeping());
  }

  private UsageRecord record(
      ServingCandidate candidate, Usage usage, Cost cost, int attempts, int status) {
    return new UsageRecord(
        context.in().requestId(),
        context.in().at(),
        caller(),
        served(candidate),
        usage,
        cost,
        reference(usage),
        latency(),
        plan.reason(),
        attempts,
        status);
  }

  private UsageRecord.Caller caller() {
    return new UsageRecord.Caller(
        context.in().caller().keyId(), plan.task(), List.copyOf(call.preferences().tags()));
  }

  private static UsageRecord.Served served(ServingCandidate candidate) {
    return new UsageRecord.Served(
        candidate.id(),
        candidate.candidate().model(),
        candidate.candidate().provider(),
        candidate.candidate().simulated());
  }

  private Latency latency() {
    long nanos = System.nanoTime() - context.in().startNanos();
    return new Latency.Measured(nanos, nanos);
  }

  private UsageRecord.Reference reference(Usage usage) {
    return context
        .state()
        .config()
        .routing()
        .reference()
        .flatMap(id -> context.state().router().fleet().find(id))
        .map(one -> new UsageRecord.Reference(one.id(), Billing.cost(one, usage)))
        .orElse(UsageRecord.Reference.NONE);
  }

  private CallEvent event(
      int status,
      String ending,
      String problem,
      Optional<UsageRecord> record,
      List<Trace> traces,
      long firstTokenNanos) {
    return new CallEvent(
        context.in().requestId(),
        context.in().at(),
        context.api().route(),
        context.in().caller().keyId(),
        call.streaming(),
        status,
        ending,
        problem,
        Optional.of(plan),
        record,
        traces,
        System.nanoTime() - context.in().startNanos(),
        firstTokenNanos,
        billing.excessNanoUsd());
  }

  /** What the client is told when nobody answered. */
  ApiProblem exhausted(FailoverResult.Exhausted<ChatRun.Answer> nobody) {
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
