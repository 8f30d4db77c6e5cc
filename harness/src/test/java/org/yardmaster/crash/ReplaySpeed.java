package org.yardmaster.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.yardmaster.data.Dataset;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.experiment.Lab;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.ApiKey;
import org.yardmaster.provider.Endpoint;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.ProviderClient;
import org.yardmaster.provider.stub.StubProvider;
import org.yardmaster.replay.ReplayListener;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.replay.ReplaySpec;
import org.yardmaster.replay.Replayer;
import org.yardmaster.store.Database;
import org.yardmaster.store.DuckDbSink;
import org.yardmaster.upstream.HttpUpstream;

/**
 * How fast replays are, beside a bare loop of the same HTTP client on virtual threads in the same
 * process against the same loopback provider. Usage: {@code ReplaySpeed CALLS CONCURRENCY
 * LATENCY_MILLIS}. The bare loop makes 100,000 calls at most. One CPU serves, calls and records:
 * only the ratios mean anything.
 */
public final class ReplaySpeed {
  private static final Candidate STUB = new Candidate("stub", "stub", "stub-1", Map.of(), false);
  private static final PriceBook PRICES =
      new PriceBook(
          List.of(Price.ofUsd("stub-1", 1, 2, java.time.LocalDate.of(2020, 1, 1), "test")));

  private ReplaySpeed() {}

  private record Echo(DatasetCard card, List<Sample> samples) implements Dataset {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int calls = Integer.parseInt(arguments[0]);
    int concurrency = Integer.parseInt(arguments[1]);
    Duration latency = Duration.ofMillis(Long.parseLong(arguments[2]));
    Path folder = Files.createTempDirectory("replay-speed");
    try (StubProvider provider = new StubProvider(latency, text -> "You said: " + text, false)) {
      int warmUp = Math.min(calls, 20_000);
      bare(provider.address(), warmUp, concurrency);
      replay(provider.address(), folder.resolve("warm.duckdb"), warmUp, concurrency);
      double bare = bare(provider.address(), Math.min(calls, 100_000), concurrency);
      double replay = replay(provider.address(), folder.resolve("lab.duckdb"), calls, concurrency);
      System.out.printf(
          "%,d calls, concurrency %d, stub latency %d ms: bare loop %,.0f calls/s, replay %,.0f"
              + " calls/s, ratio %.2f",
          calls, concurrency, latency.toMillis(), bare, replay, replay / bare);
      if (latency.isPositive()) {
        double ideal = concurrency * 1e3 / latency.toMillis();
        System.out.printf(", %.1f %% of the ideal %,.0f", 100 * replay / ideal, ideal);
      }
      System.out.printf("; heap limit %d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  private static double bare(URI address, int calls, int concurrency) throws InterruptedException {
    long start;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Semaphore places = new Semaphore(concurrency);
      start = System.nanoTime();
      for (int index = 0; index < calls; index++) {
        int number = index;
        places.acquire();
        callers.execute(
            () -> {
              send(client, address, number);
              places.release();
            });
      }
      places.acquire(concurrency);
      return calls * 1e9 / (System.nanoTime() - start);
    }
  }

  private static void send(HttpClient client, URI address, int number) {
    String body =
        "{\"model\":\"stub-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Repeat after me: s%d\"}],\"max_tokens\":2048}"
            .formatted(number);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
            .header("authorization", "Bearer sk-stub")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.body());
      }
    } catch (IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static double replay(URI address, Path file, int calls, int concurrency) {
    Dataset dataset = dataset(calls);
    Endpoint endpoint =
        new Endpoint(
            Endpoint.Format.OPENAI,
            URI.create(address + "/v1"),
            Optional.of("STUB_KEY"),
            false,
            Endpoint.OutputLimit.MAX_TOKENS);
    try (Lab lab = new Lab(Database.open(file), Clock.systemUTC());
        HttpUpstream upstream = new HttpUpstream()) {
      ModelClient client =
          new ProviderClient(
              upstream, endpoint, ApiKey.of("STUB_KEY", "sk-stub"), Clock.systemUTC());
      long start = System.nanoTime();
      ReplayResult result =
          new Replayer(
                  client,
                  Graders.standard(),
                  PRICES,
                  new DuckDbSink(lab.database(), lab.outcomes(), lab.clock()),
                  ReplayListener.silent(),
                  lab.clock())
              .run(
                  ReplaySpec.of("echo", List.of("stub")).withConcurrency(concurrency),
                  dataset,
                  List.of(STUB));
      double perSecond = calls * 1e9 / (System.nanoTime() - start);
      if (result.progress().done() != calls
          || lab.outcomes().recordedKeys("echo").size() != calls) {
        throw new IllegalStateException("Not everything was recorded: " + result);
      }
      return perSecond;
    }
  }

  private static Dataset dataset(int size) {
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < size; index++) {
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
    return new Echo(
        new DatasetCard(
            "echo", "Echo", "test", "none", false, "tests", List.of(), List.of(), "none"),
        samples);
  }
}
