package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

/**
 * The judgement of one part of a design by itself: what a policy reached on the task or data set
 * that was kept from it. Intervals and verdict are those of this part alone; nothing corrects them
 * for the number of parts.
 *
 * @param name what was held out
 */
public record HeldOutPart(String name, Evaluation evaluation) {
  public HeldOutPart {
    requireNonNull(name, "name is null");
    requireNonNull(evaluation, "evaluation is null");
  }

  /** The row of the policy that was kept from this part. */
  public PolicyResult policy() {
    return evaluation.policies().stream()
        .filter(policy -> policy.id().equals(evaluation.mainPolicy()))
        .findFirst()
        .orElseThrow();
  }
}
