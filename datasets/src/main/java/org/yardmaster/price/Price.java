package org.yardmaster.price;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;

/**
 * A dated list price of one model, in nano-dollars per million tokens.
 *
 * @param model the name that candidates refer to
 * @param inputNanoPerMillion uncached prompt tokens
 * @param cachedInputNanoPerMillion prompt tokens read from the provider's cache
 * @param outputNanoPerMillion answer and reasoning tokens
 * @param requestNano fee per request, in nano-dollars
 * @param validFrom first day it applies (UTC)
 * @param source where it was read, for people who check
 */
public record Price(
    String model,
    long inputNanoPerMillion,
    long cachedInputNanoPerMillion,
    long outputNanoPerMillion,
    long requestNano,
    LocalDate validFrom,
    String source) {
  private static final long TOKENS_PER_PRICE = 1_000_000;

  public Price {
    requireNonNull(model, "model is null");
    requireNonNull(validFrom, "validFrom is null");
    requireNonNull(source, "source is null");
    if (inputNanoPerMillion < 0
        || cachedInputNanoPerMillion < 0
        || outputNanoPerMillion < 0
        || requestNano < 0) {
      throw new IllegalArgumentException("Price of (%s) is negative.".formatted(model));
    }
  }

  /** A price in USD per million tokens as published; cached input costs as much as input. */
  public static Price ofUsd(
      String model, double inputUsd, double outputUsd, LocalDate validFrom, String source) {
    long input = nano(inputUsd);
    return new Price(model, input, input, nano(outputUsd), 0, validFrom, source);
  }

  /** USD to nano-dollars, to the nearest. */
  public static long nano(double usd) {
    return Math.round(usd * 1e9);
  }

  /** The cost of a call, rounded up once to a whole nano-dollar. */
  public Cost cost(Usage usage) {
    return switch (usage) {
      case Usage.Unknown() -> new Cost.Unknown("no token counts");
      case Usage.Tokens tokens -> new Cost.Known(costNano(tokens));
    };
  }

  private long costNano(Usage.Tokens tokens) {
    long perMillion =
        Math.addExact(
            Math.addExact(
                Math.multiplyExact(tokens.input(), inputNanoPerMillion),
                Math.multiplyExact(tokens.cachedInput(), cachedInputNanoPerMillion)),
            Math.multiplyExact(
                Math.addExact(tokens.output(), tokens.reasoning()), outputNanoPerMillion));
    return Math.addExact(Math.ceilDiv(perMillion, TOKENS_PER_PRICE), requestNano);
  }
}
