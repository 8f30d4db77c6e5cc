package org.yardmaster.provider;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What may be asked of a candidate or of a provider; what is empty is not limited.
 *
 * @param requestsPerMinute calls begun per minute, retries included
 * @param tokensPerMinute estimated prompt tokens plus the most the answer may have
 * @param concurrent calls in flight
 */
public record RateLimits(
    OptionalInt requestsPerMinute, OptionalLong tokensPerMinute, OptionalInt concurrent) {
  public RateLimits {
    if (requestsPerMinute.orElse(1) < 1
        || tokensPerMinute.orElse(1) < 1
        || concurrent.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "Rate limits (%s, %s, %s) must be at least 1."
              .formatted(requestsPerMinute, tokensPerMinute, concurrent));
    }
  }

  public static RateLimits none() {
    return new RateLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty());
  }

  /**
   * The same limits for one of several processes that share them evenly.
   *
   * @throws IllegalArgumentException when a limit is smaller than the number of processes
   */
  RateLimits share(int processes) {
    return new RateLimits(
        requestsPerMinute.isPresent()
            ? OptionalInt.of((int) part(requestsPerMinute.getAsInt(), processes))
            : requestsPerMinute,
        tokensPerMinute.isPresent()
            ? OptionalLong.of(part(tokensPerMinute.getAsLong(), processes))
            : tokensPerMinute,
        concurrent.isPresent()
            ? OptionalInt.of((int) part(concurrent.getAsInt(), processes))
            : concurrent);
  }

  private static long part(long limit, int processes) {
    if (limit < processes) {
      throw new IllegalArgumentException(
          "A rate limit of (%d) cannot be divided among (%d) processes.%nMaybe use fewer of them."
              .formatted(limit, processes));
    }
    return limit / processes;
  }
}
