package org.yardmaster.budget;

import java.time.LocalDate;
import java.util.Optional;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/** The most that a call can cost, or why nobody can say. */
public sealed interface WorstCase {

  /** Integer nano-dollars, rounded up. */
  record Known(long nanoUsd) implements WorstCase {}

  /** A call without bound is a call refused: no price, no output limit, images of unknown size. */
  record Unbounded(String reason) implements WorstCase {}

  /**
   * How large a call can get.
   *
   * @param promptTokens an upper bound, not an estimate ({@code TokenEstimate.upperBound})
   * @param images attached
   * @param outputTokens {@code max_tokens} as sent
   * @param answers how many are asked for ({@code n})
   */
  record Size(long promptTokens, long images, long outputTokens, long answers) {
    public Size {
      if (promptTokens < 0 || images < 0 || outputTokens < 0 || answers < 1) {
        throw new IllegalArgumentException(
            "Size (%d prompt tokens, %d images, %d output tokens, %d answers) is impossible."
                .formatted(promptTokens, images, outputTokens, answers));
      }
    }
  }

  /**
   * What a candidate's provider may count beyond the request's own numbers.
   *
   * @param imageTokens per image at most; 0 when it takes none, so that a call with one is refused
   * @param reasoningTokens hidden tokens beyond {@code max_tokens}; 0 where the provider counts
   *     them inside it
   */
  record Ceiling(long imageTokens, long reasoningTokens) {
    /** No images; reasoning counts inside {@code max_tokens}. */
    public static final Ceiling STANDARD = new Ceiling(0, 0);

    public Ceiling {
      if (imageTokens < 0 || reasoningTokens < 0) {
        throw new IllegalArgumentException(
            "Ceiling (%d image tokens, %d reasoning tokens) is negative."
                .formatted(imageTokens, reasoningTokens));
      }
    }
  }

  /**
   * The worst case of a candidate, at the dearer of the two input prices.
   *
   * @param day whose price applies
   */
  static WorstCase of(
      Candidate candidate, PriceBook book, LocalDate day, Size size, Ceiling ceiling) {
    Optional<Price> price = book.find(candidate.model(), day);
    if (price.isEmpty()) {
      return new Unbounded(
          "no price for model (%s) of candidate (%s)".formatted(candidate.model(), candidate.id()));
    }
    if (size.images() > 0 && ceiling.imageTokens() == 0) {
      return new Unbounded("candidate (%s) has no bound on image tokens".formatted(candidate.id()));
    }
    if (size.outputTokens() == 0) {
      return new Unbounded("no max_tokens for candidate (%s)".formatted(candidate.id()));
    }
    try {
      return new Known(nano(price.get(), size, ceiling));
    } catch (ArithmeticException overflow) {
      return new Unbounded("more money than can be counted");
    }
  }

  private static long nano(Price price, Size size, Ceiling ceiling) {
    long input =
        Math.addExact(
            size.promptTokens(), Math.multiplyExact(size.images(), ceiling.imageTokens()));
    long output =
        Math.multiplyExact(
            size.answers(), Math.addExact(size.outputTokens(), ceiling.reasoningTokens()));
    long dearerInput = Math.max(price.inputNanoPerMillion(), price.cachedInputNanoPerMillion());
    long perMillion =
        Math.addExact(
            Math.multiplyExact(input, dearerInput),
            Math.multiplyExact(output, price.outputNanoPerMillion()));
    return Math.addExact(Math.ceilDiv(perMillion, 1_000_000), price.requestNano());
  }
}
