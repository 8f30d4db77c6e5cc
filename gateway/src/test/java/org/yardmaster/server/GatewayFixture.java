package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.journal.Journal;
import org.yardmaster.journal.JournalSpec;
import org.yardmaster.ledger.InMemoryLedger;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provider.stub.StubProvider;
import org.yardmaster.upstream.HttpUpstream;
import org.yardmaster.upstream.Upstream;

/**
 * A gateway on the loopback interface with a policy that prefers candidates in the order given: the
 * first is best and dearest. All answers are expected to be right with 90, 80, 70 % and cost 4, 2,
 * 1 USD per million tokens. Beside it lies {@code other.yard}, which prefers the opposite order.
 */
final class GatewayFixture implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final List<String> log = new CopyOnWriteArrayList<>();
  final List<String> messages = new CopyOnWriteArrayList<>();
  final Ledger ledger;
  final Path folder;
  final Path configFile;
  final Path policyFile;
  private final Optional<Journal> journal;
  private final HttpUpstream network = new HttpUpstream();
  private final GatewayServer server;

  /** One candidate of the fixture: an id, where it is, and further lines of its entry. */
  record Member(String id, URI address, String lines) {
    Member(String id, URI address) {
      this(id, address, "");
    }

    /** The stub's Anthropic endpoint; more lines may narrow what it can do. */
    static Member claude(StubProvider stub, String lines) {
      return new Member(
          "claude", URI.create(stub.address() + "/anthropic"), "    format: anthropic\n" + lines);
    }
  }

  GatewayFixture(List<Member> members, String config) {
    this(members, config, new InMemoryLedger());
  }

  /** A gateway over a ledger that the caller closes. */
  GatewayFixture(List<Member> members, String config, Ledger ledger) {
    this(yaml(members), members, config, ledger, network -> network);
  }

  /** A gateway whose configuration says where it listens. */
  static GatewayFixture listening(List<Member> members, String config) {
    String yaml = yaml(members).replaceFirst("listen:.*\n", "");
    return new GatewayFixture(yaml, members, config, new InMemoryLedger(), network -> network);
  }

  /** A gateway that reaches its candidates through something. */
  static GatewayFixture through(
      List<Member> members, String config, UnaryOperator<Upstream> between) {
    return new GatewayFixture(yaml(members), members, config, new InMemoryLedger(), between);
  }

  private GatewayFixture(
      String yaml,
      List<Member> members,
      String config,
      Ledger ledger,
      UnaryOperator<Upstream> between) {
    this.ledger = ledger;
    try {
      folder = Files.createTempDirectory("gateway");
      policyFile = folder.resolve("policy.yard");
      configFile = folder.resolve("gateway.yaml");
      List<String> ids = members.stream().map(Member::id).toList();
      PolicyFile.write(policy(ids), policyFile);
      PolicyFile.write(policy(ids.reversed()), folder.resolve("other.yard"));
      Files.writeString(configFile, yaml + config);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    journal =
        config.contains("journal:")
            ? Optional.of(
                Journal.open(
                    folder.resolve("journal"), JournalSpec.STANDARD.withTexts(), Clock.systemUTC()))
            : Optional.empty();
    server =
        GatewayServer.start(
            new GatewayServer.Setup(
                new StateSource(
                    policyFile,
                    Optional.of(configFile),
                    between.apply(network),
                    name -> Optional.of(name.equals("EMPTY") ? " " : "provider-secret-key"),
                    Clock.systemUTC()),
                ledger,
                Clock.systemUTC(),
                journal,
                false,
                log::add,
                messages::add));
  }

  static String yaml(List<Member> members) {
    StringBuilder text = new StringBuilder("listen: {port: 0}\ncandidates:\n");
    int dear = 4;
    StringBuilder prices = new StringBuilder("prices:\n");
    for (Member member : members) {
      text.append(
          """
            - id: %s
              provider: stub
              model: %s
              baseUrl: %s
              keyVariable: STUB_KEY
          """
              .formatted(
                  quoted(member.id()), quoted(member.id() + "-model"), member.address() + "/v1"));
      text.append(member.lines());
      prices.append(
          "  - {model: %s, inputUsdPerMillion: %d, outputUsdPerMillion: %d, validFrom: 2026-01-01, source: test}%n"
              .formatted(quoted(member.id() + "-model"), dear, dear));
      dear = Math.max(1, dear / 2);
    }
    return text.append(prices).toString();
  }

  /** In YAML a text in JSON's quotes is that text, whatever is in it. */
  private static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  static Policy policy(List<String> ids) {
    return policy(ids, new FeatureSchema(4));
  }

  static Policy policy(List<String> ids, FeatureSchema schema) {
    List<CandidateModel> candidates = new ArrayList<>();
    double[] bias = new double[ids.size() + 1];
    double success = 0.9;
    long price = 4_000_000_000L;
    for (String id : ids) {
      bias[candidates.size()] = Math.log(success / (1 - success));
      candidates.add(
          new CandidateModel(
              id,
              "stub",
              id + "-model",
              id.startsWith("sim-"),
              new ListPrice(true, price, price, 0),
              Calibration.IDENTITY,
              new Line(4, 0.25),
              Optional.of(new Line(1, 0))));
      success -= 0.1;
      price = Math.max(1_000_000_000L, price / 2);
    }
    double[] tokenBias = new double[ids.size()];
    java.util.Arrays.fill(tokenBias, Math.log(100));
    return new Policy(
        schema,
        candidates,
        List.of("chat"),
        Heads.constant(schema.buckets(), bias),
        Heads.constant(0, tokenBias),
        new WillingnessToPay(
            1, new double[] {10, 1, 0.5, 0.1, 0.05, 0.01, 0.001, 1e-4, 1e-5, 0, 0}),
        Map.of());
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  int port() {
    return server.port();
  }

  /** A bare connection. */
  Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  GatewayServer server() {
    return server;
  }

  /** An answer as it came. */
  record Answer(int status, String body, HttpResponse<byte[]> raw) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The data of all events. */
    List<String> events() {
      return body.lines()
          .filter(line -> line.startsWith("data: "))
          .map(line -> line.substring(6))
          .toList();
    }

    /** The text that a stream brought. */
    String streamed() {
      StringBuilder text = new StringBuilder();
      for (String event : events()) {
        if (!event.equals("[DONE]")) {
          try {
            JsonNode chunk = JSON.readTree(event);
            text.append(chunk.at("/choices/0/delta/content").asText(""));
          } catch (IOException fault) {
            throw new UncheckedIOException(fault);
          }
        }
      }
      return text.toString();
    }
  }

  Answer post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .timeout(Duration.ofSeconds(30))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  Answer chat(String model, String text, String more) {
    return post(
        "/v1/chat/completions",
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
            .formatted(model, text, more));
  }

  Answer get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Asks for a reload at the operators' port. */
  Answer reload() {
    return send(
        HttpRequest.newBuilder(adminAddress("/reload"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /** A page of the operators' port. */
  String admin(String path) {
    return send(HttpRequest.newBuilder(adminAddress(path)).build()).body();
  }

  private URI adminAddress(String path) {
    return URI.create("http://127.0.0.1:" + server.adminPort().orElseThrow() + path);
  }

  /**
   * The first line of the log with these words, once it is there: a line follows its answer, and
   * comes after everybody else has heard of the call. Never comes back where nobody writes it.
   */
  String logged(String words) {
    Optional<String> found = Optional.empty();
    while (found.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("Nobody logged (%s): %s".formatted(words, log));
      }
      LockSupport.parkNanos(5_000_000);
      found = log.stream().filter(line -> line.contains(words)).findFirst();
    }
    return found.get();
  }

  static Answer send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), new String(response.body(), UTF_8), response);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  @Override
  public void close() {
    server.close();
    journal.ifPresent(Journal::close);
    network.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
