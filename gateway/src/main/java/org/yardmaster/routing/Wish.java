package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.yardmaster.budget.WorstCase;
import org.yardmaster.config.ServingCandidate;

/**
 * What a caller prefers or demands.
 *
 * @param model {@code auto}, {@code auto:PRESET} or a candidate's id
 * @param models ranked candidates to try in this order; may contain {@code auto}
 * @param tradeoff 0 (quality at any price) to 10 (the cheapest); empty: as the model name says
 * @param maxPriceUsd largest acceptable expected cost of the call; where nobody expects one, the
 *     largest acceptable worst case
 * @param maxLatencySeconds largest acceptable expected latency; nobody is left out whose latency is
 *     not known
 * @param allowed ids that may serve; empty: all
 * @param denied ids that may not
 * @param granted ids that the caller's key may use; empty: all
 */
public record Wish(
    String model,
    List<String> models,
    OptionalDouble tradeoff,
    double maxPriceUsd,
    double maxLatencySeconds,
    Set<String> allowed,
    Set<String> denied,
    Set<String> granted) {
  public static final String AUTO = "auto";

  private static final double NANO = 1e9;

  public Wish {
    requireNonNull(model, "model is null");
    models = List.copyOf(models);
    requireNonNull(tradeoff, "tradeoff is null");
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
    granted = Set.copyOf(granted);
    if (tradeoff.isPresent() && !(tradeoff.getAsDouble() >= 0 && tradeoff.getAsDouble() <= 10)) {
      throw new IllegalArgumentException(
          "cost_quality_tradeoff (%s) must be from 0 to 10.".formatted(tradeoff.getAsDouble()));
    }
    requireAtLeastZero("max_price", maxPriceUsd);
    requireAtLeastZero("max_latency_ms", maxLatencySeconds * 1000);
  }

  private static void requireAtLeastZero(String field, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(
          "%s (%s) must be a number of at least 0.".formatted(field, value));
    }
  }

  /** The same of a key that may use these alone; empty: all. */
  public Wish granting(Set<String> ids) {
    return new Wish(model, models, tradeoff, maxPriceUsd, maxLatencySeconds, allowed, denied, ids);
  }

  /** Whether the caller's key may use a candidate. */
  public boolean grants(String id) {
    return granted.isEmpty() || granted.contains(id);
  }

  /** Why the caller or his key keeps a candidate out, if so. */
  public Optional<String> veto(String id) {
    if (!grants(id)) {
      return Optional.of("is not among those that this key may use");
    }
    if (denied.contains(id)) {
      return Optional.of("is denied by the caller");
    }
    return allowed.isEmpty() || allowed.contains(id)
        ? Optional.empty()
        : Optional.of("is not among those the caller allows");
  }

  /** Why a candidate costs or takes more than the caller accepts, by what is expected of it. */
  Optional<String> tooMuch(Plan.Prediction expected) {
    if (expected.costUsd() > maxPriceUsd) {
      return Optional.of(
          "is expected to cost %s USD, more than max_price (%s)"
              .formatted(plain(expected.costUsd()), plain(maxPriceUsd)));
    }
    return expected.latencySeconds() > maxLatencySeconds
        ? Optional.of(
            "is expected to take %,.0f ms, longer than max_latency_ms (%s)"
                .formatted(expected.latencySeconds() * 1000, plain(maxLatencySeconds * 1000)))
        : Optional.empty();
  }

  /** Why a candidate may cost more than the caller accepts, where nothing is expected of it. */
  public Optional<String> tooMuch(CallSize size, ServingCandidate candidate) {
    if (maxPriceUsd == Double.POSITIVE_INFINITY) {
      return Optional.empty();
    }
    return switch (size.worstCase(candidate)) {
      case WorstCase.Known(long nanoUsd) when nanoUsd <= maxPriceUsd * NANO -> Optional.empty();
      case WorstCase.Known(long nanoUsd) ->
          Optional.of(
              "may cost up to %s USD, more than max_price (%s)"
                  .formatted(plain(nanoUsd / NANO), plain(maxPriceUsd)));
      case WorstCase.Unbounded(String reason) ->
          Optional.of("may cost more than max_price: " + reason);
    };
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number)
        .round(new MathContext(6))
        .stripTrailingZeros()
        .toPlainString();
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
        Set.of(),
        Set.of());
  }
}
