package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a caller prefers or demands.
 *
 * @param model {@code auto}, {@code auto:PRESET} or a candidate's id
 * @param models ranked candidates to try in this order; may contain {@code auto}
 * @param tradeoff 0 (quality at any price) to 10 (the cheapest); empty: as the model name says
 * @param maxPriceUsd largest acceptable expected cost of the call
 * @param maxLatencySeconds largest acceptable expected latency
 * @param allowed ids that may serve; empty: all
 * @param denied ids that may not
 */
public record Wish(
    String model,
    List<String> models,
    OptionalDouble tradeoff,
    double maxPriceUsd,
    double maxLatencySeconds,
    Set<String> allowed,
    Set<String> denied) {
  public static final String AUTO = "auto";

  public Wish {
    requireNonNull(model, "model is null");
    models = List.copyOf(models);
    requireNonNull(tradeoff, "tradeoff is null");
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
    if (tradeoff.isPresent() && !(tradeoff.getAsDouble() >= 0 && tradeoff.getAsDouble() <= 10)) {
      throw new IllegalArgumentException(
          "cost_quality_tradeoff (%s) must be from 0 to 10.".formatted(tradeoff.getAsDouble()));
    }
    if (!(maxPriceUsd >= 0) || !(maxLatencySeconds >= 0)) {
      throw new IllegalArgumentException("max_price and max_latency_ms must not be negative.");
    }
  }

  /** Lets the policy choose. */
  public static Wish auto() {
    return of(AUTO);
  }

  /** A model and nothing else. */
  public static Wish of(String model) {
    return new Wish(
        model,
        List.of(),
        OptionalDouble.empty(),
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Set.of(),
        Set.of());
  }
}
