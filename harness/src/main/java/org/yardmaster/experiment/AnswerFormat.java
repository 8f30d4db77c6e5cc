package org.yardmaster.experiment;

import java.util.List;
import java.util.Optional;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;

/**
 * Whether an answer has the form that was asked for: whether its grader could read an answer out of
 * it, whatever that says. Where the data set's own grader did not record what it read, our own
 * graders read.
 */
final class AnswerFormat implements AcceptanceReader.Score {
  private final boolean recorded;

  /** Over all answers of one candidate. */
  AnswerFormat(List<Outcome> answers) {
    this.recorded = answers.stream().anyMatch(answer -> !extracted(answer.grade()).isBlank());
  }

  /** 1 when something was read, else 0. */
  @Override
  public double of(Sample sample, Outcome answer) {
    String read =
        recorded
            ? extracted(answer.grade())
            : target(sample)
                .map(target -> extracted(Graders.standard().grade(target, answer.completion())))
                .orElse("");
    return read.isBlank() ? 0 : 1;
  }

  /** What an answer says, as its grader read it, else in its own words. */
  static String said(Outcome answer) {
    String read = extracted(answer.grade());
    return read.isBlank() ? JudgeRun.text(answer) : read.strip();
  }

  /**
   * A target of the kind that is asked for, of which only the kind matters; calls where tools are
   * offered. Empty where no answer of a kind can be read.
   */
  static Optional<Target> target(Sample sample) {
    return switch (sample.target()) {
      case Target.Labelled() ->
          sample.prompt().tools().isEmpty()
              ? Optional.empty()
              : Optional.of(new Target.Calls("[]"));
      case Target.Checks ignored -> Optional.empty();
      case Target.Reference ignored -> Optional.empty();
      case Target.Text text -> Optional.of(text);
      case Target.Choice choice -> Optional.of(choice);
      case Target.Numeric number -> Optional.of(number);
      case Target.Json json -> Optional.of(json);
      case Target.Calls calls -> Optional.of(calls);
      case Target.Maths maths -> Optional.of(maths);
      case Target.Code code -> Optional.of(code);
    };
  }

  private static String extracted(Grade grade) {
    return grade instanceof Grade.Scored scored ? scored.extracted() : "";
  }
}
