package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.data.Target;

final class MathGraderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\frac{1}{2}; so it is $\\boxed{\\dfrac12}$.",
        "\\frac{1}{2}; \\boxed{0.5}",
        "\\frac{1}{2}; The answer is 50\\%.",
        "2\\sqrt{3}; \\boxed{\\sqrt{12}}",
        "18\\pi; {\"reasoning\": \"\\\\boxed{3}\", \"answer\": \"18π\"}",
        "(x+1)^2; \\boxed{x^2+2x+1}",
        "\\{1,2,3\\}; \\boxed{\\{3,1,2\\}}",
        "(1,2); \\boxed{\\left(1, 2\\right)}",
        "[1,\\infty); \\boxed{[1,\\infty)}",
        "10; \\boxed{10\\text{ cm}^2}",
        "45; \\boxed{45^\\circ}",
        "1,234; Answer: 1234",
        "3; \\boxed{x=3}",
        "-221_3; \\boxed{-221_3}",
        "\\text{Evelyn}; \\boxed{\\text{Evelyn}}"
      })
  void theSameValueIsRightInAnyForm(String wanted, String answer) {
    assertThat(Answers.value(new Target.Maths(wanted), answer)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\frac{1}{2}; \\boxed{\\frac{1}{3}}",
        "2\\sqrt{3}; \\boxed{2}",
        "18\\pi; \\boxed{18}",
        "(1,2); \\boxed{(2,1)}",
        "[1,2); \\boxed{(1,2)}",
        "(x+1)^2; \\boxed{x^2+1}",
        "\\{1,2\\}; \\boxed{\\{1,2,3\\}}",
        "3; nothing here",
        "3; \\boxed{"
      })
  void anotherValueIsWrong(String wanted, String answer) {
    assertThat(Answers.value(new Target.Maths(wanted), answer)).isZero();
  }
}
