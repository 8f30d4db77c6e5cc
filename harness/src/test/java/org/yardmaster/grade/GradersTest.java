package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Usage;

final class GradersTest {
  private static final Target CHOICE = new Target.Choice('B');
  private static final Usage USAGE = new Usage.Unknown();

  private final Graders graders = Graders.standard();

  @Test
  void aRefusalIsAnAnswerThatDoesNotHelp() {
    Grade grade = graders.grade(CHOICE, new Completion.Refused("I cannot help. B", USAGE));
    assertThat(grade)
        .isInstanceOfSatisfying(
            Grade.Scored.class,
            scored -> {
              assertThat(scored.value()).isZero();
              assertThat(scored.grader()).isEqualTo("choice/1");
              assertThat(scored.explanation()).contains("refused");
            });
  }

  @Test
  void aFailureIsNeverAZero() {
    assertThat(graders.grade(CHOICE, new Completion.Failed(Fault.TIMEOUT, "late", USAGE)))
        .isEqualTo(new Grade.Unscored("choice/1", "no answer: TIMEOUT"));
  }

  @Test
  void anUnpublishedAnswerStaysUnscored() {
    assertThat(graders.grade(CHOICE, new Completion.Unpublished(USAGE)))
        .isInstanceOf(Grade.Unscored.class);
  }

  @Test
  void labelledSamplesAreNotGraded() {
    assertThat(graders.grade(new Target.Labelled(), Answers.text("anything")))
        .isEqualTo(new Grade.Unscored("none", "labels come with the outcomes"));
  }

  @Test
  void everyKindOfTargetHasItsGrader() {
    assertThat(graders.graderOf(new Target.Text(List.of("x")))).isEqualTo("text/2");
    assertThat(graders.graderOf(new Target.Json("1"))).isEqualTo("json/1");
    assertThat(graders.graderOf(new Target.Calls("[]"))).isEqualTo("calls/1");
    assertThat(graders.graderOf(new Target.Reference("x"))).isEqualTo("rouge-l/1");
  }
}
