package org.yardmaster.failover;

import java.time.Duration;
import org.yardmaster.config.ServingCandidate;

/**
 * Asks one candidate once.
 *
 * @param <T> what a delivered answer is
 */
@FunctionalInterface
public interface Attempt<T> {
  /**
   * Makes the attempt.
   *
   * @param number of the attempt within the request, from 1
   * @param deadline for all of it
   */
  AttemptResult<T> make(ServingCandidate candidate, int number, Duration deadline);
}
