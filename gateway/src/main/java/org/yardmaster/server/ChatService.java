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

  /**
   * The service.
   *
   * @param journal hears of calls that the policy routed
   * @param keeping whether the ledger lasts, so that usage is worth recording
   */
  ChatService(
      Supplier<GatewayState> state,
      Ledger ledger,
      boolean keeping,
      Clock clock,
      ClientGuard guard,
      Optional<Journal> journal) {
    this.state = state;
    this.ledger = ledger;
    this.keeping = keeping;
    this.clock = clock;
    this.guard = guard;
    this.journal = journal;
  }

  /**
   * Serves one request to its end.
   *
   * @throws ApiProblem when nothing was written to the client
   */
  CallEvent serve(ChatApi api, Incoming in, Outgoing out) {
    GatewayState now = state.get();
    ChatCall call = read(api, in, now);
    Plan plan = plan(now, call, in.caller());
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
            call);
    Plan affordable = billing.open(plan, now.config().routing().downgrade());
    ChatRun.Context context =
        new ChatRun.Context(now, api, in, out, guard, clock, keeping, journal);
    return new ChatRun(context, call, affordable, billing).go();
  }

  private static ChatCall read(ChatApi api, Incoming in, GatewayState now) {
    try {
      ObjectNode body = ChatJson.request(in.body());
      Preferences preferences = Preferences.take(body, in.header());
      return ChatCall.of(
          api.chat(body), body, preferences, now.config().routing().maxTokens(), in.body().length);
    } catch (Untranslatable fault) {
      throw ApiProblem.badRequest("This API does not serve %s here.".formatted(fault.what()));
    } catch (IllegalArgumentException fault) {
      throw ApiProblem.badRequest(String.valueOf(fault.getMessage()));
    }
  }

  static Plan plan(GatewayState now, ChatCall call, Caller caller) {
    try {
      return now.router().plan(call.demand(), permitted(call.preferences().wish(), caller));
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
  private static Wish permitted(Wish wish, Caller caller) {
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
