package org.yardmaster.config;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;
import org.yardmaster.dialect.AnthropicDialect;
import org.yardmaster.dialect.GeminiDialect;
import org.yardmaster.dialect.OpenAiDialect;
import org.yardmaster.dialect.ProviderDialect;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.ApiKey;
import org.yardmaster.provider.Capabilities;
import org.yardmaster.provider.Circuit;
import org.yardmaster.provider.ConfiguredCandidate;
import org.yardmaster.provider.Endpoint;
import org.yardmaster.provider.Pace;
import org.yardmaster.provider.Providers;
import org.yardmaster.provider.RateLimits;
import org.yardmaster.provider.RawEndpoint;
import org.yardmaster.provider.Waiting;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.simulated.SimulatedUpstream;
import org.yardmaster.upstream.Upstream;

/**
 * Everybody who can serve: the configured candidates, and those of the policy that are simulated.
 *
 * @param candidates by id, in the order of the file
 * @param embeddings likewise, for embeddings alone
 * @param missing candidates of the policy that nobody configured
 */
public record Fleet(
    Map<String, ServingCandidate> candidates,
    Map<String, ServingCandidate> embeddings,
    List<String> missing) {
  public Fleet {
    candidates = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(candidates));
    embeddings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(embeddings));
    missing = List.copyOf(missing);
  }

  public Optional<ServingCandidate> find(String id) {
    return Optional.ofNullable(candidates.get(id));
  }

  public Collection<ServingCandidate> all() {
    return candidates.values();
  }

  /** Which of all no language model answers for, in words; empty when each is real. */
  public Optional<String> simulated() {
    List<String> ids =
        all().stream()
            .filter(one -> one.candidate().simulated())
            .map(ServingCandidate::id)
            .toList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ids.size() == all().size()
            ? "all candidates are simulated"
            : "%d of %d candidates %s simulated (%s)"
                .formatted(
                    ids.size(),
                    all().size(),
                    ids.size() == 1 ? "is" : "are",
                    String.join(", ", ids)));
  }

  /**
   * Puts a fleet together.
   *
   * @param environment finds a variable's value by name
   */
  public record Builder(
      GatewayConfig config,
      Upstream network,
      Function<SimulatedCandidates, SimulatedUpstream> simulation,
      Function<String, Optional<String>> environment,
      Clock clock,
      Waiting waiting) {
    /**
     * The fleet for a policy.
     *
     * @param others policies that decide beside it
     * @throws IllegalArgumentException naming missing keys, or when nobody is left that one of the
     *     policies may choose
     */
    public Fleet build(Policy policy, List<Policy> others) {
      Providers.requireKeys(config.candidates(), environment);
      Providers.requireKeys(config.embeddings(), environment);
      Map<String, ServingCandidate> candidates = new LinkedHashMap<>();
      Map<String, Pace> shared = new HashMap<>();
      config
          .providerLimits()
          .forEach((name, limits) -> shared.put(name, new Pace(limits, waiting)));
      for (ConfiguredCandidate one : config.candidates()) {
        candidates.put(one.candidate().id(), serving(one, policy, shared));
      }
      Map<String, ServingCandidate> embeddings = new LinkedHashMap<>();
      for (ConfiguredCandidate one : config.embeddings()) {
        embeddings.put(one.candidate().id(), embedding(one, policy, shared, candidates));
      }
      addSimulated(policy, candidates);
      List<String> missing = missing(policy, candidates);
      for (Policy other : others) {
        addSimulated(other, candidates);
        missing(other, candidates);
      }
      return new Fleet(candidates, embeddings, missing);
    }

    private static List<String> missing(Policy policy, Map<String, ServingCandidate> candidates) {
      List<String> missing =
          policy.candidates().stream()
              .map(CandidateModel::id)
              .filter(id -> !candidates.containsKey(id))
              .toList();
      if (missing.size() == policy.candidates().size()) {
        throw new IllegalArgumentException(
            "None of the policy's candidates %s can be reached.%nMaybe list them under `candidates:` in the file given by --config, with the same ids."
                .formatted(missing));
      }
      return missing;
    }

    private ServingCandidate serving(
        ConfiguredCandidate one, Policy policy, Map<String, Pace> shared) {
      List<Pace> paces = new ArrayList<>();
      if (!one.limits().equals(RateLimits.none())) {
        paces.add(new Pace(one.limits(), waiting));
      }
      Optional.ofNullable(shared.get(one.candidate().provider())).ifPresent(paces::add);
      return new ServingCandidate(
          one.candidate(),
          new RawEndpoint(one.endpoint(), Providers.key(one, environment)),
          dialect(one.endpoint().format()),
          network,
          new PriceBook(one.prices())
              .find(one.candidate().model(), today())
              .or(() -> published(policy, one.candidate())),
          one.capabilities(),
          circuit(),
          paces);
    }

    private ServingCandidate embedding(
        ConfiguredCandidate one,
        Policy policy,
        Map<String, Pace> shared,
        Map<String, ServingCandidate> candidates) {
      String id = one.candidate().id();
      if (candidates.containsKey(id)) {
        throw new IllegalArgumentException(
            "Embedding candidate (%s) has the id of a chat candidate; give it one of its own."
                .formatted(id));
      }
      if (one.endpoint().format() != Endpoint.Format.OPENAI) {
        throw new IllegalArgumentException(
            "Embedding candidate (%s) speaks %s; embeddings are passed on in OpenAI's format only."
                .formatted(id, one.endpoint().format()));
      }
      return serving(one, policy, shared);
    }

    /** The price that the policy was trained with. */
    private Optional<Price> published(Policy policy, Candidate candidate) {
      return policy.candidates().stream()
          .filter(known -> known.id().equals(candidate.id()) && known.price().published())
          .map(
              known ->
                  new Price(
                      candidate.model(),
                      known.price().inputNanoPerMillion(),
                      known.price().inputNanoPerMillion(),
                      known.price().outputNanoPerMillion(),
                      known.price().requestNano(),
                      LocalDate.EPOCH,
                      "policy"))
          .findFirst();
    }

    private void addSimulated(Policy policy, Map<String, ServingCandidate> candidates) {
      if (!policy.simulated()) {
        return;
      }
      SimulatedCandidates cast = SimulatedCandidates.standard();
      PriceBook prices = new PriceBook(cast.prices());
      SimulatedUpstream upstream = simulation.apply(cast);
      for (Candidate candidate : cast.candidates()) {
        int index = policy.indexOf(candidate.id());
        if (index < 0
            || !policy.candidates().get(index).simulated()
            || candidates.containsKey(candidate.id())) {
          continue;
        }
        Endpoint endpoint =
            new Endpoint(
                Endpoint.Format.OPENAI,
                SimulatedUpstream.ADDRESS,
                Optional.empty(),
                true,
                Endpoint.OutputLimit.MAX_TOKENS);
        candidates.put(
            candidate.id(),
            new ServingCandidate(
                candidate,
                new RawEndpoint(endpoint, ApiKey.none()),
                new OpenAiDialect(),
                upstream,
                prices.find(candidate.model(), today()),
                Capabilities.ALL,
                circuit(),
                List.of()));
      }
    }

    private LocalDate today() {
      return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Circuit circuit() {
      GatewayConfig.Patience patience = config.patience();
      Duration accountRest = patience.rest().multipliedBy(6);
      return new Circuit(
          new Circuit.Limits(patience.failures(), patience.rest(), Optional.of(accountRest)),
          waiting);
    }

    private static ProviderDialect dialect(Endpoint.Format format) {
      return switch (format) {
        case OPENAI -> new OpenAiDialect();
        case ANTHROPIC -> new AnthropicDialect();
        case GEMINI -> new GeminiDialect();
      };
    }
  }
}
