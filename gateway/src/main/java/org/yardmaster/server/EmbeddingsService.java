package org.yardmaster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.routing.AnswerLimit;
import org.yardmaster.routing.CallSize;
import org.yardmaster.routing.Draw;
import org.yardmaster.routing.Plan;
import org.yardmaster.routing.Refusal;
import org.yardmaster.routing.Wish;

/**
 * {@code POST /v1/embeddings}: passed on to configured candidates, paid for and metered like chat.
 * Nothing is routed by content: vectors of different models cannot be compared, so only candidates
 * of one model, at several providers, stand in for one another.
 */
final class EmbeddingsService {
  static final String ROUTE = "embeddings";
  private static final String TASK = "embedding";

  private final Supplier<GatewayState> state;
  private final Ledger ledger;
  private final boolean keeping;
  private final Clock clock;
  private final ClientGuard guard;

  EmbeddingsService(
      Supplier<GatewayState> state,
      Ledger ledger,
      boolean keeping,
      Clock clock,
      ClientGuard guard) {
    this.state = state;
    this.ledger = ledger;
    this.keeping = keeping;
    this.clock = clock;
    this.guard = guard;
  }

  /**
   * Serves one request to its end.
   *
   * @throws ApiProblem when nothing was written to the client
   */
  CallEvent serve(Incoming in, Outgoing out) {
    GatewayState now = state.get();
    ObjectNode body;
    Preferences preferences;
    try {
      body = ChatJson.request(in.body());
      preferences = Preferences.take(body, in.header());
      requireInput(body.path("input"));
    } catch (IllegalArgumentException fault) {
      throw ApiProblem.badRequest(String.valueOf(fault.getMessage()));
    }
    CallSize size = CallSize.of(in.body().length, new AnswerLimit(1, false));
    Wish wish = ChatService.permitted(preferences.wish(), in.caller());
    Plan plan = ChatService.planned(() -> plan(now, wish, size));
    Billing billing =
        new Billing(
            ledger,
            clock,
            new Billing.Account(
                in.requestId(),
                in.caller(),
                preferences.tags(),
                now.limits(in.caller()),
                now.config().patience().total(),
                Billing.NO_CEILING),
            size);
    Plan affordable = opened(now, plan, billing);
    Statement statement =
        new Statement(
            new Statement.Subject(
                now, in, ROUTE, preferences.tags(), false, Optional.empty(), keeping),
            affordable,
            billing);
    EmbeddingsRun.Context context = new EmbeddingsRun.Context(now, in, out, guard, clock);
    return new EmbeddingsRun(context, body, affordable, billing, statement).go();
  }

  private static Plan opened(GatewayState now, Plan plan, Billing billing) {
    try {
      return billing.open(plan, now.config().routing().downgrade());
    } catch (ApiProblem problem) {
      throw problem.after(Progress.planned(plan, false));
    }
  }

  private static void requireInput(JsonNode input) {
    if (!input.isTextual() && !(input.isArray() && !input.isEmpty())) {
      throw new IllegalArgumentException(
          "The field input must be a text, or an array of texts or of token numbers.");
    }
  }

  private static Plan plan(GatewayState now, Wish wish, CallSize size) {
    long start = System.nanoTime();
    now.router().requireKnown(wish);
    Map<String, ServingCandidate> all = now.router().fleet().embeddings();
    Set<String> names = new LinkedHashSet<>();
    if (wish.models().isEmpty() || !wish.model().equals(Wish.AUTO)) {
      names.add(wish.model());
    }
    names.addAll(wish.models());
    Set<ServingCandidate> found = new LinkedHashSet<>();
    for (String name : names) {
      found.addAll(named(all, name));
    }
    Map<String, String> excluded = new LinkedHashMap<>();
    List<ServingCandidate> order = new ArrayList<>();
    for (ServingCandidate one : found) {
      obstacle(now, wish, size, one)
          .ifPresentOrElse(why -> excluded.put(one.id(), why), () -> order.add(one));
    }
    if (order.isEmpty()) {
      throw Refusal.of(excluded, wish);
    }
    return new Plan(
        order,
        names.size() > 1 ? Plan.Basis.RANKED : Plan.Basis.EXPLICIT,
        TASK,
        "the caller named it",
        Map.of(),
        excluded,
        now.router().digest(),
        System.nanoTime() - start,
        Draw.certain(order.getFirst().id()));
  }

  /** The candidate of that id first, then all others of its model; or all of a model's name. */
  private static List<ServingCandidate> named(Map<String, ServingCandidate> all, String name) {
    List<ServingCandidate> found = new ArrayList<>();
    String model = name;
    ServingCandidate first = all.get(name);
    if (first != null) {
      found.add(first);
      model = first.candidate().model();
    }
    for (ServingCandidate other : all.values()) {
      if (other.candidate().model().equals(model) && !found.contains(other)) {
        found.add(other);
      }
    }
    if (found.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.UNKNOWN_MODEL,
          all.isEmpty()
              ? "No model for embeddings is configured here; the configuration lists them under"
                  + " embeddings."
              : "There is no model for embeddings of that name; there are %s."
                  .formatted(String.join(", ", all.keySet())));
    }
    return found;
  }

  private static Optional<String> obstacle(
      GatewayState now, Wish wish, CallSize size, ServingCandidate one) {
    Optional<String> veto = wish.veto(one.id());
    if (veto.isPresent()) {
      return veto;
    }
    if (one.price().isEmpty()) {
      return Optional.of("has no price");
    }
    List<String> regions = now.config().routing().regions();
    if (!regions.isEmpty() && !regions.contains(one.capabilities().region())) {
      return Optional.of("runs outside of " + regions);
    }
    return wish.tooMuch(size, one);
  }
}
