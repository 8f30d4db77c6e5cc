package org.yardmaster.grade;

import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Usage;

/** Answers as they come back, and what the standard graders say of them. */
final class Answers {
  private Answers() {}

  static Completion.Completed text(String text) {
    return new Completion.Completed(text, "", "stop", Usage.Tokens.measured(1, 1));
  }

  static Completion.Completed calls(String json) {
    return new Completion.Completed("", json, "tool_calls", Usage.Tokens.measured(1, 1));
  }

  static Grade.Scored scored(Target target, Completion completion) {
    return (Grade.Scored) Graders.standard().grade(target, completion);
  }

  static double value(Target target, String answer) {
    return scored(target, text(answer)).value();
  }
}
