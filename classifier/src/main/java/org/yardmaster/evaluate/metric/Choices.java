package org.yardmaster.evaluate.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How varied and how stable a router's choices are, whatever they are worth. */
public final class Choices {
  private Choices() {}

  /**
   * Shannon entropy of the routing distribution in bits: 0 for a constant, the logarithm of the
   * number of candidates for a uniform spread. RouterEval's E_p (arXiv 2503.10657).
   *
   * @param shares of prompts per candidate; scaled to sum to 1
   */
  public static double entropyBits(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    double entropy = 0;
    for (double share : shares) {
      if (share > 0) {
        entropy -= share / sum * (Math.log(share / sum) / Math.log(2));
      }
    }
    return entropy;
  }

  /**
   * RouterArena's robustness (arXiv 2510.00202): share of paraphrased prompts that go where the
   * original went. It rewards constants, so print {@link #entropyBits} beside it.
   */
  public static OptionalDouble robustness(int[] original, int[] paraphrased) {
    if (original.length != paraphrased.length) {
      throw new IllegalArgumentException(
          "Choices for originals (%d) and paraphrases (%d) must pair up."
              .formatted(original.length, paraphrased.length));
    }
    int same = 0;
    for (int index = 0; index < original.length; index++) {
      same += original[index] == paraphrased[index] ? 1 : 0;
    }
    return original.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) same / original.length);
  }
}
