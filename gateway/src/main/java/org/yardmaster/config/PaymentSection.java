package org.yardmaster.config;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.yardmaster.payment.Asset;
import org.yardmaster.payment.Network;
import org.yardmaster.payment.PaymentTerms;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.price.Price;
import org.yardmaster.provider.YamlFields;

/** The section {@code payments} of {@code gateway.yaml}. */
final class PaymentSection {
  private static final List<String> PAYABLE = List.of("chat", "messages");

  private PaymentSection() {}

  static PaymentTerms read(YamlFields fields) {
    fields.allow(
        Set.of(
            "origin",
            "payTo",
            "facilitators",
            "chains",
            "assets",
            "routes",
            "streams",
            "price",
            "bounds",
            "gasSponsoring"));
    try {
      return new PaymentTerms(
          origin(fields),
          field(fields, "payTo", Address::new),
          fields.list("facilitators").stream().map(PaymentSection::place).toList(),
          chains(fields),
          fields.list("assets").stream().map(PaymentSection::asset).toList(),
          routes(fields),
          fields
              .choice("streams", PaymentTerms.StreamPolicy.class)
              .orElse(PaymentTerms.StreamPolicy.BUFFERED),
          fields.object("price").map(PaymentSection::prices).orElse(PaymentTerms.Prices.STANDARD),
          fields.object("bounds").map(PaymentSection::bounds).orElse(PaymentTerms.Bounds.STANDARD),
          fields.truth("gasSponsoring").orElse(false));
    } catch (IllegalArgumentException fault) {
      throw String.valueOf(fault.getMessage()).contains("; expected ")
          ? fault
          : fields.fault(String.valueOf(fault.getMessage()), "payments that can be taken");
    }
  }

  private static <T> T field(YamlFields fields, String name, Function<String, T> reader) {
    String text = fields.text(name);
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException fault) {
      throw fields.fault("%s (%s)".formatted(name, text), String.valueOf(fault.getMessage()));
    }
  }

  private static String origin(YamlFields fields) {
    String text = fields.text("origin");
    URI uri = URI.create(text);
    boolean plain = uri.getRawPath().isEmpty() && uri.getRawQuery() == null;
    if (uri.getHost() == null || !Set.of("http", "https").contains(uri.getScheme()) || !plain) {
      throw fields.fault(
          "origin (%s)".formatted(text), "scheme and host alone, such as https://api.example.org");
    }
    return text;
  }

  private static PaymentTerms.Place place(YamlFields fields) {
    fields.allow(Set.of("url", "keyVariable"));
    return new PaymentTerms.Place(field(fields, "url", URI::create), fields.find("keyVariable"));
  }

  private static Map<Network, URI> chains(YamlFields fields) {
    Map<Network, URI> chains = new LinkedHashMap<>();
    fields
        .object("chains")
        .ifPresent(
            given ->
                given
                    .node()
                    .fieldNames()
                    .forEachRemaining(
                        name -> chains.put(Network.parse(name), field(given, name, URI::create))));
    return chains;
  }

  private static Asset asset(YamlFields fields) {
    fields.allow(
        Set.of("network", "address", "name", "version", "decimals", "transfer", "schemes"));
    Asset.Transfer transfer =
        fields.choice("transfer", Asset.Transfer.class).orElse(Asset.Transfer.EIP3009);
    boolean named = transfer == Asset.Transfer.EIP3009;
    return new Asset(
        field(fields, "network", Network::parse),
        field(fields, "address", Address::new),
        named ? fields.text("name") : fields.find("name").orElse(""),
        named ? fields.text("version") : fields.find("version").orElse(""),
        fields.count("decimals").orElse(6),
        transfer,
        schemes(fields));
  }

  private static List<Scheme> schemes(YamlFields fields) {
    List<String> names = fields.texts("schemes");
    if (names.isEmpty()) {
      return List.of(Scheme.UPTO, Scheme.EXACT);
    }
    return names.stream()
        .map(
            name -> {
              try {
                return Scheme.valueOf(name.toUpperCase(Locale.ROOT));
              } catch (IllegalArgumentException fault) {
                throw fields.fault("scheme (%s)".formatted(name), "exact or upto");
              }
            })
        .toList();
  }

  private static Map<String, PaymentTerms.Rule> routes(YamlFields fields) {
    Map<String, PaymentTerms.Rule> routes = new LinkedHashMap<>();
    fields
        .object("routes")
        .ifPresent(
            given ->
                given
                    .node()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (!PAYABLE.contains(name)) {
                            throw given.fault("route (%s)".formatted(name), "only " + PAYABLE);
                          }
                          given
                              .choice(name, PaymentTerms.Rule.class)
                              .ifPresent(rule -> routes.put(name, rule));
                        }));
    return routes;
  }

  private static PaymentTerms.Prices prices(YamlFields fields) {
    fields.allow(Set.of("floorUsd", "mostUsd", "markupPercent", "topUpUsd"));
    PaymentTerms.Prices standard = PaymentTerms.Prices.STANDARD;
    return new PaymentTerms.Prices(
        nano(fields, "floorUsd", standard.floorNanoUsd()),
        nano(fields, "mostUsd", standard.mostNanoUsd()),
        fields.whole("markupPercent", 0).orElse(standard.markupPercent()),
        nano(fields, "topUpUsd", standard.topUpNanoUsd()));
  }

  private static long nano(YamlFields fields, String name, long standard) {
    Optional<Double> usd = fields.amount(name);
    return usd.map(Price::nano).orElse(standard);
  }

  private static PaymentTerms.Bounds bounds(YamlFields fields) {
    fields.allow(
        Set.of(
            "unpaidPerPayer",
            "unpaidUsd",
            "quoteSeconds",
            "settleSeconds",
            "turnSeconds",
            "answerSeconds"));
    PaymentTerms.Bounds standard = PaymentTerms.Bounds.STANDARD;
    return new PaymentTerms.Bounds(
        fields.count("unpaidPerPayer").orElse(standard.unpaidPerPayer()),
        nano(fields, "unpaidUsd", standard.unpaidNanoUsd()),
        seconds(fields, "quoteSeconds", standard.quote()),
        seconds(fields, "settleSeconds", standard.settle()),
        seconds(fields, "turnSeconds", standard.turn()),
        seconds(fields, "answerSeconds", standard.answers()));
  }

  private static Duration seconds(YamlFields fields, String name, Duration standard) {
    OptionalInt given = fields.count(name);
    return given.isPresent() ? Duration.ofSeconds(given.getAsInt()) : standard;
  }
}
