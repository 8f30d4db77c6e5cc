package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatePlanTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aTighterMarginNeedsMorePrompts() {
    long wide = prompts("0.02");
    long tight = prompts("0.01");
    // (1.96 + 1.2816)^2 * 0.2 / 0.01^2
    assertThat(tight).isBetween(21_010L, 21_020L);
    assertThat((double) tight / wide).isBetween(3.99, 4.01);
  }

  private static long prompts(String margin) {
    return CommandLineRun.of(
            "evaluate", "plan", "--margin", margin, "--discordance", "0.2", "--json")
        .json()
        .get("promptsForNonInferiority")
        .asLong();
  }

  @Test
  void saysItInWords() {
    CommandLineRun run = CommandLineRun.of("evaluate", "plan", "--discordance", "0.2");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("prompts are needed", "1.00 points");
  }

  @Test
  void aDataSetTellsWhetherItIsEnough() {
    Path database = ToyLab.create(folder, 400);
    var json =
        CommandLineRun.of("evaluate", "plan", "--dataset", ToyLab.ID, "--db", database, "--json")
            .json();
    assertThat(json.get("prompts").asInt()).isEqualTo(400);
    assertThat(json.get("discordance").asDouble()).isBetween(0.1, 0.9);
    assertThat(json.get("enough").asBoolean()).isFalse();
    assertThat(json.get("detectableDifference").asDouble()).isGreaterThan(0.01);
  }

  @Test
  void withoutASourceItSaysWhatItAssumes() {
    CommandLineRun run = CommandLineRun.of("evaluate", "plan", "--margin", "0.01");
    assertThat(run.code()).isZero();
    assertThat(run.messages()).contains("assuming", "0.2");
    assertThat(run.out()).contains("discordance 0.200");
  }

  @Test
  void bothSourcesAreAUsageMistake() {
    CommandLineRun both =
        CommandLineRun.of("evaluate", "plan", "--dataset", "x", "--discordance", "0.2");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.messages()).contains("Leave out one");
  }

  @Test
  void aMarginOfNothingIsAUsageMistake() {
    CommandLineRun run =
        CommandLineRun.of("evaluate", "plan", "--discordance", "0.2", "--margin", "0");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("--margin", "more than 0");
  }
}
