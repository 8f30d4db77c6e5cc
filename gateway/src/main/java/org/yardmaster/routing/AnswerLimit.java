package org.yardmaster.routing;

import org.yardmaster.config.ServingCandidate;

/**
 * How long an answer may get.
 *
 * @param tokens of one answer at most
 * @param ours whether the gateway set it, since the caller set none: it yields to a candidate's own
 */
public record AnswerLimit(long tokens, boolean ours) {
  /** What a candidate is asked for at most. */
  public long at(ServingCandidate candidate) {
    return ours ? Math.min(tokens, candidate.capabilities().outputTokens().orElse(tokens)) : tokens;
  }
}
