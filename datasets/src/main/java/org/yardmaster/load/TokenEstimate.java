package org.yardmaster.load;

import org.yardmaster.outcome.Usage;

/**
 * Token counts where a source published none: one token per four characters (Unicode code points),
 * rounded up. Right within a factor of about 1.5 for English prose; the same rule for every
 * candidate, so that it cancels in comparisons of models on equal text.
 */
final class TokenEstimate {
  private static final int CHARACTERS_PER_TOKEN = 4;

  /** The answer to a multiple-choice question: its letter. */
  static final long LETTER = 1;

  private TokenEstimate() {}

  static long tokens(String text) {
    return Math.ceilDiv(text.codePointCount(0, text.length()), CHARACTERS_PER_TOKEN);
  }

  static Usage of(String input, String output) {
    return of(input, tokens(output));
  }

  static Usage of(String input, long outputTokens) {
    return new Usage.Tokens(tokens(input), 0, outputTokens, 0, true);
  }
}
