package org.yardmaster.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;

final class BehaviourTest {
  private static final Target TEXT = new Target.Text(List.of("x"));
  private static final Behaviour BEHAVIOUR =
      new Behaviour(2, Map.of("medium", 0.5, "hard", 1.5), 0.1, 0.3, 0.9, 0.25);

  private static Sample sample(int characters, Map<String, String> labels) {
    Prompt prompt = Prompt.of("x".repeat(characters));
    return new Sample("id", prompt, TEXT, "task", "id", PublishedSplit.NONE, labels);
  }

  @Test
  void equalAbilityAndDifficultyIsAnEvenChance() {
    assertThat(BEHAVIOUR.successProbability(0.7, 0.7, TEXT)).isEqualTo(0.5);
  }

  @Test
  void followsTheLogisticCurve() {
    assertThat(BEHAVIOUR.successProbability(1, 0, TEXT)).isCloseTo(0.8807970780, offset(1e-9));
  }

  @Test
  void multipleChoiceHasAFloor() {
    Target choice = new Target.Choice('A');
    assertThat(BEHAVIOUR.successProbability(0.7, 0.7, choice)).isEqualTo(0.625);
    assertThat(BEHAVIOUR.successProbability(-50, 0, choice)).isCloseTo(0.25, offset(1e-9));
  }

  @Test
  void difficultyAddsLabelLengthAndResidual() {
    assertThat(BEHAVIOUR.difficultyOf(sample(400, Map.of("difficulty", "hard")), 0)).isEqualTo(1.5);
    assertThat(BEHAVIOUR.difficultyOf(sample(800, Map.of()), 2))
        .isCloseTo(0.5 + 0.1 + 0.6, offset(1e-9));
    assertThat(BEHAVIOUR.difficultyOf(sample(1, Map.of()), 0)).isCloseTo(0.3, offset(1e-9));
  }

  @Test
  void needsAValueForUnlabelledSamples() {
    assertThatThrownBy(() -> new Behaviour(1, Map.of("easy", 0.0), 0, 0, 0, 0))
        .hasMessageContaining("medium");
  }
}
