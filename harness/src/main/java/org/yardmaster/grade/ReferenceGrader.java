package org.yardmaster.grade;

import java.util.Locale;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/** Closeness to a reference text: ROUGE-L F1 is both the native score and the quality. */
final class ReferenceGrader implements Grader<Target.Reference> {
  @Override
  public String name() {
    return "rouge-l/1";
  }

  @Override
  public Grade grade(Target.Reference target, Completion.Completed answer) {
    double score = RougeL.f1(answer.text(), target.text());
    return new Grade.Scored(
        name(), score, score, 0, 1, "", String.format(Locale.ROOT, "ROUGE-L F1 %.3f", score));
  }
}
