package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yardmaster.data.Target;

final class ChoiceGraderTest {
  private static final Target TARGET = new Target.Choice('B');

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B",
        "b",
        "(B)",
        "B.",
        "B) Paris",
        "B: Paris",
        "**B**",
        "**B. Paris**",
        "\\boxed{B}",
        "\\boxed{\\text{B}}",
        "$\\boxed{\\text{(B)}}$",
        "The answer is B.",
        "The correct answer is (B).",
        "The correct answer is: **B**",
        "The answer is option B, since A is false.",
        "Answer: B",
        "**Answer:** B",
        "Answer:\n\nB",
        "A is tempting, C is wrong. So the answer is B.",
        "First I thought the answer is A. But the answer is B.",
        "Die Antwort ist B.",
        "La réponse est B.",
        "答案是B",
        "A) no\nC) no\nI choose (B)",
        "I would go with option B here.",
        "After some thought:\n\nB"
      })
  void findsTheOptionChosen(String answer) {
    assertThat(Answers.value(TARGET, answer)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "",
        "The answer is A. B is wrong.",
        "The answer is A, not B.",
        "The answer is B or C.",
        "Answer: B and D",
        "\\boxed{A, B}",
        "Both are possible.",
        "But it depends.",
        "Because of this I cannot tell."
      })
  void anotherOptionOrSeveralIsWrong(String answer) {
    assertThat(Answers.value(TARGET, answer)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"I am not sure.", "A difficult question.", "A"})
  void anArticleOrPronounIsNoOptionUnlessItStandsAlone(String answer) {
    double expected = answer.equals("A") ? 1 : 0;
    assertThat(Answers.value(new Target.Choice(answer.charAt(0)), answer)).isEqualTo(expected);
  }
}
