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

  /**
   * Candidates asked one after the other until an answer is taken; every one that was asked is paid
   * and waited for (FrugalGPT, arXiv 2305.05176).
   *
   * @param order candidate index of each step
   * @param steps how many were asked, per prompt, at least 1; the last of them answers
   * @param addedUsd what looking at the answers cost, per prompt
   * @param addedSeconds what looking at the answers took, per prompt
   */
  record Cascade(int[] order, int[] steps, double[] addedUsd, double[] addedSeconds)
      implements Assignment {
    public Cascade {
      order = order.clone();
      int most = order.length;
      if (Arrays.stream(steps).anyMatch(count -> count < 1 || count > most)) {
        throw new IllegalArgumentException(
            "A cascade of %d candidates asks 1 to %d of them for each prompt."
                .formatted(most, most));
      }
      if (addedUsd.length != steps.length || addedSeconds.length != steps.length) {
        throw new IllegalArgumentException(
            "A cascade over %d prompts has %d added costs and %d added times."
                .formatted(steps.length, addedUsd.length, addedSeconds.length));
      }
    }

    /** The candidate that answers each prompt. */
    public int[] answering() {
      return Arrays.stream(steps).map(count -> order[count - 1]).toArray();
    }
  }
}
