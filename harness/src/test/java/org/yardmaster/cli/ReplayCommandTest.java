package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.store.Database;

final class ReplayCommandTest {
  @TempDir Path folder = Path.of("");

  private Path lab() {
    Path file = folder.resolve("lab.duckdb");
    assertThat(CommandLineRun.of("import", "builtin", "--db", file).code()).isZero();
    return file;
  }

  private static CommandLineRun replay(Path file, Object... more) {
    Object[] words = new Object[7 + more.length];
    System.arraycopy(
        new Object[] {"replay", "--dataset", "builtin", "--sample", 20, "--db", file},
        0,
        words,
        0,
        7);
    System.arraycopy(more, 0, words, 7, more.length);
    return CommandLineRun.of(words);
  }

  @Test
  void aDryRunTellsCostsInNumbers() {
    JsonNode json = replay(lab(), "--dry-run", "--json").json();
    assertThat(json.get("candidates")).isNotEmpty();
    for (JsonNode candidate : json.get("candidates")) {
      assertThat(candidate.get("leastCostNanoUsd").isIntegralNumber()).isTrue();
      assertThat(candidate.get("mostCostNanoUsd").longValue())
          .isGreaterThan(candidate.get("leastCostNanoUsd").longValue());
    }
  }

  @Test
  void anotherSeedDoesNotGoUnnoticed() {
    Path file = lab();
    assertThat(replay(file, "--seed", 1).messages()).doesNotContain("note:");
    assertThat(replay(file, "--seed", 1, "--trials", 2).messages())
        .contains("were recorded before and stay as they are; --seed 1");
    CommandLineRun useless =
        CommandLineRun.of(
            "replay",
            "--dataset",
            "builtin",
            "--client",
            "recorded",
            "--from",
            file,
            "--no-shuffle",
            "--seed",
            2,
            "--db",
            folder.resolve("other.duckdb"));
    assertThat(useless.code()).isEqualTo(2);
    assertThat(useless.messages()).contains("--seed 2 has no effect");
  }

  @Test
  void aDatabaseThatAnotherProcessHoldsIsAClearError() throws IOException {
    Path file = lab();
    Process holder =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Holder.class.getName(),
                    file.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held");
      CommandLineRun run = replay(file);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.messages())
          .contains("is held by process " + holder.pid())
          .contains("Maybe wait for it to finish")
          .doesNotContain("\tat ");
    } finally {
      holder.destroyForcibly();
    }
  }

  /** Holds a database open until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (Database database = Database.open(Path.of(arguments[0]))) {
        System.out.println("held");
        System.out.flush();
        int end = System.in.read();
        System.out.println(database.path() + " " + end);
      }
    }
  }
}
