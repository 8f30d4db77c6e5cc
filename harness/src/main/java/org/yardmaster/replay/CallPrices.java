package org.yardmaster.replay;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.data.Prompt;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.TokenEstimate;

/** What the calls of a replay cost by the prices of one day. */
public final class CallPrices {
  private final Map<String, Price> prices = new HashMap<>();

  public CallPrices(List<Candidate> candidates, PriceBook book, LocalDate day) {
    for (Candidate candidate : candidates) {
      book.find(candidate.model(), day).ifPresent(price -> prices.put(candidate.id(), price));
    }
  }

  public boolean known(Candidate candidate) {
    return prices.containsKey(candidate.id());
  }

  Cost cost(Candidate candidate, Usage usage) {
    Price price = prices.get(candidate.id());
    return price == null
        ? new Cost.Unknown("no price for model " + candidate.model())
        : price.cost(usage);
  }

  /**
   * No call costs more: every byte of the prompt a token at the dearer input price, full output.
   */
  public Optional<Long> worstNano(Candidate candidate, Prompt prompt, long maxOutputTokens) {
    Price price = prices.get(candidate.id());
    if (price == null) {
      return Optional.empty();
    }
    long input = TokenEstimate.upperBound(prompt);
    return Optional.of(
        Math.max(
            nano(price, new Usage.Tokens(input, 0, maxOutputTokens, 0, true)),
            nano(price, new Usage.Tokens(0, input, maxOutputTokens, 0, true))));
  }

  /** The estimated prompt alone, no answer: hardly any call costs less. */
  Optional<Long> leastNano(Candidate candidate, Prompt prompt) {
    return Optional.ofNullable(prices.get(candidate.id()))
        .map(price -> nano(price, new Usage.Tokens(TokenEstimate.ofPrompt(prompt), 0, 0, 0, true)));
  }

  private static long nano(Price price, Usage.Tokens usage) {
    return switch (price.cost(usage)) {
      case Cost.Known(long nanoUsd) -> nanoUsd;
      case Cost.Unknown(String reason) -> throw new IllegalStateException(reason);
    };
  }
}
