package org.yardmaster.grade;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/**
 * A program, right when it and its tests run to their end. It is the last code fence of the wanted
 * language, else the last of any, else the whole answer.
 */
final class CodeGrader implements Grader<Target.Code> {
  private static final Pattern FENCE =
      Pattern.compile("```([\\w+#-]*)[ \\t]*\\R(.*?)(?:\\R```|\\z)", Pattern.DOTALL);

  private final CodeRunner runner;

  CodeGrader(CodeRunner runner) {
    this.runner = runner;
  }

  @Override
  public String name() {
    return "code/1";
  }

  @Override
  public Grade grade(Target.Code target, Completion.Completed answer) {
    String program = program(target.language(), answer.text());
    return switch (runner.run(target.language(), program + "\n" + target.tests() + "\n")) {
      case CodeRunner.Result.Passed() -> Grade.Scored.binary(name(), true, program, "tests passed");
      case CodeRunner.Result.Failed(String why) -> Grade.Scored.binary(name(), false, program, why);
      case CodeRunner.Result.NotRun(String why) -> new Grade.Unscored(name(), why);
    };
  }

  private static String program(String language, String text) {
    List<MatchResult> fences = FENCE.matcher(text).results().toList();
    return fences.reversed().stream()
        .filter(fence -> fence.group(1).toLowerCase(Locale.ROOT).equals(language))
        .findFirst()
        .or(() -> fences.reversed().stream().findFirst())
        .map(fence -> fence.group(2))
        .orElse(text);
  }
}
