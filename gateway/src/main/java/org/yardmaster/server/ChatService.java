package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.dialect.Untranslatable;
import org.yardmaster.journal.Journal;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.payment.PaymentGate;
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
  private final PaidChat paid;
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
      Dispatcher.Memory memory,
      PaymentGate gate) {
    this.state = state;
    this.ledger = ledger;
    this.keeping = keeping;
    this.clock = clock;
    this.guard = guard;
    this.journal = journal;
    this.paid = new PaidChat(gate);
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
    Kitchen kitchen = new Kitchen(now, api, request, in);
    if (in.caller().paying()) {
      return paid.serve(api, request.call(), in, out, kitchen);
    }
    Optional<Map<String, String>> receipt = paid.toppedUp(api, in);
    Incoming funded = receipt.isPresent() ? in.by(reread(in.caller())) : in;
    Outgoing told = receipt.isPresent() ? HeldOutgoing.copying(out, receipt.get()) : out;
    Plan plan = dispatched(now, request.call(), kitchen.conversation, funded.caller());
    Billing billing = kitchen.billing(request.call(), funded.caller(), Billing.NO_CEILING);
    try {
      return kitchen.cook(request.call(), plan, billing, funded, told);
    } catch (ApiProblem problem) {
      throw paid.offering(problem, api, in).with(receipt.orElse(Map.of()), ChatJson.object());
    }
  }

  /** The caller with the balance of now. */
  private Caller reread(Caller caller) {
    return ledger.keys().list().stream()
        .filter(key -> key.id().equals(caller.keyId()))
        .findFirst()
        .map(Caller::of)
        .orElse(caller);
  }

  /** Where a request is planned, paid and answered, in the state that it began with. */
  private final class Kitchen implements PaidChat.Kitchen {
    private final GatewayState now;
    private final ChatApi api;
    private final Request request;
    private final Conversation conversation;
    private final String requestId;

    Kitchen(GatewayState now, ChatApi api, Request request, Incoming in) {
      this.now = now;
      this.api = api;
      this.request = request;
      this.requestId = in.requestId();
      ChatCall call = request.call();
      this.conversation =
          Conversation.of(call.prompt(), in.caller().keyId(), call.preferences().session());
    }

    @Override
    public Plan plan(ChatCall call, Caller caller) {
      return ChatService.plan(now, call, caller);
    }

    @Override
    public Billing billing(ChatCall call, Caller caller, long ceilingNanoUsd) {
      Billing.Account account =
          new Billing.Account(
              requestId,
              caller,
              call.preferences().tags(),
              now.limits(caller),
              now.config().patience().total(),
              ceilingNanoUsd);
      return new Billing(ledger, clock, account, call.size());
    }

    @Override
    public CallEvent cook(ChatCall call, Plan plan, Billing billing, Incoming in, Outgoing out) {
      Plan affordable = opened(call, plan, billing);
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

    private Plan opened(ChatCall call, Plan plan, Billing billing) {
      try {
        return billing.open(plan, now.config().routing().downgrade());
      } catch (ApiProblem problem) {
        throw problem.after(Progress.planned(plan, call.streaming()));
      }
    }
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

  /** A plan, or why there is none as the caller is told it. */
  static Plan planned(Supplier<Plan> planning) {
    try {
      return planning.get();
    } catch (Refusal refusal) {
      throw switch (refusal.kind()) {
        case UNKNOWN_MODEL ->
            new ApiProblem(404, "invalid_request_error", "model_not_found", refusal.reason());
        case UNKNOWN_NAME -> ApiProblem.badRequest(refusal.reason());
        case NOT_GRANTED ->
            new ApiProblem(403, "permission_error", "model_not_granted", refusal.reason());
        case NOBODY_FITS ->
            new ApiProblem(400, "invalid_request_error", "no_candidate", refusal.reason());
      };
    }
  }

  /** A key's scope narrows the wish. */
  static Wish permitted(Wish wish, Caller caller) {
    return wish.granting(caller.terms().candidates());
  }
}
