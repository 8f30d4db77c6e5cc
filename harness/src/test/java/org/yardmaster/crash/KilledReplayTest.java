package org.yardmaster.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.experiment.Lab;
import org.yardmaster.provider.stub.StubProvider;
import org.yardmaster.store.CallCounts;
import org.yardmaster.store.Database;

/**
 * Kills real replays with SIGKILL at random instants against a provider that counts what it served,
 * then lets the same command finish. {@code -Dyardmaster.kills=50} makes it a soak test.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class KilledReplayTest {
  private static final int KILLS = Integer.getInteger("yardmaster.kills", 5);
  private static final int CONCURRENCY = 16;
  private static final String KEY = "sk-secret-of-the-killed-replay";

  @TempDir Path folder = Path.of("");

  private final SplittableRandom random = new SplittableRandom(Long.getLong("yardmaster.seed", 1));

  private Path database() {
    return folder.resolve("lab.duckdb");
  }

  @Test
  void losesNoCompletedCallAndPaysForNoneTwice() throws IOException, InterruptedException {
    try (StubProvider provider =
        new StubProvider(Duration.ofMillis(5), text -> "You said: " + text, true)) {
      int samples = 400 * (KILLS + 1);
      prepare(provider, samples);
      Map<String, Long> before = Map.of();
      List<String> told = new ArrayList<>();
      for (int kill = 1; kill <= KILLS; kill++) {
        killOnce(provider, kill);
        Map<String, Long> after = answered();
        assertThat(after.keySet()).containsAll(before.keySet());
        told.add(
            "kill %d: %d served, %d recorded".formatted(kill, provider.served(), after.size()));
        before = after;
      }
      String output = finish();
      told.forEach(System.out::println);
      System.out.println(output.strip());
      check(provider, samples);
    }
  }

  private void check(StubProvider provider, int samples) throws IOException {
    try (Lab lab = new Lab(Database.openForReading(database()), Clock.systemUTC())) {
      Map<String, Long> recorded = new CallCounts(lab.database()).answered("killed");
      Map<String, Long> possiblyPaid = new CallCounts(lab.database()).possiblyPaid("killed");
      long lost = possiblyPaid.values().stream().mapToLong(Long::longValue).sum();
      Map<String, Long> served = new HashMap<>();
      provider.servedByPrompt().forEach((prompt, count) -> served.put(idOf(prompt), count));
      long servedTwice = 0;
      for (int index = 0; index < samples; index++) {
        String id = "s" + index;
        assertThat(recorded).as(id).containsEntry(id, 1L);
        long extra = served.getOrDefault(id, 0L) - 1;
        assertThat(extra).as(id).isBetween(0L, possiblyPaid.getOrDefault(id, 0L));
        servedTwice += extra;
      }
      System.out.printf(
          "%d kills: %d calls planned, %d answers recorded once each, %d served, %d served again,"
              + " all of them among %d told as possibly paid%n",
          KILLS, samples, recorded.size(), provider.served(), servedTwice, lost);
      assertThat(provider.served()).isEqualTo(samples + servedTwice);
    }
    assertThat(filesWith(KEY)).isEmpty();
  }

  private static String idOf(String prompt) {
    return prompt.substring(prompt.lastIndexOf(' ') + 1);
  }

  private Set<Path> filesWith(String secret) throws IOException {
    Set<Path> found = new HashSet<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (bytes.contains(secret)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private Map<String, Long> answered() {
    try (Lab lab = new Lab(Database.open(database()), Clock.systemUTC())) {
      return new CallCounts(lab.database()).answered("killed");
    }
  }

  private void prepare(StubProvider provider, int count) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      samples.add(
          new Sample(
              "s" + index,
              Prompt.of("Repeat after me: s" + index),
              new Target.Text(List.of("s" + index)),
              "echo",
              "g" + index,
              PublishedSplit.NONE,
              Map.of()));
    }
    DatasetCard card =
        new DatasetCard(
            "killed", "Killed", "test", "none", false, "tests", List.of(), List.of(), "none");
    try (Lab lab = new Lab(Database.open(database()), Clock.systemUTC())) {
      lab.database().transaction(() -> lab.datasets().add(card, samples));
    }
    Files.writeString(
        folder.resolve("candidates.yaml"),
        """
        candidates:
          - {id: stub, provider: stub, model: stub-1, format: openai, baseUrl: "%s/v1", keyVariable: STUB_KEY, price: stub-1}
        prices:
          - {model: stub-1, inputUsdPerMillion: 1, outputUsdPerMillion: 2, validFrom: 2020-01-01, source: test}
        """
            .formatted(provider.address()));
  }

  /** Kills at a random number of served calls, or at a random time during start-up. */
  private void killOnce(StubProvider provider, int kill) throws IOException, InterruptedException {
    Path output = folder.resolve("run-" + kill + ".txt");
    Process process = start(output);
    long goal = provider.served() + random.nextInt(20, 380);
    if (random.nextInt(10) == 0) {
      Thread.sleep(random.nextInt(2_000));
    } else {
      while (provider.served() < goal && process.isAlive()) {
        Thread.sleep(0, random.nextInt(1, 999_999));
      }
    }
    assertThat(process.isAlive()).as("run %d: %s", kill, Files.readString(output)).isTrue();
    process.destroyForcibly().waitFor();
  }

  private String finish() throws IOException, InterruptedException {
    Path output = folder.resolve("run-last.txt");
    Process process = start(output);
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }

  private Process start(Path output) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "org.yardmaster.cli.Main",
            "replay",
            "--dataset",
            "killed",
            "--candidates-file",
            folder.resolve("candidates.yaml").toString(),
            "--concurrency",
            Integer.toString(CONCURRENCY),
            "--max-spend",
            "1000",
            "--db",
            database().toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("STUB_KEY", KEY);
    return builder.start();
  }
}
