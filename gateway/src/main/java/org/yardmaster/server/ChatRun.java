package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.AnswerChunks;
import org.yardmaster.dialect.Untranslatable;
import org.yardmaster.failover.Attempt;
import org.yardmaster.failover.AttemptResult;
import org.yardmaster.failover.FailoverResult;
import org.yardmaster.journal.Journal;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.provider.Endpoint;
import org.yardmaster.routing.Conversation;
import org.yardmaster.routing.Plan;
import org.yardmaster.telemetry.Tracing;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.UpstreamRequest;

/** One chat request being asked, from its plan to its bill. */
final class ChatRun implements Attempt<ChatRun.Answer> {
  /**
   * What a run needs beside its request.
   *
   * @param settled hears of an answer before its client has all of it
   */
  record Context(
      GatewayState state,
      ChatApi api,
      ChatExchange exchange,
      Conversation conversation,
      Incoming in,
      Outgoing out,
      ClientGuard guard,
      Clock clock,
      boolean keeping,
      Optional<Journal> journal,
      Consumer<UsageRecord> settled) {}

  /**
   * What was delivered.
   *
   * @param document a whole answer as a {@code chat.completion}, or as the client's own API has it
   * @param raw whether the latter
   * @param relay a stream's
   * @param failure why a stream broke off after it had begun
   */
  record Answer(
      Usage usage,
      Optional<ObjectNode> document,
      boolean raw,
      Optional<StreamRelay> relay,
      Optional<Completion.Failed> failure) {}

  private final Context context;
  private final ChatCall call;
  private final Plan plan;
  private final Billing billing;
  private final Statement statement;
  private int number;
  private ClientGuard.@Nullable Watch watch;

  ChatRun(Context context, ChatCall call, Plan plan, Billing billing) {
    this.context = context;
    this.call = call;
    this.plan = plan;
    this.billing = billing;
    this.statement =
        new Statement(
            new Statement.Subject(
                context.state(),
                context.in(),
                context.api().route(),
                call.preferences().tags(),
                call.streaming(),
                context.state().reference(),
                context.keeping()),
            plan,
            billing);
  }

  /** Asks, answers and settles. */
  CallEvent go() {
    Duration total = context.state().config().patience().total();
    try (ClientGuard.Watch opened = context.guard().watch(context.in().line(), total)) {
      watch = opened;
      long prompt = call.demand().promptTokens();
      FailoverResult<Answer> result =
          context
              .state()
              .failover()
              .ask(plan.order(), candidate -> prompt + call.limit().at(candidate), this);
      return switch (result) {
        case FailoverResult.Served<Answer> served ->
            new Delivery(context, call, plan, statement).deliver(served);
        case FailoverResult.Abandoned<Answer> gone -> statement.abandoned(gone);
        case FailoverResult.Exhausted<Answer> nobody -> throw statement.exhausted(nobody);
      };
    } finally {
      statement.closeIfOpen();
    }
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
    boolean streaming = call.streaming() && candidate.endpoint().endpoint().streaming();
    UpstreamRequest request;
    try {
      request = request(candidate, streaming, deadline);
    } catch (Untranslatable fault) {
      return new AttemptResult.Skipped<>("its wire format cannot say: " + fault.what());
    }
    Tracing.AttemptSpan span =
        context.in().span().attempt("chat", SpanFacts.asked(candidate, call, streaming));
    UpstreamRequest traced = request.with(span.headers().map());
    AttemptResult<Answer> result = streaming ? stream(candidate, traced) : whole(candidate, traced);
    SpanFacts.end(span, result);
    return result;
  }

  private UpstreamRequest request(
      ServingCandidate candidate, boolean streaming, Duration deadline) {
    ObjectNode body =
        raw(candidate)
            ? withModel(candidate, streaming)
            : candidate.dialect().request(withLimits(candidate, streaming));
    candidate.endpoint().putParameters(body, candidate.candidate());
    return candidate
        .endpoint()
        .chat(candidate.candidate().model(), streaming, body.toString().getBytes(UTF_8), deadline);
  }

  /** Whether a provider understands the client's own words, other than Chat Completions. */
  private boolean raw(ServingCandidate candidate) {
    Endpoint.Format format = candidate.endpoint().endpoint().format();
    return format != Endpoint.Format.OPENAI
        && context.exchange().spoken().equals(Optional.of(format));
  }

  private ObjectNode withModel(ServingCandidate candidate, boolean streaming) {
    ObjectNode body = call.raw().objectNode();
    body.setAll(call.raw());
    return body.put("model", candidate.candidate().model()).put("stream", streaming);
  }

  /** The request with the candidate's model name, a limit of tokens, and counts asked for. */
  private ObjectNode withLimits(ServingCandidate candidate, boolean streaming) {
    ObjectNode chat = call.chat().objectNode();
    chat.setAll(call.chat());
    chat.put("model", candidate.candidate().model());
    chat.remove("max_tokens");
    chat.remove("max_completion_tokens");
    chat.put(candidate.endpoint().outputLimitField(), call.limit().at(candidate));
    chat.remove("stream_options");
    if (streaming) {
      chat.put("stream", true).putObject("stream_options").put("include_usage", true);
    } else {
      chat.remove("stream");
    }
    return chat;
  }

  private AttemptResult<Answer> whole(ServingCandidate candidate, UpstreamRequest request) {
    watch().waitFor(Optional.empty());
    Exchange exchange = candidate.upstream().send(request);
    if (watch().rested().isPresent()) {
      statement.wasted(candidate, abandoned(candidate), number, "client left");
      return new AttemptResult.Abandoned<>();
    }
    return switch (exchange) {
      case Exchange.Broken broken -> failed(candidate, Failures.of(candidate, broken));
      case Exchange.Answered answered when answered.status() / 100 != 2 ->
          failed(candidate, Failures.of(candidate, answered, context.clock().instant()));
      case Exchange.Answered answered -> document(candidate, answered);
    };
  }

  private AttemptResult<Answer> document(ServingCandidate candidate, Exchange.Answered answered) {
    AnswerDocument.Read read = AnswerDocument.read(candidate, answered, call);
    if (read.failure().isPresent() || read.chat().isEmpty()) {
      return failed(candidate, read.failure().orElseThrow());
    }
    ObjectNode chat = read.chat().get();
    Completion done = new Completion.Completed("", "", "", read.usage());
    if (!call.streaming()) {
      return new AttemptResult.Delivered<>(
          new Answer(
              read.usage(),
              Optional.of(raw(candidate) ? read.raw() : chat),
              raw(candidate),
              Optional.empty(),
              Optional.empty()),
          done);
    }
    StreamRelay relay = relay(candidate);
    AnswerChunks.of(chat).forEach(relay::take);
    relay.release();
    relay.close();
    return new AttemptResult.Delivered<>(
        new Answer(read.usage(), Optional.empty(), false, Optional.of(relay), Optional.empty()),
        done);
  }

  private StreamRelay relay(ServingCandidate candidate) {
    int attempt = number;
    return new StreamRelay(
        candidate,
        context.exchange().stream(call.usageWanted()),
        context.out().events(() -> statement.streamHeaders(candidate, attempt)),
        watch(),
        raw(candidate));
  }

  private AttemptResult<Answer> stream(ServingCandidate candidate, UpstreamRequest request) {
    StreamRelay relay = relay(candidate);
    watch().waitFor(Optional.of(context.state().config().patience().firstToken()));
    Exchange exchange = candidate.upstream().send(request, relay);
    relay.close();
    Optional<ClientGuard.Cause> cause = watch().rested();
    long promptTokens = call.demand().promptTokens();
    if (relay.clientGone() || cause.filter(ClientGuard.Cause.CLIENT_GONE::equals).isPresent()) {
      statement.wasted(
          candidate, Billing.cost(candidate, relay.used(promptTokens)), number, "client left");
      return new AttemptResult.Abandoned<>();
    }
    if (exchange instanceof Exchange.Answered answered && !relay.relaying()) {
      return answered.status() / 100 == 2
          ? document(candidate, answered)
          : failed(candidate, Failures.of(candidate, answered, context.clock().instant()));
    }
    Optional<Failures.Failure> failure = Failures.of(candidate, exchange, relay, cause);
    if (failure.isEmpty()) {
      relay.release();
      Usage usage = relay.used(promptTokens);
      return new AttemptResult.Delivered<>(
          new Answer(usage, Optional.empty(), false, Optional.of(relay), Optional.empty()),
          new Completion.Completed("", "", relay.finishReason(), usage));
    }
    if (!relay.started()) {
      return failed(candidate, failure.get());
    }
    Completion.Failed fault = failure.get().failure();
    return new AttemptResult.Delivered<>(
        new Answer(
            relay.used(promptTokens),
            Optional.empty(),
            false,
            Optional.of(relay),
            Optional.of(fault)),
        fault);
  }

  /** Books what a failed attempt may have cost, and lets the failover go on. */
  private AttemptResult<Answer> failed(ServingCandidate candidate, Failures.Failure failure) {
    Completion.Failed fault = failure.failure();
    if (fault.usage() instanceof Usage.Unknown) {
      Cost cost = call.streaming() ? promptCost(candidate) : billing.bound(candidate);
      statement.wasted(candidate, cost, number, "failed: " + name(fault.fault()));
    }
    return new AttemptResult.Failed<>(fault, failure.retryAfter(), failure.hopeless());
  }

  /** A whole answer that was cancelled: what the provider had written, nobody here has seen. */
  private Cost abandoned(ServingCandidate candidate) {
    return context.state().config().routing().abandonedInFull()
        ? billing.bound(candidate)
        : promptCost(candidate);
  }

  /** A stream that brought nothing was cancelled: its prompt is what it cost. */
  private Cost promptCost(ServingCandidate candidate) {
    return Billing.cost(candidate, new Usage.Tokens(call.demand().promptTokens(), 0, 0, 0, true));
  }

  private static String name(Fault fault) {
    return fault.name().toLowerCase(java.util.Locale.ROOT);
  }
}
