package org.yardmaster.grade;

import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/**
 * Picks the grader for a target and settles what needs none. A refusal scores 0: it is an answer,
 * and it does not help whoever asked. A failed call and an unpublished answer stay unscored:
 * nothing is known of their quality.
 */
public final class Graders {
  private static final String NONE = "none";
  private static final Graders STANDARD = new Graders();

  private final TextGrader text = new TextGrader();
  private final ChoiceGrader choice = new ChoiceGrader();
  private final NumericGrader numeric = new NumericGrader();
  private final JsonGrader json = new JsonGrader();
  private final CallsGrader calls = new CallsGrader();
  private final ChecksGrader checks = new ChecksGrader();
  private final ReferenceGrader reference = new ReferenceGrader();

  private Graders() {}

  /** One grader per kind of target. */
  public static Graders standard() {
    return STANDARD;
  }

  /** The name and version of the grader that judges such targets. */
  public String graderOf(Target target) {
    return switch (target) {
      case Target.Labelled() -> NONE;
      case Target.Text ignored -> text.name();
      case Target.Choice ignored -> choice.name();
      case Target.Numeric ignored -> numeric.name();
      case Target.Json ignored -> json.name();
      case Target.Calls ignored -> calls.name();
      case Target.Checks ignored -> checks.name();
      case Target.Reference ignored -> reference.name();
    };
  }

  public Grade grade(Target target, Completion completion) {
    if (target instanceof Target.Labelled) {
      return new Grade.Unscored(NONE, "labels come with the outcomes");
    }
    return switch (completion) {
      case Completion.Completed answer -> judge(target, answer);
      case Completion.Refused refused ->
          Grade.Scored.binary(graderOf(target), false, refused.text(), "refused to answer");
      case Completion.Failed failed ->
          new Grade.Unscored(graderOf(target), "no answer: " + failed.fault());
      case Completion.Unpublished ignored ->
          new Grade.Unscored(graderOf(target), "the answer was not published");
    };
  }

  private Grade judge(Target target, Completion.Completed answer) {
    return switch (target) {
      case Target.Labelled() -> new Grade.Unscored(NONE, "labels come with the outcomes");
      case Target.Text wanted -> text.grade(wanted, answer);
      case Target.Choice wanted -> choice.grade(wanted, answer);
      case Target.Numeric wanted -> numeric.grade(wanted, answer);
      case Target.Json wanted -> json.grade(wanted, answer);
      case Target.Calls wanted -> calls.grade(wanted, answer);
      case Target.Checks wanted -> checks.grade(wanted, answer);
      case Target.Reference wanted -> reference.grade(wanted, answer);
    };
  }
}
