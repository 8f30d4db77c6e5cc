package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.experiment.Lab;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.store.Database;
import org.yardmaster.store.OutcomeReader;

/** A run folder carries a replay to a cluster and its outcomes back, without a cluster here. */
class RunFolderTest {
  @TempDir Path folder = Path.of("");

  private static CommandLineRun replay(Path database, Object... more) {
    Object[] words = {"replay", "--dataset", "builtin", "--client", "simulated", "--sample", 5};
    return CommandLineRun.of(
        java.util.stream.Stream.of(words, new Object[] {"--db", database}, more)
            .flatMap(java.util.Arrays::stream)
            .toArray());
  }

  private static List<Outcome> outcomes(Path database) {
    try (Lab lab = new Lab(Database.openForReading(database), Clock.systemUTC())) {
      return new OutcomeReader(lab.database()).read("builtin");
    }
  }

  /** Leaves what the database has as a wave, as a worker would. */
  private static void wave(Path run, String name, boolean complete) throws IOException {
    Path wave = Files.createDirectories(run.resolve("outcomes").resolve(name));
    Files.copy(run.resolve("recorded/part-0.parquet"), wave.resolve("part-0.parquet"));
    if (complete) {
      Files.createFile(wave.resolve("_SUCCESS"));
    }
  }

  @Test
  void wavesCountOnceAndOnlyWhenTheyAreComplete() throws IOException {
    Path here = folder.resolve("here.duckdb");
    Path there = folder.resolve("there.duckdb");
    assertThat(CommandLineRun.of("import", "builtin", "--db", here).code()).isZero();
    assertThat(replay(here).code()).isZero();
    CommandLineRun prepared =
        replay(here, "--engine", "spark", "--prepare-only", "--work", folder.resolve("runs"));
    Path run = folder.resolve("runs/builtin");
    assertThat(prepared.out()).contains("spark-submit", run.toString());

    wave(run, "wave=000001", false);
    assertThat(CommandLineRun.of("import", "parquet", run, "--db", there).code()).isZero();
    assertThat(outcomes(there)).isEmpty();

    wave(run, "wave=000002", true);
    wave(run, "wave=000003", true);
    CommandLineRun first = CommandLineRun.of("import", "parquet", run, "--db", there);
    assertThat(first.out()).contains("imported: 1,389 prompts, 8 candidates");
    assertThat(outcomes(there)).hasSizeGreaterThan(30).isEqualTo(outcomes(here));

    CommandLineRun again = CommandLineRun.of("import", "parquet", run, "--db", there);
    assertThat(again.out()).contains("nothing changed");
    assertThat(outcomes(there)).isEqualTo(outcomes(here));
  }

  @Test
  void whatIsNoRunFolderIsToldWithWhatIsExpected() {
    CommandLineRun run =
        CommandLineRun.of("import", "parquet", folder, "--db", folder.resolve("none.duckdb"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("no card.json", "--engine spark");
  }

  @Test
  void aClusterIsNamedAndItsOptionsNeedTheEngine() {
    Path database = folder.resolve("usage.duckdb");
    assertThat(replay(database, "--engine", "spark").messages()).contains("needs --master");
    assertThat(replay(database, "--master", "local[2]").messages()).contains("--engine spark only");
  }
}
