package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Grade;

/** Programs are shell scripts here, so that the tests need no other language. */
final class CodeSandboxTest {
  private static CodeRunner runner = CodeRunner.none();

  @BeforeAll
  static void open() {
    try {
      runner =
          CodeSandbox.open(
              new CodeSandbox.Limits(
                  Duration.ofSeconds(1), 64L << 20, Map.of("sh", List.of("sh"))));
    } catch (IllegalStateException notHere) {
      assertThat(notHere).hasMessageContaining("Programs cannot be run safely here");
    }
    assumeThat(runner).isInstanceOf(CodeSandbox.class);
  }

  private static Grade grade(String program, String tests) {
    return new CodeGrader(runner)
        .grade(
            new Target.Code("sh", tests),
            Answers.text("Here it is:\n```sh\n" + program + "\n```\nDone."));
  }

  private static Grade.Scored scored(String program, String tests) {
    return (Grade.Scored) grade(program, tests);
  }

  @Test
  void aProgramIsRightWhenItsTestsPass() {
    assertThat(scored("add() { echo $(($1 + $2)); }", "[ $(add 1 2) = 3 ]").value()).isEqualTo(1);
    assertThat(scored("add() { echo 4; }", "[ $(add 1 2) = 3 ]").value()).isZero();
  }

  @Test
  void anEndlessProgramIsStopped() {
    assertThat(scored("while :; do :; done", "").value()).isZero();
    assertThat(scored("sleep 60", "").explanation()).isEqualTo("stopped after 1 s");
  }

  @Test
  void thereIsNoNetwork() {
    assertThat(scored("cat /proc/net/dev", "[ $(grep -c : /proc/net/dev) = 1 ]").value())
        .isEqualTo(1);
  }

  @Test
  void theEnvironmentIsEmptyAndFilesAreBounded() {
    assertThat(scored("", "[ -z \"$HOME$USER\" ]").value()).isEqualTo(1);
    assertThat(scored("head -c 3000000 /dev/zero > big", "").value()).isZero();
  }

  @Test
  void anotherLanguageIsUnscored() {
    assertThat(
            new CodeGrader(runner)
                .grade(new Target.Code("cobol", "x"), Answers.text("```cobol\nx\n```")))
        .isInstanceOfSatisfying(
            Grade.Unscored.class,
            grade -> assertThat(grade.reason()).contains("--code-command cobol=COMMAND"));
  }

  @Test
  void nothingRunsUnlessAskedFor() {
    assertThat(
            Graders.standard()
                .grade(new Target.Code("sh", "exit 0"), Answers.text("```sh\ntrue\n```")))
        .isInstanceOfSatisfying(
            Grade.Unscored.class, grade -> assertThat(grade.reason()).contains("--run-code"));
  }
}
