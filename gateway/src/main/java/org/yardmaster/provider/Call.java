package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.yardmaster.data.Prompt;
import org.yardmaster.outcome.Candidate;

/**
 * One request to one candidate.
 *
 * @param trial repetition of the same request, from 0
 * @param maxOutputTokens upper bound of answer and reasoning tokens together; at least 1
 * @param deadline longest time from handing the call over to its reply, retries included
 */
public record Call(
    Candidate candidate, Prompt prompt, int trial, long maxOutputTokens, Duration deadline) {
  public Call {
    requireNonNull(candidate, "candidate is null");
    requireNonNull(prompt, "prompt is null");
    requireNonNull(deadline, "deadline is null");
    if (trial < 0 || maxOutputTokens < 1 || !deadline.isPositive()) {
      throw new IllegalArgumentException(
          "Trial (%d), maxOutputTokens (%d) or deadline (%s) out of range."
              .formatted(trial, maxOutputTokens, deadline));
    }
  }

  /** The same call with less time. */
  Call withDeadline(Duration shorter) {
    return new Call(candidate, prompt, trial, maxOutputTokens, shorter);
  }
}
