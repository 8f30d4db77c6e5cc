package org.yardmaster.budget;

import static java.util.Objects.requireNonNull;

/**
 * An amount against a scope: before a call the most that one candidate may cost, after it what it
 * did cost.
 */
public record Claim(Scope scope, long nanoUsd) {
  public Claim {
    requireNonNull(scope, "scope is null");
    if (nanoUsd < 0) {
      throw new IllegalArgumentException("A claim of %d nano-dollars.".formatted(nanoUsd));
    }
  }
}
