package org.yardmaster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.yardmaster.store.Database;

/**
 * A replay on a master and two workers, each a process of its own, one of which is killed midway,
 * against a provider that counts what it served: nothing is lost, nothing is doubled, no more is
 * spent than allowed, and every call served twice is among those told as possibly paid.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class KilledWorkerTest {
  private static final int SAMPLES = 6_000;
  private static final int CALLS_PER_TASK = 100;

  /** 12 uncached, 8 cached and 12 answer tokens at 1, 1 and 2 USD per million. */
  private static final long COST_NANO_USD = 44_000;

  private static final double LIMIT_USD = 0.18;

  /** Calls served when the worker dies: in the middle of the second wave, of 800 calls each. */
  private static final int KILL_AT = 1_100;

  @TempDir Path folder = Path.of("");

  @Test
  void losesNothingDoublesNothingAndKeepsTheLimit()
      throws IOException, InterruptedException, SQLException {
    try (StubProvider provider =
            new StubProvider(Duration.ofMillis(5), text -> "You said: " + text, true);
        StandaloneCluster cluster =
            new StandaloneCluster(folder, Map.of("STUB_KEY", "sk-of-the-killed-worker"))) {
      prepare(provider);
      Thread killer = Thread.ofVirtual().start(() -> killMidway(provider, cluster));
      JsonNode first = replay(cluster, LIMIT_USD);
      killer.join();
      long servedFirst = provider.served();
      long lost = first.path("foundInFlight").asLong();
      assertThat(first.path("ending").asText()).isEqualTo("SPEND_LIMIT");
      assertThat(lost).as("possibly paid").isBetween(1L, 2L * CALLS_PER_TASK);
      assertThat(servedFirst * COST_NANO_USD).isLessThanOrEqualTo((long) (LIMIT_USD * 1e9));
      assertThat(servedFirst * COST_NANO_USD).isGreaterThan((long) (0.85 * LIMIT_USD * 1e9));

      JsonNode second = replay(cluster, 10);
      assertThat(second.path("ending").asText()).isEqualTo("COMPLETE");
      check(provider, lost);
      System.out.printf(
          "%,d calls on two workers, one killed: %,d served under a limit of $%s (worth $%.4f),"
              + " then %,d in all; %,d served twice among %,d told as possibly paid%n",
          SAMPLES,
          servedFirst,
          LIMIT_USD,
          servedFirst * COST_NANO_USD * 1e-9,
          provider.served(),
          provider.served() - SAMPLES,
          lost);
    }
  }

  private static void killMidway(StubProvider provider, StandaloneCluster cluster) {
    try {
      while (provider.served() < KILL_AT) {
        Thread.sleep(2);
      }
      cluster.killWorker(0);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode replay(StandaloneCluster cluster, double limitUsd) {
    return LabCommand.onSpark(
        database(),
        cluster.address(),
        "replay",
        "--dataset",
        "killed",
        "--candidates-file",
        folder.resolve("candidates.yaml").toString(),
        "--calls-per-task",
        Integer.toString(CALLS_PER_TASK),
        "--concurrency",
        "16",
        "--max-output-tokens",
        "16",
        "--max-spend",
        Double.toString(limitUsd),
        "--spark",
        "spark.cores.max=2",
        "--spark",
        "spark.executor.cores=1",
        "--spark",
        "spark.executor.memory=512m");
  }

  private Path database() {
    return folder.resolve("lab.duckdb");
  }

  private void check(StubProvider provider, long lost) throws SQLException {
    assertThat(
            LabCommand.rows(database(), "SELECT count(*), count(DISTINCT sample_id) FROM outcome"))
        .containsExactly("%d\t%d\t".formatted(SAMPLES, SAMPLES));
    assertThat(
            LabCommand.rows(
                database(),
                "SELECT count(*) FROM failure WHERE fault_message LIKE '%possibly paid%'"))
        .containsExactly(lost + "\t");
    assertThat(provider.servedByPrompt()).hasSize(SAMPLES);
    List<String> possiblyPaid =
        LabCommand.rows(database(), "SELECT DISTINCT sample_id FROM failure");
    long twice = 0;
    for (Map.Entry<String, Long> served : provider.servedByPrompt().entrySet()) {
      String id = served.getKey().substring(served.getKey().lastIndexOf(' ') + 1);
      assertThat(served.getValue())
          .as(id)
          .isBetween(1L, possiblyPaid.contains(id + "\t") ? 2L : 1L);
      twice += served.getValue() - 1;
    }
    assertThat(twice).isLessThanOrEqualTo(lost);
  }

  private void prepare(StubProvider provider) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < SAMPLES; index++) {
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
}
