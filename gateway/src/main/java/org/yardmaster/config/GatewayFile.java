package org.yardmaster.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yardmaster.budget.Dimension;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.Period;
import org.yardmaster.budget.Selector;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.CandidateFile;
import org.yardmaster.provider.ConfiguredCandidate;
import org.yardmaster.provider.RateLimits;
import org.yardmaster.provider.YamlFields;

/**
 * {@code gateway.yaml}: providers, candidates and prices as in {@code candidates.yaml}, and what a
 * gateway needs beside them. Every section may be left out; unknown fields are refused.
 */
public final class GatewayFile {
  private static final Set<String> OWN =
      Set.of(
          "listen",
          "admin",
          "ledger",
          "keys",
          "limits",
          "journal",
          "routing",
          "failover",
          "bounds",
          "payments");

  private GatewayFile() {}

  /**
   * Reads a file; paths in it are relative to its folder.
   *
   * @throws IllegalArgumentException naming the file, the entry, what was found and expected
   */
  public static GatewayConfig read(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return of(YamlFields.read(path), folder == null ? Path.of("") : folder);
  }

  /** Reads a text. */
  public static GatewayConfig parse(String origin, String text) {
    return of(YamlFields.parse(origin, text), Path.of(""));
  }

  private static GatewayConfig of(YamlFields root, Path folder) {
    Set<String> sections = new HashSet<>(OWN);
    sections.addAll(CandidateFile.SECTIONS);
    root.allow(sections);
    List<ConfiguredCandidate> candidates = List.of();
    Map<String, RateLimits> shared = Map.of();
    if (root.node().has("candidates")) {
      CandidateFile file = CandidateFile.of(root, new PriceBook(List.<Price>of()));
      candidates = file.candidates();
      shared = file.providerLimits();
    }
    Optional<YamlFields> keys = root.object("keys");
    keys.ifPresent(fields -> fields.allow(Set.of("required")));
    return new GatewayConfig(
        root.object("listen")
            .map(fields -> listen(fields, GatewayConfig.Listen.STANDARD))
            .orElse(GatewayConfig.Listen.STANDARD),
        root.object("admin").map(GatewayFile::admin),
        candidates,
        shared,
        root.find("ledger").map(folder::resolve),
        keys.flatMap(fields -> fields.truth("required")).orElse(false),
        root.list("limits").stream().map(GatewayFile::limit).toList(),
        root.object("journal").map(fields -> logbook(fields, folder)),
        root.object("routing").map(GatewayFile::routing).orElse(GatewayConfig.Routing.STANDARD),
        root.object("failover").map(GatewayFile::patience).orElse(GatewayConfig.Patience.STANDARD),
        root.object("bounds").map(GatewayFile::bounds).orElse(GatewayConfig.Bounds.STANDARD),
        root.object("payments").map(PaymentSection::read));
  }

  private static GatewayConfig.Listen listen(YamlFields fields, GatewayConfig.Listen standard) {
    fields.allow(Set.of("host", "port", "keyVariable"));
    return new GatewayConfig.Listen(
        fields.find("host").orElse(standard.host()),
        fields.node().path("port").asInt(-1) == 0
            ? 0
            : fields.count("port").orElse(standard.port()));
  }

  private static GatewayConfig.Logbook logbook(YamlFields fields, Path folder) {
    fields.allow(Set.of("folder", "texts"));
    return new GatewayConfig.Logbook(
        folder.resolve(fields.text("folder")), fields.truth("texts").orElse(false));
  }

  private static GatewayConfig.Admin admin(YamlFields fields) {
    return new GatewayConfig.Admin(
        listen(fields, new GatewayConfig.Listen("127.0.0.1", 8081)), fields.find("keyVariable"));
  }

  private static Limit limit(YamlFields fields) {
    fields.allow(Set.of("by", "per", "zone", "usd"));
    List<Selector> selectors = new ArrayList<>();
    fields
        .object("by")
        .ifPresent(
            by ->
                by.node()
                    .properties()
                    .forEach(
                        entry ->
                            selectors.add(
                                new Selector(
                                    dimension(by, entry.getKey()), entry.getValue().asText()))));
    double usd =
        fields.amount("usd").orElseThrow(() -> fields.fault("no field (usd)", "an amount"));
    return new Limit(
        selectors,
        fields
            .choice("per", Period.class)
            .orElseThrow(() -> fields.fault("no field (per)", "a period")),
        zone(fields),
        Price.nano(usd));
  }

  private static Dimension dimension(YamlFields by, String name) {
    for (Dimension dimension : Dimension.values()) {
      if (dimension.wireName().equals(name)) {
        return dimension;
      }
    }
    throw by.fault("field (%s)".formatted(name), "key, model, provider, task or tag");
  }

  private static ZoneId zone(YamlFields fields) {
    Optional<String> name = fields.find("zone");
    try {
      return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name.get());
    } catch (DateTimeException fault) {
      throw fields.fault(
          "zone (%s)".formatted(name.orElse("")), "a time zone such as Europe/Berlin or UTC");
    }
  }

  private static GatewayConfig.Routing routing(YamlFields fields) {
    fields.allow(Set.of("reference", "presets", "maxTokens", "tiers", "regions", "onExceeded"));
    GatewayConfig.Routing standard = GatewayConfig.Routing.STANDARD;
    Map<String, Double> presets = new HashMap<>(standard.presets());
    fields
        .object("presets")
        .ifPresent(
            given ->
                given
                    .node()
                    .fieldNames()
                    .forEachRemaining(name -> presets.put(name, tradeoff(given, name))));
    String over = fields.find("onExceeded").orElse("refuse").toLowerCase(Locale.ROOT);
    if (!over.equals("refuse") && !over.equals("downgrade")) {
      throw fields.fault("onExceeded (%s)".formatted(over), "refuse or downgrade");
    }
    return new GatewayConfig.Routing(
        fields.find("reference"),
        presets,
        fields.count("maxTokens").isPresent()
            ? fields.count("maxTokens").getAsInt()
            : standard.maxTokens(),
        tiers(fields),
        fields.texts("regions"),
        over.equals("downgrade"));
  }

  private static Map<String, String> tiers(YamlFields fields) {
    Map<String, String> tiers = new HashMap<>();
    fields
        .object("tiers")
        .ifPresent(
            given ->
                given
                    .node()
                    .fieldNames()
                    .forEachRemaining(name -> tiers.put(name, given.text(name))));
    return tiers;
  }

  private static double tradeoff(YamlFields given, String name) {
    double value = given.amount(name).orElse(-1.0);
    if (value < 0 || value > 10) {
      throw given.fault("%s: %s".formatted(name, value), "a tradeoff from 0 (best) to 10");
    }
    return value;
  }

  private static GatewayConfig.Patience patience(YamlFields fields) {
    fields.allow(
        Set.of(
            "attempts",
            "attemptSeconds",
            "firstTokenSeconds",
            "totalSeconds",
            "failures",
            "restSeconds"));
    GatewayConfig.Patience standard = GatewayConfig.Patience.STANDARD;
    return new GatewayConfig.Patience(
        fields.count("attempts").orElse(standard.attempts()),
        seconds(fields, "attemptSeconds", standard.attempt()),
        seconds(fields, "firstTokenSeconds", standard.firstToken()),
        seconds(fields, "totalSeconds", standard.total()),
        fields.count("failures").orElse(standard.failures()),
        seconds(fields, "restSeconds", standard.rest()));
  }

  private static GatewayConfig.Bounds bounds(YamlFields fields) {
    fields.allow(Set.of("bodyBytes", "bodySeconds", "connectionSeconds", "concurrent"));
    GatewayConfig.Bounds standard = GatewayConfig.Bounds.STANDARD;
    return new GatewayConfig.Bounds(
        fields.count("bodyBytes").orElse((int) standard.bodyBytes()),
        seconds(fields, "bodySeconds", standard.body()),
        seconds(fields, "connectionSeconds", standard.connection()),
        fields.count("concurrent").orElse(standard.concurrent()));
  }

  private static Duration seconds(YamlFields fields, String name, Duration standard) {
    Optional<Double> given = fields.amount(name);
    if (given.isPresent() && given.get() <= 0) {
      throw fields.fault("%s: %s".formatted(name, given.get()), "more than 0 seconds");
    }
    return given.map(value -> Duration.ofMillis(Math.round(value * 1000))).orElse(standard);
  }
}
