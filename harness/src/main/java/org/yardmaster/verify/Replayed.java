package org.yardmaster.verify;

import java.util.List;

/**
 * What a runtime answered.
 *
 * @param answers one per question, in order
 * @param loadNanos from the file to the first decision
 * @param decisionNanos mean of one decision in a second pass over the same questions
 */
public record Replayed(List<Answer> answers, long loadNanos, long decisionNanos) {
  public Replayed {
    answers = List.copyOf(answers);
  }
}
