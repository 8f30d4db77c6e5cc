package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.failover.Attempt;
import org.yardmaster.failover.AttemptResult;
import org.yardmaster.failover.FailoverResult;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Plan;
import org.yardmaster.upstream.Exchange;

/** One request for embeddings being asked, from its plan to its bill. */
final class EmbeddingsRun implements Attempt<EmbeddingsRun.Answer> {
  /** What a run needs beside its request. */
  record Context(GatewayState state, Incoming in, Outgoing out, ClientGuard guard, Clock clock) {}

  /** A provider's answer, and what it used. */
  record Answer(ObjectNode document, Usage usage) {}

  private final Context context;
  private final ObjectNode body;
  private final Plan plan;
  private final Billing billing;
  private final Statement statement;
  private ClientGuard.@Nullable Watch watch;
  private int number;

  EmbeddingsRun(Context context, ObjectNode body, Plan plan, Billing billing, Statement statement) {
    this.context = context;
    this.body = body;
    this.plan = plan;
    this.billing = billing;
    this.statement = statement;
  }

  /** Asks, answers and settles. */
  CallEvent go() {
    Duration total = context.state().config().patience().total();
    try (ClientGuard.Watch opened = context.guard().watch(context.in().line(), total)) {
      watch = opened;
      FailoverResult<Answer> result =
          context.state().failover().ask(plan.order(), candidate -> estimate().input(), this);
      return switch (result) {
        case FailoverResult.Served<Answer> served -> deliver(served);
        case FailoverResult.Abandoned<Answer> gone -> statement.abandoned(gone);
        case FailoverResult.Exhausted<Answer> nobody -> throw statement.exhausted(nobody);
      };
    } finally {
      statement.closeIfOpen();
    }
  }

  /** A token per four bytes of the request. */
  private Usage.Tokens estimate() {
    return new Usage.Tokens(Math.ceilDiv(context.in().body().length, 4), 0, 0, 0, true);
  }

  private ClientGuard.Watch watch() {
    if (watch == null) {
      throw new IllegalStateException("Attempts are made while the client is watched.");
    }
    return watch;
  }

  @Override
  public AttemptResult<Answer> make(ServingCandidate candidate, int attempt, Duration deadline) {
    if (watch().isGone()) {
      return new AttemptResult.Abandoned<>();
    }
    Optional<String> obstacle = billing.obstacle(candidate);
    if (obstacle.isPresent()) {
      return new AttemptResult.Skipped<>(obstacle.get());
    }
    number = attempt;
    ObjectNode asked = body.objectNode();
    asked.setAll(body);
    asked.put("model", candidate.candidate().model());
    candidate.endpoint().putParameters(asked, candidate.candidate());
    watch().waitFor(Optional.empty());
    Exchange exchange =
        candidate
            .upstream()
            .send(
                candidate
                    .endpoint()
                    .post("/embeddings", false, asked.toString().getBytes(UTF_8), deadline));
    if (watch().rested().isPresent()) {
      statement.wasted(candidate, Billing.cost(candidate, estimate()), number, "client left");
      return new AttemptResult.Abandoned<>();
    }
    return switch (exchange) {
      case Exchange.Broken broken -> failed(candidate, Failures.of(candidate, broken));
      case Exchange.Answered answered when answered.status() / 100 != 2 ->
          failed(candidate, Failures.of(candidate, answered, context.clock().instant()));
      case Exchange.Answered answered -> read(candidate, answered);
    };
  }

  private AttemptResult<Answer> read(ServingCandidate candidate, Exchange.Answered answered) {
    Optional<ObjectNode> document =
        ChatJson.lenient(candidate.endpoint().redact(answered.body().text()));
    if (document.isEmpty() || !whole(document.get().path("data"))) {
      Completion.Failed failed =
          new Completion.Failed(
              Fault.BAD_RESPONSE, "status 200 but no embeddings in it", new Usage.Unknown());
      return failed(candidate, new Failures.Failure(failed, Optional.empty(), false));
    }
    JsonNode counted = document.get().path("usage").path("prompt_tokens");
    Usage usage =
        counted.isIntegralNumber() && counted.canConvertToLong() && counted.longValue() >= 0
            ? new Usage.Tokens(counted.longValue(), 0, 0, 0, false)
            : estimate();
    return new AttemptResult.Delivered<>(
        new Answer(document.get(), usage), new Completion.Completed("", "", "", usage));
  }

  private static boolean whole(JsonNode data) {
    return data.isArray()
        && !data.isEmpty()
        && data.valueStream().allMatch(each -> each.hasNonNull("embedding"));
  }

  /** A request that may have been served is billed: its tokens are known. */
  private AttemptResult<Answer> failed(ServingCandidate candidate, Failures.Failure failure) {
    Completion.Failed fault = failure.failure();
    if (fault.usage() instanceof Usage.Unknown) {
      statement.wasted(
          candidate, Billing.cost(candidate, estimate()), number, "failed: " + fault.fault());
    }
    return new AttemptResult.Failed<>(fault, failure.retryAfter(), failure.hopeless());
  }

  private CallEvent deliver(FailoverResult.Served<Answer> served) {
    Answer answer = served.answer();
    UsageRecord record =
        statement.settle(served.candidate(), answer.usage(), served.attempts(), true);
    Receipt receipt = statement.receipt(served.candidate(), record);
    receipt.putInto(answer.document().withObject("/usage"));
    String ending = "served";
    try {
      context.out().answer(200, receipt.headers(), answer.document().toString().getBytes(UTF_8));
    } catch (EventOut.Gone left) {
      ending = "abandoned";
    }
    return statement.event(200, ending, "", Optional.of(record), served.traces(), 0);
  }
}
