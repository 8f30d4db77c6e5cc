package org.yardmaster.evaluate;

import java.util.Arrays;

/** Which candidate serves which prompt. */
public sealed interface Assignment {

  /** One candidate index per prompt. */
  record Fixed(int[] choice) implements Assignment {
    public Fixed {
      choice = choice.clone();
    }

    @Override
    public int[] choice() {
      return choice.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Fixed fixed && Arrays.equals(choice, fixed.choice);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(choice);
    }
  }

  /** The same random mix for every prompt: {@code shares} sum to 1; judged in expectation. */
  record Mixture(double[] shares) implements Assignment {
    public Mixture {
      shares = shares.clone();
      double sum = Arrays.stream(shares).sum();
      if (Math.abs(sum - 1) > 1e-9 || Arrays.stream(shares).anyMatch(share -> share < 0)) {
        throw new IllegalArgumentException(
            "Shares (%s) must be a probability distribution.".formatted(Arrays.toString(shares)));
      }
    }

    @Override
    public double[] shares() {
      return shares.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Mixture mixture && Arrays.equals(shares, mixture.shares);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(shares);
    }
  }
}
