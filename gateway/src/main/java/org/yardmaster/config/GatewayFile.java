package org.yardmaster.config;

import java.net.URI;
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
import org.yardmaster.ledger.place.LedgerPlace;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.CandidateFile;
import org.yardmaster.provider.ConfiguredCandidate;
import org.yardmaster.provider.RateLimits;
import org.yardmaster.provider.YamlFields;
import org.yardmaster.telemetry.TelemetrySpec;

/**
 * {@code gateway.yaml}: providers, candidates and prices as in {@code candidates.yaml}, and what a
 * gateway needs beside them. Every section may be left out; unknown fields are refused.
 */
public final class GatewayFile {
  private static final Set<String> OWN =
      Set.of(
          "listen",
          "admin",
          "embeddings",
          "responses",
          "ledger",
          "keys",
          "limits",
          "journal",
          "telemetry",
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
    List<ConfiguredCandidate> embeddings = List.of();
    Map<String, RateLimits> shared = Map.of();
    PriceBook none = new PriceBook(List.<Price>of());
    if (root.node().has("candidates")) {
      CandidateFile file = CandidateFile.of(root, "candidates", none);
      candidates = file.candidates();
      shared = file.providerLimits();
    }
    if (root.node().has("embeddings")) {
      CandidateFile file = CandidateFile.of(root, "embeddings", none);
      embeddings = file.candidates();
      shared = file.providerLimits();
    }
    Optional<YamlFields> keys = root.object("keys");
    keys.ifPresent(fields -> fields.allow(Set.of("required")));
    return new GatewayConfig(
        root.object("listen")
            .map(fields -> listen(fields, GatewayConfig.Listen.STANDARD, folder))
            .orElse(GatewayConfig.Listen.STANDARD),
        root.object("admin").map(fields -> admin(fields, folder)),
        candidates,
        embeddings,
        shared,
        root.find("ledger").map(text -> LedgerPlace.read(text, folder)),
        keys.flatMap(fields -> fields.truth("required")).orElse(false),
        root.list("limits").stream().map(GatewayFile::limit).toList(),
        root.object("journal").map(fields -> logbook(fields, folder)),
        root.object("telemetry").map(GatewayFile::telemetry),
        root.object("routing").map(GatewayFile::routing).orElse(GatewayConfig.Routing.STANDARD),
        root.object("routing")
            .map(fields -> TrafficFile.read(fields, folder))
            .orElse(Traffic.STANDARD),
        root.object("responses").map(GatewayFile::memory).orElse(GatewayConfig.Memory.STANDARD),
        root.object("failover").map(GatewayFile::patience).orElse(GatewayConfig.Patience.STANDARD),
        root.object("bounds").map(GatewayFile::bounds).orElse(GatewayConfig.Bounds.STANDARD),
        root.object("payments").map(PaymentSection::read));
  }

  private static GatewayConfig.Listen listen(
      YamlFields fields, GatewayConfig.Listen standard, Path folder) {
    fields.allow(Set.of("host", "port", "tls", "keyVariable"));
    return new GatewayConfig.Listen(
        fields.find("host").orElse(standard.host()),
        fields.node().path("port").asInt(-1) == 0
            ? 0
            : fields.count("port").orElse(standard.port()),
        fields.object("tls").map(given -> tls(given, folder)));
  }

  private static TlsFiles tls(YamlFields fields, Path folder) {
    fields.allow(Set.of("certificate", "key", "keystore", "passwordVariable"));
    if (fields.node().has("keystore")) {
      return new TlsFiles.Pkcs12(
          folder.resolve(fields.text("keystore")), fields.find("passwordVariable"));
    }
    return new TlsFiles.Pem(
        folder.resolve(fields.text("certificate")), folder.resolve(fields.text("key")));
  }

  private static TelemetrySpec telemetry(YamlFields fields) {
    fields.allow(Set.of("endpoint", "service", "share"));
    return new TelemetrySpec(
        URI.create(fields.text("endpoint")),
        fields.find("service").orElse("yardmaster"),
        fields.amount("share").orElse(1.0));
  }

  private static GatewayConfig.Logbook logbook(YamlFields fields, Path folder) {
    fields.allow(Set.of("folder", "texts"));
    return new GatewayConfig.Logbook(
        folder.resolve(fields.text("folder")), fields.truth("texts").orElse(false));
  }

  private static GatewayConfig.Memory memory(YamlFields fields) {
    fields.allow(Set.of("keepMinutes", "keepMegabytes"));
    GatewayConfig.Memory standard = GatewayConfig.Memory.STANDARD;
    double minutes = fields.amount("keepMinutes").orElse(standard.life().toMinutes() * 1.0);
    if (minutes <= 0) {
      throw fields.fault("keepMinutes: " + minutes, "more than 0; or keepMegabytes: 0");
    }
    return new GatewayConfig.Memory(
        Duration.ofMillis(Math.round(minutes * 60_000)),
        fields
            .amount("keepMegabytes")
            .map(megabytes -> Math.round(megabytes * (1 << 20)))
            .orElse(standard.bytes()));
  }

  private static GatewayConfig.Admin admin(YamlFields fields, Path folder) {
    GatewayConfig.Listen standard = new GatewayConfig.Listen("127.0.0.1", 8081, Optional.empty());
    return new GatewayConfig.Admin(listen(fields, standard, folder), fields.find("keyVariable"));
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
    Set<String> own =
        new HashSet<>(
            Set.of(
                "reference",
                "presets",
                "maxTokens",
                "tiers",
                "regions",
                "onExceeded",
                "onAbandoned"));
    own.addAll(TrafficFile.FIELDS);
    fields.allow(own);
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
    boolean downgrade = second(fields, "onExceeded", "refuse", "downgrade");
    return new GatewayConfig.Routing(
        fields.find("reference"),
        presets,
        fields.count("maxTokens").isPresent()
            ? fields.count("maxTokens").getAsInt()
            : standard.maxTokens(),
        tiers(fields),
        fields.texts("regions"),
        downgrade,
        second(fields, "onAbandoned", "prompt", "worst"));
  }

  /** Whether the second of two words is given; the first is the standard. */
  private static boolean second(YamlFields fields, String name, String first, String second) {
    String given = fields.find(name).orElse(first).toLowerCase(Locale.ROOT);
    if (!given.equals(first) && !given.equals(second)) {
      throw fields.fault("%s (%s)".formatted(name, given), first + " or " + second);
    }
    return given.equals(second);
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
    fields.allow(
        Set.of("bodyBytes", "bodySeconds", "connectionSeconds", "concurrent", "graceSeconds"));
    GatewayConfig.Bounds standard = GatewayConfig.Bounds.STANDARD;
    return new GatewayConfig.Bounds(
        fields.count("bodyBytes").orElse((int) standard.bodyBytes()),
        seconds(fields, "bodySeconds", standard.body()),
        seconds(fields, "connectionSeconds", standard.connection()),
        fields.count("concurrent").orElse(standard.concurrent()),
        fields.amount("graceSeconds").map(GatewayFile::seconds).orElse(standard.grace()));
  }

  private static Duration seconds(double value) {
    return Duration.ofMillis(Math.round(value * 1000));
  }

  private static Duration seconds(YamlFields fields, String name, Duration standard) {
    Optional<Double> given = fields.amount(name);
    if (given.isPresent() && given.get() <= 0) {
      throw fields.fault("%s: %s".formatted(name, given.get()), "more than 0 seconds");
    }
    return given.map(GatewayFile::seconds).orElse(standard);
  }
}
