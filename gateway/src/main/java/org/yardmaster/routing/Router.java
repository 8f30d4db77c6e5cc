package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.yardmaster.config.Fleet;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Decision;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;

/** Plans requests with one policy and one fleet. Safe for many threads. */
public final class Router {
  private final Policy policy;
  private final String digest;
  private final Fleet fleet;
  private final GatewayConfig.Routing rules;
  private final ConcurrentLinkedQueue<Decider> idle = new ConcurrentLinkedQueue<>();

  public Router(Policy policy, String digest, Fleet fleet, GatewayConfig.Routing rules) {
    this.policy = requireNonNull(policy, "policy is null");
    this.digest = requireNonNull(digest, "digest is null");
    this.fleet = requireNonNull(fleet, "fleet is null");
    this.rules = requireNonNull(rules, "rules is null");
  }

  public Policy policy() {
    return policy;
  }

  public String digest() {
    return digest;
  }

  public Fleet fleet() {
    return fleet;
  }

  /** Names of the presets, sorted. */
  public List<String> presets() {
    return rules.presets().keySet().stream().sorted().toList();
  }

  /** Presets and their tradeoffs, sorted by name. */
  public SortedMap<String, Double> tradeoffs() {
    return new TreeMap<>(rules.presets());
  }

  /** Candidates that the policy may choose, in the fleet's order. */
  public List<ServingCandidate> choices() {
    return fleet.all().stream().filter(one -> policy.indexOf(one.id()) >= 0).toList();
  }

  /**
   * Plans one request.
   *
   * @throws Refusal when nobody can serve it
   */
  public Plan plan(Demand demand, Wish wish) {
    long start = System.nanoTime();
    requireKnown(wish);
    Map<String, String> excluded = new LinkedHashMap<>();
    for (ServingCandidate candidate : fleet.all()) {
      obstacle(candidate, demand, wish).ifPresent(why -> excluded.put(candidate.id(), why));
    }
    List<String> named = named(wish);
    boolean explicit = named.size() == 1 && !automatic(named.getFirst());
    Thought thought = think(demand, wish, preset(named), excluded.keySet());
    for (ServingCandidate candidate : fleet.all()) {
      Optional.ofNullable(thought.predictions().get(candidate.id()))
          .map(wish::tooMuch)
          .orElseGet(() -> wish.tooMuch(demand.size(), candidate))
          .ifPresent(why -> excluded.putIfAbsent(candidate.id(), why));
    }
    List<ServingCandidate> order = order(named, thought.ranked(), excluded, wish);
    Plan.Basis basis =
        explicit
            ? Plan.Basis.EXPLICIT
            : wish.models().isEmpty() ? Plan.Basis.POLICY : Plan.Basis.RANKED;
    String reason =
        switch (basis) {
          case POLICY -> thought.reason();
          case EXPLICIT -> "the caller named it";
          case RANKED -> "the caller's ranking";
        };
    return new Plan(
        order,
        basis,
        thought.task(),
        reason,
        thought.predictions(),
        excluded,
        digest,
        System.nanoTime() - start,
        Draw.certain(order.getFirst().id()));
  }

  private Optional<String> obstacle(ServingCandidate candidate, Demand demand, Wish wish) {
    Optional<String> veto = wish.veto(candidate.id());
    if (veto.isPresent()) {
      return veto;
    }
    if (!rules.regions().isEmpty()
        && !rules.regions().contains(candidate.capabilities().region())) {
      return Optional.of("runs outside of " + rules.regions());
    }
    return demand.obstacle(candidate);
  }

  /** Names in the caller's order; each must be known. */
  private List<String> named(Wish wish) {
    Set<String> names = new LinkedHashSet<>();
    if (wish.models().isEmpty() || !automatic(wish.model())) {
      names.add(wish.model());
    }
    names.addAll(wish.models());
    for (String name : names) {
      if (!automatic(name) && fleet.find(name).isEmpty()) {
        throw new Refusal(Refusal.Kind.UNKNOWN_MODEL, unknown(name));
      }
      preset(List.of(name));
    }
    return List.copyOf(names);
  }

  private String unknown(String name) {
    return fleet.embeddings().containsKey(name)
        ? "Model (%s) serves embeddings alone, at POST /v1/embeddings.".formatted(name)
        : "There is no model (%s); GET /v1/models lists them. Maybe auto was meant."
            .formatted(shortened(name));
  }

  /**
   * Requires that all whom a caller allows or denies are candidates, for chat or for embeddings.
   *
   * @throws Refusal naming those that are not
   */
  public void requireKnown(Wish wish) {
    requireKnown("allowed_models", wish.allowed());
    requireKnown("denied_models", wish.denied());
  }

  private void requireKnown(String field, Set<String> names) {
    List<String> unknown =
        names.stream()
            .filter(id -> fleet.find(id).isEmpty() && !fleet.embeddings().containsKey(id))
            .map(Router::shortened)
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.UNKNOWN_NAME,
          "There is no candidate (%s), which %s names; GET /v1/models lists them."
              .formatted(String.join(", ", unknown), field));
    }
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "…";
  }

  private static boolean automatic(String name) {
    return name.equals(Wish.AUTO) || name.startsWith(Wish.AUTO + ":");
  }

  private Optional<Double> preset(List<String> names) {
    for (String name : names) {
      if (automatic(name) && !name.equals(Wish.AUTO)) {
        String preset = name.substring(Wish.AUTO.length() + 1);
        Double tradeoff = rules.presets().get(preset);
        if (tradeoff == null) {
          throw new Refusal(
              Refusal.Kind.UNKNOWN_MODEL,
              "There is no preset (%s); there are %s.".formatted(shortened(preset), presets()));
        }
        return Optional.of(tradeoff);
      }
    }
    return Optional.empty();
  }

  /** What the policy makes of a request. */
  private record Thought(
      List<String> ranked, String task, String reason, Map<String, Plan.Prediction> predictions) {}

  private Thought think(Demand demand, Wish wish, Optional<Double> preset, Set<String> excluded) {
    Set<String> usable = new HashSet<>(fleet.candidates().keySet());
    usable.removeAll(excluded);
    double tradeoff = wish.tradeoff().orElse(preset.orElse(-1.0));
    Decider decider = Optional.ofNullable(idle.poll()).orElseGet(() -> new Decider(policy));
    try {
      String text = demand.prompt().routingText();
      Constraints constraints =
          new Constraints(tradeoff, 0, wish.maxPriceUsd(), wish.maxLatencySeconds(), known(usable));
      Forecast forecast;
      List<String> ranked = new ArrayList<>();
      String reason = "no candidate satisfies the constraints";
      if (constraints.allowed().isEmpty()) {
        forecast = decider.forecast(text);
      } else {
        Decision decision = decider.decide(text, constraints);
        if (decision instanceof Decision.Route route) {
          ranked.add(route.candidate());
          ranked.addAll(route.fallbacks());
          reason = route.reason();
        }
        forecast = decider.forecast(text);
      }
      String task = policy.task(forecast);
      double usd = policy.rule().usd(constraints);
      return new Thought(ranked, task, reason, predictions(forecast, usd));
    } finally {
      idle.offer(decider);
    }
  }

  /** Those that the policy knows; an empty set would mean all of them to the kernel. */
  private Set<String> known(Set<String> usable) {
    Set<String> known = new HashSet<>(usable);
    known.removeIf(id -> policy.indexOf(id) < 0);
    return known;
  }

  private Map<String, Plan.Prediction> predictions(Forecast forecast, double usd) {
    Map<String, Plan.Prediction> predictions = new HashMap<>();
    for (int index = 0; index < policy.candidates().size(); index++) {
      predictions.put(
          policy.candidates().get(index).id(),
          new Plan.Prediction(
              forecast.success()[index],
              forecast.costUsd()[index],
              forecast.outputTokens()[index],
              forecast.latencySeconds()[index],
              forecast.success()[index] * usd - forecast.costUsd()[index]));
    }
    return predictions;
  }

  private List<ServingCandidate> order(
      List<String> named, List<String> ranked, Map<String, String> excluded, Wish wish) {
    Set<String> ids = new LinkedHashSet<>();
    for (String name : named) {
      if (automatic(name)) {
        ids.addAll(ranked);
      } else if (!excluded.containsKey(name)) {
        ids.add(name);
      }
    }
    if (ids.isEmpty()) {
      throw nobody(named, excluded, wish);
    }
    return ids.stream().map(id -> fleet.find(id).orElseThrow()).toList();
  }

  /** Says what is in the way of those that could have been meant, and of no others. */
  private Refusal nobody(List<String> named, Map<String, String> excluded, Wish wish) {
    Set<String> meant = new LinkedHashSet<>(named);
    if (meant.removeIf(Router::automatic)) {
      choices().forEach(choice -> meant.add(choice.id()));
    }
    Map<String, String> reasons = new LinkedHashMap<>(excluded);
    reasons.keySet().retainAll(meant);
    return reasons.isEmpty()
        ? new Refusal(
            Refusal.Kind.NOBODY_FITS, "No candidate satisfies the constraints of this request.")
        : Refusal.of(reasons, wish);
  }
}
