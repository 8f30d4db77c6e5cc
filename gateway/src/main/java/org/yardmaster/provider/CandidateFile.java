package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/**
 * {@code candidates.yaml}: who can be asked, where, with which parameters, limits and prices. Keys
 * stand in environment variables; the file only names them. Well-known providers need no entry of
 * their own; {@code providers.yaml} in the build lists them.
 */
public final class CandidateFile {
  /** Fields at the root. */
  public static final Set<String> SECTIONS = Set.of("providers", "candidates", "prices");

  private static final Set<String> PROVIDER =
      Set.of("format", "baseUrl", "keyVariable", "outputLimit", "limits");
  private static final Set<String> CANDIDATE =
      Set.of(
          "id",
          "provider",
          "model",
          "baseUrl",
          "format",
          "keyVariable",
          "outputLimit",
          "price",
          "stream",
          "parameters",
          "limits",
          "capabilities",
          "payment");

  /** Fields that the replay sets itself: what a call may cost at most depends on them. */
  private static final Set<String> OURS =
      Set.of(
          "model",
          "messages",
          "contents",
          "tools",
          "stream",
          "stream_options",
          "max_tokens",
          "max_completion_tokens",
          "maxOutputTokens",
          "n",
          "best_of",
          "candidateCount");

  private final Map<String, YamlFields> providers = new TreeMap<>();
  private final Map<String, RateLimits> limits = new TreeMap<>();
  private final Map<String, ConfiguredCandidate> candidates = new LinkedHashMap<>();
  private PriceBook prices = PriceBook.empty();

  private CandidateFile() {}

  /**
   * Reads a file.
   *
   * @param known prices that candidates may refer to beside those of the file
   * @throws IllegalArgumentException naming the file, the entry, what was found and expected
   */
  public static CandidateFile read(Path path, PriceBook known) {
    return only(YamlFields.read(path), known);
  }

  /**
   * Reads the text of a file.
   *
   * @param origin named in errors
   */
  public static CandidateFile parse(String origin, String text, PriceBook known) {
    return only(YamlFields.parse(origin, text), known);
  }

  private static CandidateFile only(YamlFields root, PriceBook known) {
    root.allow(SECTIONS);
    return of(root, "candidates", known);
  }

  /**
   * Reads the {@link #SECTIONS} of a larger file.
   *
   * @param section that lists the candidates
   */
  public static CandidateFile of(YamlFields root, String section, PriceBook known) {
    CandidateFile file = new CandidateFile();
    file.addProviders(YamlFields.parse("providers.yaml", builtIn()));
    root.object("providers").ifPresent(file::addProviders);
    List<Price> own = root.list("prices").stream().map(PriceYaml::price).toList();
    List<Price> all = new ArrayList<>(own);
    all.addAll(known.prices());
    file.prices = new PriceBook(all);
    List<YamlFields> list = root.list(section);
    if (list.isEmpty()) {
      throw root.fault("no candidates", "a list of at least one under `%s:`".formatted(section));
    }
    list.forEach(file::addCandidate);
    return file;
  }

  private static String builtIn() {
    try (InputStream in = CandidateFile.class.getResourceAsStream("providers.yaml")) {
      if (in == null) {
        throw new IllegalStateException("providers.yaml is not in the build.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void addProviders(YamlFields root) {
    root.entries()
        .forEach(
            (name, fields) -> {
              fields.allow(PROVIDER);
              providers.put(name, fields);
              fields.object("limits").ifPresent(found -> limits.put(name, limits(found)));
            });
  }

  private void addCandidate(YamlFields fields) {
    fields.allow(CANDIDATE);
    String id = fields.text("id");
    String provider = fields.text("provider");
    YamlFields defaults = providers.getOrDefault(provider, fields);
    if (defaults == fields && fields.find("baseUrl").isEmpty()) {
      throw fields.fault(
          "provider (%s)".formatted(provider),
          "one of %s, or a baseUrl and a format".formatted(providers.keySet()));
    }
    Candidate candidate =
        new Candidate(id, provider, fields.text("model"), parameters(fields), false);
    ConfiguredCandidate configured =
        new ConfiguredCandidate(
            candidate,
            endpoint(fields, defaults),
            fields.object("limits").map(CandidateFile::limits).orElse(RateLimits.none()),
            prices(fields, candidate.model()),
            fields.object("capabilities").map(Capabilities::read).orElse(Capabilities.ALL),
            fields.object("payment").map(PaymentPlan::read));
    if (candidates.putIfAbsent(id, configured) != null) {
      throw fields.fault("id (%s) again".formatted(id), "an id of its own");
    }
  }

  private static Endpoint endpoint(YamlFields fields, YamlFields defaults) {
    String base =
        fields
            .find("baseUrl")
            .or(() -> defaults.find("baseUrl"))
            .orElseGet(() -> fields.text("baseUrl"));
    try {
      return new Endpoint(
          fields
              .choice("format", Endpoint.Format.class)
              .or(() -> defaults.choice("format", Endpoint.Format.class))
              .orElse(Endpoint.Format.OPENAI),
          URI.create(base),
          fields.find("keyVariable").or(() -> defaults.find("keyVariable")),
          fields.truth("stream").orElse(true),
          fields
              .choice("outputLimit", Endpoint.OutputLimit.class)
              .or(() -> defaults.choice("outputLimit", Endpoint.OutputLimit.class))
              .orElse(Endpoint.OutputLimit.MAX_TOKENS));
    } catch (IllegalArgumentException fault) {
      throw fields.fault(String.valueOf(fault.getMessage()), "a reachable endpoint");
    }
  }

  private static Map<String, String> parameters(YamlFields fields) {
    Map<String, String> parameters = new TreeMap<>();
    fields
        .object("parameters")
        .ifPresent(
            given ->
                given
                    .node()
                    .properties()
                    .forEach(
                        field -> {
                          if (OURS.contains(field.getKey())) {
                            throw given.fault(
                                "parameter (%s)".formatted(field.getKey()),
                                "none of %s: the replay sets them"
                                    .formatted(new java.util.TreeSet<>(OURS)));
                          }
                          parameters.put(field.getKey(), written(field.getValue()));
                        }));
    return parameters;
  }

  /** As {@link WireJson#putParameters} reads it back: text that could be JSON is quoted. */
  private static String written(JsonNode value) {
    boolean plain = value.isTextual() && WireJson.any(value.textValue()).isEmpty();
    return plain ? value.textValue() : value.toString();
  }

  private static RateLimits limits(YamlFields fields) {
    fields.allow(Set.of("requestsPerMinute", "tokensPerMinute", "concurrent"));
    return new RateLimits(
        fields.count("requestsPerMinute"),
        fields.count("tokensPerMinute").isPresent()
            ? java.util.OptionalLong.of(fields.count("tokensPerMinute").getAsInt())
            : java.util.OptionalLong.empty(),
        fields.count("concurrent"));
  }

  /** The prices that a candidate refers to, under its own model's name. */
  private List<Price> prices(YamlFields fields, String model) {
    Optional<String> reference = fields.find("price");
    String name = reference.orElse(model);
    List<Price> found =
        prices.prices().stream().filter(price -> price.model().equals(name)).toList();
    if (found.isEmpty() && reference.isPresent()) {
      throw fields.fault(
          "price (%s)".formatted(name), "a price under `prices:` or one of the database");
    }
    return found.stream().map(price -> PriceYaml.renamed(price, model)).toList();
  }

  /** All candidates, in the order of the file. */
  public List<ConfiguredCandidate> candidates() {
    return List.copyOf(candidates.values());
  }

  /** Limits that all candidates of a provider share, by its name. */
  public Map<String, RateLimits> providerLimits() {
    return Collections.unmodifiableMap(limits);
  }

  /**
   * The named candidates in the order named; all when no name is given.
   *
   * @throws IllegalArgumentException when one is unknown
   */
  public List<ConfiguredCandidate> choose(List<String> ids) {
    if (ids.isEmpty()) {
      return candidates();
    }
    List<ConfiguredCandidate> chosen = new ArrayList<>();
    for (String id : ids) {
      ConfiguredCandidate one = candidates.get(id);
      if (one == null) {
        throw new IllegalArgumentException(
            "There is no candidate (%s).%nMaybe one of %s was meant."
                .formatted(id, candidates.keySet()));
      }
      chosen.add(one);
    }
    return chosen;
  }
}
