package org.yardmaster.grade;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.data.Check;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/** Conditions on an open answer, all of them; the native score counts those that hold. */
final class ChecksGrader implements Grader<Target.Checks> {
  @Override
  public String name() {
    return "checks/1";
  }

  @Override
  public Grade grade(Target.Checks target, Completion.Completed answer) {
    List<Check> violated = new ArrayList<>();
    for (Check check : target.checks()) {
      try {
        if (!check.holds(answer.text())) {
          violated.add(check);
        }
      } catch (StackOverflowError tooDeep) {
        return new Grade.Unscored(
            name(), "%s is too deep for an answer of this length".formatted(check));
      }
    }
    int total = target.checks().size();
    return new Grade.Scored(
        name(),
        violated.isEmpty() ? 1 : 0,
        total - violated.size(),
        0,
        total,
        "",
        violated.isEmpty() ? "all checks hold" : "violated: " + violated);
  }
}
