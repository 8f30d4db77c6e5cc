package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Check;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Grade;

final class ChecksGraderTest {
  private static final Target TARGET =
      new Target.Checks(
          List.of(
              new Check.Contains("def add"),
              new Check.Matches("return\\s+a\\s*\\+\\s*b"),
              new Check.Excludes("import")));

  @Test
  void allChecksMustHold() {
    assertThat(Answers.value(TARGET, "def add(a, b):\n  return a + b")).isEqualTo(1);
    assertThat(Answers.value(TARGET, "import x\ndef add(a, b):\n  return a + b")).isZero();
  }

  @Test
  void theNativeScoreCountsChecks() {
    Grade.Scored scored = Answers.scored(TARGET, Answers.text("def add(a, b): pass"));
    assertThat(scored.nativeScore()).isEqualTo(2);
    assertThat(scored.nativeHigh()).isEqualTo(3);
    assertThat(scored.explanation()).contains("return");
  }

  @Test
  void anExpressionThatOverflowsIsUnscored() {
    Target deep = new Target.Checks(List.of(new Check.Matches("^(a|b|ab)*$")));
    assertThat(Graders.standard().grade(deep, Answers.text("ab".repeat(500_000))))
        .isInstanceOf(Grade.Unscored.class);
  }
}
