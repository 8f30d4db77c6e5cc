package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yardmaster.provider.stub.FaultyServer;
import org.yardmaster.provider.stub.StubProvider;

/**
 * The faults of {@code FaultTableTest} through a running gateway, those apart that {@code
 * FailoverTest} has; and that {@code FAULTS.md} names exactly what is tested.
 */
@Timeout(60)
final class GatewayFaultTest {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String FINE =
      "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"fine\"},\"finish_reason\":\"stop\"}]";
  private static final String COUNTED =
      FINE + ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1,\"total_tokens\":10}}";
  private static final String GZIP = JSON + "Content-Encoding: gzip\r\n";

  /** A token of "fine" and two of "hello", at 4 USD per million. */
  private static final long ESTIMATED_NANO = 12_000;

  private static StubProvider stub;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  /** One fault. */
  record Row(String fault, FaultyServer.Script script) {
    @Override
    public String toString() {
      return fault;
    }
  }

  private static GatewayFixture gateway(URI bad, String config) {
    return gateway(bad, 1, config);
  }

  private static GatewayFixture gateway(URI bad, int attemptSeconds, String config) {
    return new GatewayFixture(
        List.of(
            new GatewayFixture.Member("bad", bad),
            new GatewayFixture.Member("good", stub.address())),
        "failover: {attempts: 1, attemptSeconds: %d, firstTokenSeconds: %s, totalSeconds: 40}\n"
                .formatted(attemptSeconds, attemptSeconds / 2.0)
            + config);
  }

  private static FaultyServer.Script status(String status) {
    return FaultyServer.response(status, JSON, "{\"error\":{\"message\":\"no\"}}");
  }

  static Stream<Row> moreSwitchable() {
    return Stream.of(
        new Row("502", status("502 Bad Gateway")),
        new Row("504", status("504 Gateway Timeout")),
        new Row(
            "connection reset in the middle of a body",
            (socket, out) -> {
              FaultyServer.head(out, "200 OK", JSON + "Content-Length: 500\r\n");
              out.write(COUNTED.substring(0, 20).getBytes(UTF_8));
              out.flush();
              Thread.sleep(50);
              socket.setSoLinger(true, 0);
            }),
        new Row(
            "a body that drips",
            (socket, out) -> {
              FaultyServer.head(out, "200 OK", JSON);
              for (int drop = 0; drop < 100; drop++) {
                out.write(' ');
                out.flush();
                Thread.sleep(50);
              }
            }),
        new Row(
            "HTML with status 200",
            FaultyServer.response("200 OK", "Content-Type: text/html\r\n", "<html></html>")),
        new Row("JSON of another kind", FaultyServer.response("200 OK", JSON, "{\"hello\":1}")),
        new Row("a body of 17 MB", FaultyServer.response("200 OK", JSON, new byte[17 << 20])),
        new Row(
            "a body of 17 MB, packed to 17 kB",
            FaultyServer.response("200 OK", GZIP, FaultyServer.gzip(new byte[17 << 20]))),
        new Row("broken gzip", FaultyServer.response("200 OK", GZIP, COUNTED)));
  }

  @ParameterizedTest
  @MethodSource("moreSwitchable")
  void theNextCandidateAnswers(Row row) {
    try (FaultyServer faulty = new FaultyServer(row.script());
        GatewayFixture gateway = gateway(faulty.address(), "")) {
      isAnsweredByTheNext(gateway);
    }
  }

  private static void isAnsweredByTheNext(GatewayFixture gateway) {
    for (String stream : List.of("", ",\"stream\":true")) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", stream);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("good");
      assertThat(stream.isEmpty() ? answer.body() : answer.streamed()).contains("You said: hello");
    }
  }

  static Stream<String> unreachable() {
    return Stream.of("nobody listens", "a name that does not resolve", "no TLS");
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  void theNextCandidateAnswersForOneThatIsNotThere(String fault) {
    try (FaultyServer plain = FaultyServer.talkingFirst(status("200 OK"))) {
      URI bad =
          switch (fault) {
            case "nobody listens" -> URI.create("http://127.0.0.1:1");
            case "no TLS" -> URI.create("https://127.0.0.1:" + plain.address().getPort());
            default -> URI.create("http://no-such-host.invalid");
          };
      try (GatewayFixture gateway = gateway(bad, 20, "limits:\n  - {per: day, usd: 1}\n")) {
        isAnsweredByTheNext(gateway);
        assertThat(spent(gateway)).as("nothing for the first").isEqualTo(2 * 64_000L);
      }
    }
  }

  private static long spent(GatewayFixture gateway) {
    return gateway.ledger.budgets().balances(Instant.now()).getFirst().balance().spentNanoUsd();
  }

  static Stream<Row> kept() {
    return Stream.of(
        new Row("usage missing", FaultyServer.response("200 OK", JSON, FINE + "}")),
        new Row("usage negative", counts("\"prompt_tokens\":-9,\"completion_tokens\":1")),
        new Row("usage absurd (1e30)", counts("\"prompt_tokens\":9,\"completion_tokens\":1e30")),
        new Row(
            "more cached than sent",
            counts(
                "\"prompt_tokens\":9,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":99}")));
  }

  private static FaultyServer.Script counts(String usage) {
    return FaultyServer.response("200 OK", JSON, FINE + ",\"usage\":{" + usage + "}}");
  }

  @ParameterizedTest
  @MethodSource("kept")
  void anAnswerWithoutSensibleCountsIsKeptAndItsCostEstimated(Row row) {
    try (FaultyServer faulty = new FaultyServer(row.script());
        GatewayFixture gateway = gateway(faulty.address(), "limits:\n  - {per: day, usd: 1}\n")) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", "");
      assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("bad");
      assertThat(answer.json().at("/usage/estimated").asBoolean()).isTrue();
      assertThat(spent(gateway)).isEqualTo(ESTIMATED_NANO);
    }
  }

  static Stream<Row> delivered() {
    return Stream.of(
        new Row(
            "gzip that nobody asked for",
            FaultyServer.response("200 OK", GZIP, FaultyServer.gzip(COUNTED.getBytes(UTF_8)))),
        new Row(
            "an empty answer",
            FaultyServer.response("200 OK", JSON, COUNTED.replace("\"fine\"", "\"\""))));
  }

  @ParameterizedTest
  @MethodSource("delivered")
  void whatIsOddAndYetAnAnswerIsDelivered(Row row) {
    try (FaultyServer faulty = new FaultyServer(row.script());
        GatewayFixture gateway = gateway(faulty.address(), "limits:\n  - {per: day, usd: 1}\n")) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", "");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("bad");
      assertThat(spent(gateway)).isEqualTo(40_000);
    }
  }

  @Test
  void constraintsBindEveryFallback() {
    FaultyServer.Script fails = status("500 Oops");
    try (FaultyServer first = new FaultyServer(fails);
        FaultyServer denied = new FaultyServer(fails);
        FaultyServer elsewhere = new FaultyServer(fails);
        FaultyServer toolless = new FaultyServer(fails);
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member(
                        "first", first.address(), "    capabilities: {region: eu}\n"),
                    new GatewayFixture.Member(
                        "denied", denied.address(), "    capabilities: {region: eu}\n"),
                    new GatewayFixture.Member(
                        "elsewhere", elsewhere.address(), "    capabilities: {region: us}\n"),
                    new GatewayFixture.Member(
                        "toolless",
                        toolless.address(),
                        "    capabilities: {region: eu, tools: false}\n"),
                    new GatewayFixture.Member(
                        "last", stub.address(), "    capabilities: {region: eu}\n")),
                "failover: {attempts: 1}\nrouting: {regions: [eu]}\n")) {
      GatewayFixture.Answer answer =
          gateway.chat(
              "auto",
              "hello",
              ",\"denied_models\":[\"denied\"],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
      assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("last");
      assertThat(first.requests()).isEqualTo(1);
      assertThat(denied.requests() + elsewhere.requests() + toolless.requests()).isZero();
    }
  }

  @Test
  void aFallbackThatItsOwnBudgetForbidsIsPassedOver() {
    try (FaultyServer first = new FaultyServer((socket, out) -> {});
        FaultyServer poor = new FaultyServer(status("500 Oops"));
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("first", first.address()),
                    new GatewayFixture.Member("poor", poor.address()),
                    new GatewayFixture.Member("last", stub.address())),
                """
                failover: {attempts: 1}
                routing: {onExceeded: downgrade}
                limits:
                  - {by: {model: poor-model}, per: day, usd: 0.000001}
                """)) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", "");
      assertThat(answer.header("x-yardmaster-candidate")).as(answer.body()).isEqualTo("last");
      assertThat(first.requests()).isEqualTo(1);
      assertThat(poor.requests()).isZero();
    }
  }

  @Test
  void thePageNamesExactlyWhatIsTested() throws IOException {
    Path page = Path.of(System.getProperty("yardmaster.root", ".."), "gateway", "FAULTS.md");
    List<String> named =
        Files.readAllLines(page).stream()
            .filter(line -> line.startsWith("| ") && line.contains("Test`"))
            .map(line -> line.split("\\|", 3)[1].strip())
            .toList();
    List<String> tested =
        Stream.of(
                FailoverTest.switchable().map(Object::toString),
                moreSwitchable().map(Object::toString),
                unreachable(),
                FailoverTest.beforeContent().map(Object::toString),
                FailoverTest.afterContent().map(row -> "after content: " + row),
                kept().map(Object::toString),
                delivered().map(Object::toString))
            .flatMap(rows -> rows)
            .toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(tested);
  }
}
