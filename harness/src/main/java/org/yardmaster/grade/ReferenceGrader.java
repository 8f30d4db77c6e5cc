package org.yardmaster.grade;

import java.util.Locale;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/** Closeness to a reference text: ROUGE-L F1 or chrF2, both the native score and the quality. */
final class ReferenceGrader implements Grader<Target.Reference> {
  private final Target.Closeness closeness;

  ReferenceGrader(Target.Closeness closeness) {
    this.closeness = closeness;
  }

  @Override
  public String name() {
    return switch (closeness) {
      case ROUGE_L -> "rouge-l/1";
      case CHRF -> "chrf/1";
    };
  }

  @Override
  public Grade grade(Target.Reference target, Completion.Completed answer) {
    double score =
        switch (closeness) {
          case ROUGE_L -> RougeL.f1(answer.text(), target.text());
          case CHRF -> ChrF.score(answer.text(), target.text());
        };
    return new Grade.Scored(
        name(), score, score, 0, 1, "", String.format(Locale.ROOT, "%s %.3f", name(), score));
  }
}
