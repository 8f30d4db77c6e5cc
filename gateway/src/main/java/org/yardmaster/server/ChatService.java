package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.dialect.Untranslatable;
import org.yardmaster.journal.Journal;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Conversation;
import org.yardmaster.routing.Dispatcher;
import org.yardmaster.routing.Plan;
import org.yardmaster.routing.Refusal;
import org.yardmaster.routing.Wish;

/** Reads, routes, pays for, asks and answers one chat request at a time, in any client's API. */
final class ChatService {
  private final Supplier<GatewayState> state;
  private final Ledger ledger;
  private final boolean keeping;
  private final Clock clock;
  private final ClientGuard guard;
  private final Optional<Journal> journal;
  private final Dispatcher.Memory memory;

  /**
   * The service.
   *
   * @param journal hears of calls that the policy routed
   * @param memory of conversations and of the exploration budget
   * @param keeping whether the ledger lasts, so that usage is worth recording
   */
  ChatService(
      Supplier<GatewayState> state,
      Ledger ledger,
      boolean keeping,
      Clock clock,
      ClientGuard guard,
      Optional<Journal> journal,
      Dispatcher.Memory memory) {
    this.state = state;
    this.ledger = ledger;
    this.keeping = keeping;
    this.clock = clock;
    this.guard = guard;
    this.journal = journal;
    this.memory = memory;
  }

  /**
   * Serves one request to its end.
   *
   * @throws ApiProblem when nothing was written to the client
   */
  CallEvent serve(ChatApi api, Incoming in, Outgoing out) {
    GatewayState now = state.get();
    Request request = read(api, in, now);
    ChatCall call = request.call();
    Conversation conversation =
        Conversation.of(call.prompt(), in.caller().keyId(), call.preferences().session());
    Plan plan = dispatched(now, call, conversation, in.caller());
    Billing billing =
        new Billing(
            ledger,
            clock,
            new Billing.Account(
                in.requestId(),
                in.caller(),
                call.preferences().tags(),
                now.limits(in.caller()),
                now.config().patience().total()),
            call.size());
    Plan affordable = billing.open(plan, now.config().routing().downgrade());
    ChatRun.Context context =
        new ChatRun.Context(
            now,
            api,
            request.exchange(),
            conversation,
            in,
            out,
            guard,
            clock,
            keeping,
            journal,
            record -> remember(now, plan, conversation, record));
    return new ChatRun(context, call, affordable, billing).go();
  }

  private Plan dispatched(
      GatewayState now, ChatCall call, Conversation conversation, Caller caller) {
    Wish wish = permitted(call.preferences().wish(), caller);
    boolean single = call.size().answers() == 1;
    return planned(
        () ->
            now.dispatcher()
                .plan(
                    new Dispatcher.Request(
                        call.demand(), wish, conversation, caller.keyId(), single),
                    memory));
  }

  /** An explored call that never ended well keeps its worst case booked. */
  private void remember(
      GatewayState now, Plan plan, Conversation conversation, UsageRecord record) {
    String served = record.served().candidate();
    memory.seats().served(conversation, served, now.config().traffic().sticky());
    boolean followed = served.equals(plan.draw().chosen());
    if (plan.draw().explored() && followed && record.cost() instanceof Cost.Known cost) {
      memory.exploration().settle(plan.draw(), cost.nanoUsd());
    }
  }

  private record Request(ChatExchange exchange, ChatCall call) {}

  private static Request read(ChatApi api, Incoming in, GatewayState now) {
    try {
      ObjectNode body = ChatJson.request(in.body());
      Preferences preferences = Preferences.take(body, in.header());
      ChatExchange exchange = api.read(body, in);
      return new Request(
          exchange,
          ChatCall.of(
              exchange.chat(),
              body,
              preferences,
              now.config().routing().maxTokens(),
              in.body().length));
    } catch (Untranslatable fault) {
      throw ApiProblem.badRequest("This API does not serve %s here.".formatted(fault.what()));
    } catch (IllegalArgumentException fault) {
      throw ApiProblem.badRequest(String.valueOf(fault.getMessage()));
    }
  }

  /** What the acting policy says, for whoever asks nobody. */
  static Plan plan(GatewayState now, ChatCall call, Caller caller) {
    Wish wish = permitted(call.preferences().wish(), caller);
    return planned(() -> now.router().plan(call.demand(), wish));
  }

  private static Plan planned(Supplier<Plan> planning) {
    try {
      return planning.get();
    } catch (Refusal refusal) {
      throw switch (refusal.kind()) {
        case UNKNOWN_MODEL ->
            new ApiProblem(404, "invalid_request_error", "model_not_found", refusal.reason());
        case NOBODY_FITS ->
            new ApiProblem(400, "invalid_request_error", "no_candidate", refusal.reason());
      };
    }
  }

  /** A key's scope narrows the wish. */
  static Wish permitted(Wish wish, Caller caller) {
    if (caller.terms().candidates().isEmpty()) {
      return wish;
    }
    Set<String> allowed = new HashSet<>(caller.terms().candidates());
    if (!wish.allowed().isEmpty()) {
      allowed.retainAll(wish.allowed());
    }
    Set<String> some = allowed.isEmpty() ? Set.of("") : allowed;
    return new Wish(
        wish.model(),
        wish.models(),
        wish.tradeoff(),
        wish.maxPriceUsd(),
        wish.maxLatencySeconds(),
        some,
        wish.denied());
  }
}
