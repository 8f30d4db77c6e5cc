package org.yardmaster.outcome;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.yardmaster.data.Prompt;

/**
 * One call as a gateway's journal tells it: what the router saw, what it chose with which
 * probability, and what came of it. Nobody has judged it.
 *
 * @param id unique, the request's
 * @param at when it came in
 * @param task empty when unknown
 * @param session whose calls are not independent; empty when unknown
 * @param served who answered; another one than chosen after a fallback
 * @param latency of the attempt that answered
 */
public record LoggedCall(
    String id,
    Instant at,
    String task,
    String session,
    Seen seen,
    Choice choice,
    UsageRecord.Served served,
    Completion completion,
    Cost cost,
    Latency latency) {
  public LoggedCall {
    requireNonNull(at, "at is null");
    requireNonNull(task, "task is null");
    requireNonNull(session, "session is null");
    requireNonNull(seen, "seen is null");
    requireNonNull(choice, "choice is null");
    requireNonNull(served, "served is null");
    requireNonNull(completion, "completion is null");
    requireNonNull(cost, "cost is null");
    requireNonNull(latency, "latency is null");
    if (id.isBlank()) {
      throw new IllegalArgumentException("A logged call needs an id.");
    }
  }

  /** The same with less of what was said. */
  public LoggedCall with(Seen kept, Completion told) {
    return new LoggedCall(id, at, task, session, kept, choice, served, told, cost, latency);
  }

  /** What is kept of the prompt. */
  public sealed interface Seen {
    FeatureVector features();

    /** The prompt itself, where that is allowed. */
    record Text(Prompt prompt, FeatureVector features) implements Seen {
      public Text {
        requireNonNull(prompt, "prompt is null");
        requireNonNull(features, "features is null");
      }
    }

    /**
     * Only what a policy computes from it. Hashed words can be guessed by whoever hashes likely
     * ones: this is thrift with other people's words, not anonymity.
     *
     * @param promptDigest SHA-256 of the prompt: tells repeated prompts
     */
    record Withheld(String promptDigest, FeatureVector features) implements Seen {
      public Withheld {
        requireNonNull(promptDigest, "promptDigest is null");
        requireNonNull(features, "features is null");
      }
    }
  }

  /**
   * The integers that a policy reads out of a prompt.
   *
   * @param schema name and version of their definition; empty when none were computed
   * @param bucketBits binary logarithm of the number of buckets
   * @param buckets of every word feature, in text order, with repeats
   * @param counters in the order of the schema
   */
  public record FeatureVector(
      String schema, int bucketBits, List<Integer> buckets, List<Integer> counters) {
    /** None were computed. */
    public static final FeatureVector NONE = new FeatureVector("", 0, List.of(), List.of());

    public FeatureVector {
      requireNonNull(schema, "schema is null");
      buckets = List.copyOf(buckets);
      counters = List.copyOf(counters);
    }
  }

  /**
   * A decision and its odds.
   *
   * @param policyDigest of the policy that decided
   * @param arm of an experiment; empty without one
   * @param acting false for a shadow decision, which nobody followed
   * @param preferred what the policy would have chosen without exploring
   * @param chosen what was drawn
   * @param propensity probability with which {@code chosen} was drawn, in (0, 1]
   * @param reason in one line
   */
  public record Choice(
      String policyDigest,
      String arm,
      boolean acting,
      String preferred,
      String chosen,
      double propensity,
      String reason) {
    public Choice {
      requireNonNull(policyDigest, "policyDigest is null");
      requireNonNull(arm, "arm is null");
      requireNonNull(preferred, "preferred is null");
      requireNonNull(chosen, "chosen is null");
      requireNonNull(reason, "reason is null");
      if (!(propensity > 0 && propensity <= 1)) {
        throw new IllegalArgumentException(
            "Propensity (%s) is outside (0, 1].".formatted(propensity));
      }
    }
  }
}
