package org.yardmaster.grade;

import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;

/**
 * Picks the grader for a target and settles what needs none. A refusal scores 0: it is an answer,
 * and it does not help whoever asked. A failed call and an unpublished answer stay unscored:
 * nothing is known of their quality.
 */
public final class Graders {
  private static final String NONE = "none";
  private static final Graders STANDARD = of(Protocol.STANDARD, CodeRunner.none());

  private final Grader<Target.Text> text;
  private final Grader<Target.Choice> choice;
  private final Grader<Target.Numeric> numeric;
  private final Grader<Target.Maths> maths;
  private final CallsGrader calls;
  private final CodeGrader code;
  private final JsonGrader json = new JsonGrader();
  private final ChecksGrader checks = new ChecksGrader();
  private final ReferenceGrader rougeL = new ReferenceGrader(Target.Closeness.ROUGE_L);
  private final ReferenceGrader chrF = new ReferenceGrader(Target.Closeness.CHRF);

  private Graders(Protocol protocol, CodeRunner runner) {
    boolean zeroEval = protocol == Protocol.ZEROEVAL;
    this.text = zeroEval ? new ZeroEvalGraders.Literal() : new TextGrader();
    this.numeric = zeroEval ? new ZeroEvalGraders.Numeric() : new NumericGrader();
    this.maths = zeroEval ? new ZeroEvalGraders.Maths() : new MathGrader();
    this.choice =
        switch (protocol) {
          case MMLU_PRO_1 -> new MmluProGrader(1);
          case MMLU_PRO_2 -> new MmluProGrader(2);
          case MMLU_PRO_3 -> new MmluProGrader(3);
          case MMLU_PRO_4 -> new MmluProGrader(4);
          case STANDARD, ZEROEVAL, BFCL, BFCL_QUOTED, BFCL_UNQUOTED -> new ChoiceGrader();
        };
    this.calls =
        switch (protocol) {
          case BFCL -> CallsGrader.leaderboard();
          case BFCL_QUOTED -> CallsGrader.leaderboardQuoted();
          case BFCL_UNQUOTED -> CallsGrader.leaderboardUnquoted();
          case STANDARD, ZEROEVAL, MMLU_PRO_1, MMLU_PRO_2, MMLU_PRO_3, MMLU_PRO_4 ->
              CallsGrader.standard();
        };
    this.code = new CodeGrader(runner);
  }

  /** One grader per kind of target, our own; runs no code. */
  public static Graders standard() {
    return STANDARD;
  }

  /** One grader per kind of target, by these rules. */
  public static Graders of(Protocol protocol, CodeRunner runner) {
    return new Graders(protocol, runner);
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
      case Target.Reference wanted -> reference(wanted).name();
      case Target.Maths ignored -> maths.name();
      case Target.Code ignored -> code.name();
    };
  }

  /**
   * Whether a recorded outcome can be judged again: labels that came with the data stay, answers
   * that came without one are ours to judge, and what was not published cannot be read.
   */
  public static boolean judges(Target target, Outcome outcome) {
    return !(target instanceof Target.Labelled)
        && !(outcome.completion() instanceof Completion.Unpublished)
        && !(outcome.grade() instanceof Grade.Scored scored && scored.grader().equals("published"));
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
      case Target.Reference wanted -> reference(wanted).grade(wanted, answer);
      case Target.Maths wanted -> maths.grade(wanted, answer);
      case Target.Code wanted -> code.grade(wanted, answer);
    };
  }

  private ReferenceGrader reference(Target.Reference target) {
    return switch (target.closeness()) {
      case ROUGE_L -> rougeL;
      case CHRF -> chrF;
    };
  }
}
