package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.provider.simulated.SimulatedCandidates;

/**
 * Traffic becomes the next policy: calls through `serve` with simulated candidates, its journal,
 * grades, what other policies would have reached, which arm was better, and a policy that learned
 * from all of it.
 */
@Timeout(120)
class JournalLoopTest {
  private static final int CALLS = 240;

  @TempDir Path folder = Path.of("");

  private List<String> ask(URI address) throws Exception {
    List<Sample> samples = BuiltinDataset.load().samples();
    int step = samples.size() / CALLS;
    List<Callable<String>> calls = new ArrayList<>();
    HttpClient client = HttpClient.newHttpClient();
    for (int call = 0; call < CALLS; call++) {
      Sample sample = samples.get(call * step);
      calls.add(() -> ask(client, address, sample));
    }
    List<String> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> answer : threads.invokeAll(calls)) {
        ids.add(answer.get());
      }
    }
    return ids;
  }

  private static String ask(HttpClient client, URI address, Sample sample)
      throws IOException, InterruptedException {
    ObjectNode body = ChatJson.object().put("model", "auto");
    ArrayNode messages = body.putArray("messages");
    sample
        .prompt()
        .messages()
        .forEach(
            message ->
                messages
                    .addObject()
                    .put("role", message.role().wireName())
                    .put("content", message.text()));
    if (!sample.prompt().tools().isEmpty()) {
      body.set("tools", CanonicalJson.parse(sample.prompt().tools()));
    }
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().firstValue("x-request-id").orElseThrow();
  }

  /** Prefers the first of its candidates, whatever the prompt. */
  private static Policy policy(List<Candidate> order) {
    double[] bias = new double[order.size() + 1];
    double[] tokens = new double[order.size()];
    Arrays.fill(tokens, Math.log(50));
    List<CandidateModel> candidates = new ArrayList<>();
    for (Candidate candidate : order) {
      bias[candidates.size()] = 2 - candidates.size();
      candidates.add(
          new CandidateModel(
              candidate.id(),
              candidate.provider(),
              candidate.model(),
              true,
              new ListPrice(true, 1_000_000_000L, 1_000_000_000L, 0),
              Calibration.IDENTITY,
              new Line(4, 0.25),
              Optional.empty()));
    }
    FeatureSchema schema = new FeatureSchema(4);
    return new Policy(
        schema,
        candidates,
        List.of("task"),
        Heads.constant(schema.buckets(), bias),
        Heads.constant(0, tokens),
        new WillingnessToPay(1, new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}),
        Map.of());
  }

  /** The calls' ids. A process of its own serves: Helidon forbids its JVM what training needs. */
  private List<String> served() throws Exception {
    List<Candidate> cast = SimulatedCandidates.standard().candidates();
    List<Candidate> two = List.of(cast.getFirst(), cast.getLast());
    PolicyFile.write(policy(two), folder.resolve("acting.yard"));
    PolicyFile.write(policy(two.reversed()), folder.resolve("other.yard"));
    Path config = folder.resolve("gateway.yaml");
    Files.writeString(
        config,
        """
        listen: {port: 0}
        journal: {folder: journal, texts: true}
        routing:
          explore: {share: 0.6, usdPerDay: 1000}
          experiment: {name: trial, policy: other.yard, by: conversation}
        """);
    Process gateway =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.yardmaster.cli.Main",
                "serve",
                "--quiet",
                "--policy",
                folder.resolve("acting.yard").toString(),
                "--config",
                config.toString())
            .redirectError(folder.resolve("messages").toFile())
            .start();
    try (BufferedReader out = gateway.inputReader()) {
      String address = out.readLine();
      assertThat(address).as(Files.readString(folder.resolve("messages"))).startsWith("http://");
      return ask(URI.create(address + "/chat/completions"));
    } finally {
      gateway.destroy();
      gateway.waitFor();
    }
  }

  private CommandLineRun run(Object... words) {
    Object[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--db";
    all[words.length + 1] = folder.resolve("lab.duckdb");
    CommandLineRun run = CommandLineRun.of(all);
    assertThat(run.code()).as(run.messages()).isZero();
    return run;
  }

  @Test
  void callsBecomeTheNextPolicy() throws Exception {
    List<String> ids = served();
    run("import", "builtin");
    assertThat(run("import", "journal", folder.resolve("journal")).out())
        .contains(CALLS + " prompts");
    JsonNode graded = run("grade", "--dataset", "journal", "--targets", "builtin", "--json").json();
    assertThat(graded.path("graded").asInt()).isGreaterThan(CALLS * 8 / 10);

    JsonNode quality = run("evaluate", "off-policy", "--dataset", "journal", "--json").json();
    assertThat(quality.path("enough").asBoolean()).isTrue();
    // Five standard errors: weights of 1 / 0.7 or nothing, over 250 calls or more.
    assertThat(quality.path("meanWeight").asDouble()).isCloseTo(1, within(0.22));

    JsonNode arms =
        run("evaluate", "arms", "--dataset", "journal", "--reward", "cost", "--json").json();
    assertThat(arms.path("experiment").asText()).isEqualTo("trial");
    assertThat(arms.path("callsA").asInt() + arms.path("callsB").asInt())
        .isBetween(CALLS * 8 / 10, CALLS);

    Path next = folder.resolve("next.yard");
    run("train", "--dataset", "journal", "--out", next);
    assertThat(next).exists();
    run("evaluate", "off-policy", "--dataset", "journal", "--policy", next, "--reward", "cost");

    Path feedback = folder.resolve("feedback.csv");
    Files.writeString(
        feedback, "id,quality\n%s,1\n%s,0.5\n".formatted(ids.getFirst(), ids.getLast()));
    assertThat(run("grade", "--dataset", "journal", "--labels", feedback).out())
        .contains("2 answers graded");
    Files.writeString(feedback, "id,quality\nnobody,1\n");
    CommandLineRun unknown =
        CommandLineRun.of(
            "grade",
            "--dataset",
            "journal",
            "--labels",
            feedback,
            "--db",
            folder.resolve("lab.duckdb"));
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.messages()).contains("None of the 1 labelled ids");
  }
}
