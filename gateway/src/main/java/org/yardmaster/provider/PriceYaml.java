package org.yardmaster.provider;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import org.yardmaster.price.Price;

/** One entry under {@code prices:}; all amounts in USD per million tokens. */
final class PriceYaml {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "inputUsdPerMillion",
          "cachedInputUsdPerMillion",
          "outputUsdPerMillion",
          "requestUsd",
          "validFrom",
          "source");

  private PriceYaml() {}

  static Price price(YamlFields fields) {
    fields.allow(FIELDS);
    double input = needed(fields, "inputUsdPerMillion");
    return new Price(
        fields.text("model"),
        Price.nano(input),
        Price.nano(fields.amount("cachedInputUsdPerMillion").orElse(input)),
        Price.nano(needed(fields, "outputUsdPerMillion")),
        Price.nano(fields.amount("requestUsd").orElse(0.0)),
        day(fields),
        fields.text("source"));
  }

  private static double needed(YamlFields fields, String name) {
    return fields
        .amount(name)
        .orElseThrow(() -> fields.fault("no field (%s)".formatted(name), "an amount in USD"));
  }

  private static LocalDate day(YamlFields fields) {
    String text = fields.text("validFrom");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException fault) {
      throw fields.fault("validFrom (%s)".formatted(text), "a day as yyyy-mm-dd");
    }
  }

  static Price renamed(Price price, String model) {
    return new Price(
        model,
        price.inputNanoPerMillion(),
        price.cachedInputNanoPerMillion(),
        price.outputNanoPerMillion(),
        price.requestNano(),
        price.validFrom(),
        price.source());
  }
}
