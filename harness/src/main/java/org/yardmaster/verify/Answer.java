package org.yardmaster.verify;

import java.util.List;

/**
 * What a runtime made of a question.
 *
 * @param ranked indices of the permitted candidates, the choice first
 * @param task index of the task; -1 when the policy tells none apart
 * @param sums integer sums: words by head, counters by head, then the token bundle's counters;
 *     empty where a runtime cannot tell
 */
public record Answer(List<Integer> ranked, int task, List<Integer> sums) {
  public Answer {
    ranked = List.copyOf(ranked);
    sums = List.copyOf(sums);
  }

  /** The chosen candidate, or -1. */
  public int choice() {
    return ranked.isEmpty() ? -1 : ranked.getFirst();
  }
}
