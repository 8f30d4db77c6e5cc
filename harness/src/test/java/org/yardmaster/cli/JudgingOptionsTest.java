package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class JudgingOptionsTest {
  /** A report prints its command by these; whoever leaves one out prints another report's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        " --policy one.yard --budget-usd-per-1k 2.5 --split TEST --margin 0.02",
        " --learner COUNTERS --labels 500 --seed 3 --margin 0.01",
        " --auto --candidates small,large --folds 7 --margin 0.01",
      })
  void whatWasGivenCanBeGivenAgain(String line) {
    JudgingOptions options = new JudgingOptions();
    CommandSpec spec =
        CommandSpec.create().addMixin("judging", CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).parseArgs(line.strip().split(" "));
    assertThat(options.given()).isEqualTo(line);
  }
}
