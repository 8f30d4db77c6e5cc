package org.yardmaster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provider.simulated.SimulatedCandidates;

/**
 * A gateway that starts, answers a few requests by simulated candidates and ends. The launcher lets
 * the JVM record it once per build (JEP 483, 515), so that real starts find their classes loaded
 * and linked. Argument: an empty folder to work in.
 */
final class Rehearsal {
  private static final int REQUESTS = 100;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Rehearsal() {}

  public static void main(String[] arguments) {
    Thread.ofPlatform().daemon().start(Rehearsal::giveUp);
    int code = Main.FAILED;
    try {
      play(Path.of(arguments[0]));
      code = 0;
    } catch (IOException | InterruptedException | RuntimeException | Error fault) {
      System.err.println("The rehearsal failed: " + fault);
    }
    System.exit(code);
  }

  /** Nobody waits for a rehearsal that hangs. */
  private static void giveUp() {
    try {
      Thread.sleep(LONGEST);
    } catch (InterruptedException stop) {
      return;
    }
    System.err.println("The rehearsal was not over within " + LONGEST);
    Runtime.getRuntime().halt(Main.FAILED);
  }

  private static void play(Path folder) throws IOException, InterruptedException {
    PolicyFile.write(policy(), folder.resolve("policy.yard"));
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        listen: {port: 0}
        admin: {port: 0}
        ledger: ledger.sqlite
        journal: {folder: journal}
        limits: [{per: day, usd: 1}]
        """);
    BufferedReader out = new BufferedReader(serve(folder));
    String address = out.readLine();
    if (address == null) {
      throw new IllegalStateException("serve ended before it was ready");
    }
    HttpClient client = HttpClient.newHttpClient();
    for (int request = 0; request < REQUESTS; request++) {
      ask(client, URI.create(address + "/chat/completions"), request % 2 == 0);
    }
  }

  /** Starts the verb as a user does; the reader gives what it prints. */
  private static PipedReader serve(Path folder) throws IOException {
    PipedReader out = new PipedReader();
    PrintWriter writer = new PrintWriter(new PipedWriter(out));
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (writer) {
                Main.run(
                    writer,
                    new PrintWriter(System.err, true, UTF_8),
                    "serve",
                    "--quiet",
                    "--policy",
                    folder.resolve("policy.yard").toString(),
                    "--config",
                    folder.resolve("gateway.yaml").toString());
              }
            });
    return out;
  }

  private static void ask(HttpClient client, URI chat, boolean stream)
      throws IOException, InterruptedException {
    String body =
        """
        {"model": "auto", "stream": %s, "max_tokens": 64,
         "messages": [{"role": "user", "content": "Which line leaves the yard first?"}]}
        """
            .formatted(stream);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(chat)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "The rehearsal's gateway answered %d: %s".formatted(answer.statusCode(), answer.body()));
    }
  }

  /** Knows nothing of any text. */
  private static Policy policy() {
    List<Candidate> cast = SimulatedCandidates.standard().candidates();
    return new Policy(
        FeatureSchema.STANDARD,
        cast.stream().map(Rehearsal::model).toList(),
        List.of(),
        Heads.constant(FeatureSchema.STANDARD.buckets(), new double[cast.size()]),
        Heads.constant(0, new double[cast.size()]),
        new WillingnessToPay(1, new double[11]),
        Map.of());
  }

  private static CandidateModel model(Candidate candidate) {
    return new CandidateModel(
        candidate.id(),
        candidate.provider(),
        candidate.model(),
        true,
        new ListPrice(true, 1, 1, 0),
        Calibration.IDENTITY,
        new Line(4, 0.25),
        Optional.empty());
  }
}
