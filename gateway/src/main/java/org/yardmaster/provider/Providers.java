package org.yardmaster.provider;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.yardmaster.payment.PayingUpstream;
import org.yardmaster.payment.Wallet;
import org.yardmaster.upstream.Upstream;

/**
 * Puts the client of a {@link CandidateFile} together: per candidate a provider client, paced by
 * its own and its provider's limits, behind a circuit breaker, tried again where that is free.
 */
public final class Providers {
  private final Upstream upstream;
  private final Clock clock;
  private final Waiting waiting;
  private final Retrying.Patience patience;
  private final Circuit.Limits breaker;
  private final int processes;

  public Providers(
      Upstream upstream,
      Clock clock,
      Waiting waiting,
      Retrying.Patience patience,
      Circuit.Limits breaker) {
    this(upstream, clock, waiting, patience, breaker, 1);
  }

  private Providers(
      Upstream upstream,
      Clock clock,
      Waiting waiting,
      Retrying.Patience patience,
      Circuit.Limits breaker,
      int processes) {
    this.upstream = upstream;
    this.clock = clock;
    this.waiting = waiting;
    this.patience = patience;
    this.breaker = breaker;
    this.processes = processes;
  }

  /** The same for one of several processes among which all rate limits are divided evenly. */
  public Providers sharedBy(int count) {
    return new Providers(upstream, clock, waiting, patience, breaker, count);
  }

  /** The standard patience and breaker, in real time. */
  public static Providers standard(Upstream upstream) {
    return new Providers(
        upstream,
        Clock.systemUTC(),
        Waiting.real(),
        Retrying.Patience.standard(),
        Circuit.Limits.standard());
  }

  /**
   * One client for some candidates of a file.
   *
   * @param environment finds a variable's value by name
   * @throws IllegalArgumentException naming every candidate whose key is missing
   */
  public ModelClient client(
      CandidateFile file,
      List<String> candidateIds,
      Function<String, Optional<String>> environment) {
    List<ConfiguredCandidate> chosen = file.choose(candidateIds);
    requireKeys(chosen, environment);
    Map<String, Pace> providerPaces = new HashMap<>();
    file.providerLimits()
        .forEach(
            (name, limits) -> providerPaces.put(name, new Pace(limits.share(processes), waiting)));
    Map<String, ModelClient> clients = new TreeMap<>();
    for (ConfiguredCandidate one : chosen) {
      List<Pace> paces = new ArrayList<>();
      paces.add(new Pace(one.limits().share(processes), waiting));
      Optional.ofNullable(providerPaces.get(one.candidate().provider())).ifPresent(paces::add);
      ModelClient plain = plain(one, environment);
      ModelClient careful = new CircuitBreaker(new RateLimited(plain, paces), breaker, waiting);
      long seed = one.candidate().id().hashCode();
      clients.put(one.candidate().id(), new Retrying(careful, patience, waiting, seed));
    }
    return new Dispatching(clients);
  }

  private ModelClient plain(
      ConfiguredCandidate one, Function<String, Optional<String>> environment) {
    ApiKey key = key(one, environment);
    return one.payment()
        .<ModelClient>map(
            plan ->
                new PayingClient(upstream, one.endpoint(), key, buyer(plan, environment), clock))
        .orElseGet(() -> new ProviderClient(upstream, one.endpoint(), key, clock));
  }

  private PayingUpstream.Buyer buyer(
      PaymentPlan plan, Function<String, Optional<String>> environment) {
    String name = plan.walletVariable();
    return new PayingUpstream.Buyer(
        Wallet.of("Environment variable (%s)".formatted(name), environment.apply(name).orElse("")),
        plan.rules(),
        clock);
  }

  /**
   * The key of a candidate.
   *
   * @param environment finds a variable's value by name
   */
  public static ApiKey key(
      ConfiguredCandidate one, Function<String, Optional<String>> environment) {
    return one.endpoint()
        .keyVariable()
        .flatMap(name -> environment.apply(name).map(value -> ApiKey.of(name, value)))
        .orElse(ApiKey.none());
  }

  /**
   * Makes sure that no key is missing.
   *
   * @throws IllegalArgumentException naming every candidate whose key is missing
   */
  public static void requireKeys(
      List<ConfiguredCandidate> chosen, Function<String, Optional<String>> environment) {
    Map<String, List<String>> missing = new TreeMap<>();
    for (ConfiguredCandidate one : chosen) {
      one.endpoint()
          .keyVariable()
          .filter(name -> environment.apply(name).isEmpty())
          .ifPresent(
              name ->
                  missing
                      .computeIfAbsent(name, unused -> new ArrayList<>())
                      .add(one.candidate().id()));
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Keys are missing: environment variable (for candidates) %s.%nMaybe export them, or leave those candidates out with --candidates."
              .formatted(missing));
    }
  }
}
