package org.yardmaster.provider.simulated;

import java.util.List;
import java.util.random.RandomGenerator;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;

/**
 * Puts right answers and plausible wrong ones into words, in a candidate's own style. What it
 * writes is ordinary text: only a grader says whether it is right. Stateless but for the samples it
 * borrows wrong labels from; safe for concurrent use.
 */
public final class AnswerWriter {
  private static final String NO_IDEA = "I am not sure how to do this.";

  private final TextAnswers texts;

  /**
   * A writer for these samples.
   *
   * @param samples where plausible wrong texts come from: those accepted by others of the same task
   */
  public AnswerWriter(List<Sample> samples) {
    this.texts = new TextAnswers(samples);
  }

  /**
   * An answer that meets the sample's target; for {@link Target.Labelled} any text. No simulated
   * candidate writes programs: {@link Target.Code} gets a text without any.
   */
  public Answer right(Sample sample, AnswerStyle style, RandomGenerator random) {
    return switch (sample.target()) {
      case Target.Labelled() -> Answer.of(Phrasing.pick(Phrasing.SENTENCES, random));
      case Target.Text target -> texts.right(target, style, random);
      case Target.Choice target -> ChoiceAnswers.right(target, style, random);
      case Target.Numeric target -> NumericAnswers.right(sample, target, style, random);
      case Target.Json target -> JsonAnswers.right(target, style);
      case Target.Calls target -> CallAnswers.right(sample, target, style, random);
      case Target.Checks target -> Answer.of(CheckAnswers.right(target.checks(), style, random));
      case Target.Reference target -> ReferenceAnswers.right(target, random);
      case Target.Maths target ->
          Answer.of("The answer is $\\boxed{%s}$.".formatted(target.answer()));
      case Target.Code ignored -> Answer.of(Phrasing.pick(Phrasing.SENTENCES, random));
    };
  }

  /** An answer that misses the sample's target, the way models miss it. */
  public Answer wrong(Sample sample, AnswerStyle style, RandomGenerator random) {
    return switch (sample.target()) {
      case Target.Labelled() -> Answer.of(NO_IDEA);
      case Target.Text target -> texts.wrong(sample.task(), target, style, random);
      case Target.Choice target -> ChoiceAnswers.wrong(sample, target, style, random);
      case Target.Numeric target -> NumericAnswers.wrong(sample, target, style, random);
      case Target.Json target -> JsonAnswers.wrong(target, style, random);
      case Target.Calls target -> CallAnswers.wrong(sample, target, style, random);
      case Target.Checks target -> Answer.of(CheckAnswers.wrong(target.checks(), style, random));
      case Target.Reference target -> ReferenceAnswers.wrong(target, random);
      case Target.Maths ignored -> Answer.of(NO_IDEA);
      case Target.Code ignored -> Answer.of(NO_IDEA);
    };
  }
}
