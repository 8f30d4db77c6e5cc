package org.yardmaster.outcome;

/** Token counts of one call, disjoint: a token is counted in exactly one of them. */
public sealed interface Usage {

  /**
   * Known token counts.
   *
   * @param input prompt tokens billed at the full input price
   * @param cachedInput prompt tokens read from the provider's cache
   * @param output visible answer tokens
   * @param reasoning hidden answer tokens, billed like output
   * @param estimated true when counted by our own rule of thumb instead of the provider
   */
  record Tokens(long input, long cachedInput, long output, long reasoning, boolean estimated)
      implements Usage {
    public Tokens {
      if (input < 0 || cachedInput < 0 || output < 0 || reasoning < 0) {
        throw new IllegalArgumentException(
            "Token counts (input %d, cachedInput %d, output %d, reasoning %d) cannot be negative."
                .formatted(input, cachedInput, output, reasoning));
      }
    }

    /** Counts reported by the provider, without cache or reasoning. */
    public static Tokens measured(long input, long output) {
      return new Tokens(input, 0, output, 0, false);
    }
  }

  /** Nobody counted. */
  record Unknown() implements Usage {}
}
