package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yardmaster.outcome.Cost;
import org.yardmaster.provider.stub.FaultyServer;
import org.yardmaster.provider.stub.StubProvider;

/** What providers can do wrong, through the gateway: the next candidate answers, or an error. */
@Timeout(60)
final class FailoverTest {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String SSE = "Content-Type: text/event-stream\r\n";
  private static final String ROLE =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n";
  private static final String HALF =
      "data: {\"choices\":[{\"delta\":{\"content\":\"half \"}}]}\n\n";
  private static final String PATIENCE =
      "failover: {attempts: 1, attemptSeconds: 2, firstTokenSeconds: 0.3, totalSeconds: 10,"
          + " failures: 2, restSeconds: 60}\n";
  private static StubProvider stub;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  /** A gateway whose first candidate misbehaves and whose second is sound. */
  private static GatewayFixture gateway(FaultyServer faulty, String config) {
    return new GatewayFixture(
        List.of(
            new GatewayFixture.Member("bad", faulty.address()),
            new GatewayFixture.Member("good", stub.address())),
        PATIENCE + config);
  }

  private static FaultyServer.Script status(String status, String headers) {
    return FaultyServer.response(
        status, JSON + headers, "{\"error\":{\"message\":\"no\",\"type\":\"some_type\"}}");
  }

  /** The beginning of a stream, and then the socket closes. */
  private static FaultyServer.Script begins(String events) {
    return (socket, out) -> {
      FaultyServer.head(out, "200 OK", SSE);
      out.write(events.getBytes(UTF_8));
      out.flush();
    };
  }

  private static FaultyServer.Script silent() {
    return (socket, out) -> Thread.sleep(10_000);
  }

  private static FaultyServer.Script stalls(String events) {
    return (socket, out) -> {
      begins(events).answer(socket, out);
      Thread.sleep(10_000);
    };
  }

  /** One fault. */
  record Row(String fault, FaultyServer.Script script) {
    @Override
    public String toString() {
      return fault;
    }
  }

  static Stream<Row> switchable() {
    return Stream.of(
        new Row("429", status("429 Too Many Requests", "")),
        new Row("500", status("500 Internal Server Error", "")),
        new Row("503 with Retry-After", status("503 Unavailable", "Retry-After: 30\r\n")),
        new Row("529 overloaded", status("529 Overloaded", "")),
        new Row("401: the gateway's key is refused", status("401 Unauthorized", "")),
        new Row("402: the gateway's account is empty", status("402 Payment Required", "")),
        new Row("404: the provider lacks the model", status("404 Not Found", "")),
        new Row("redirect", status("302 Found", "Location: http://127.0.0.1:1/\r\n")),
        new Row("connection closed before the answer", (socket, out) -> {}),
        new Row("200 but no JSON", FaultyServer.response("200 OK", JSON, "<html>")),
        new Row(
            "200 but an error inside",
            FaultyServer.response(
                "200 OK", JSON, "{\"error\":{\"message\":\"x\",\"type\":\"server_error\"}}")),
        new Row("200 but no answer", FaultyServer.response("200 OK", JSON, "{\"choices\":[]}")),
        new Row(
            "half a JSON document", FaultyServer.response("200 OK", JSON, "{\"choices\":[{\"mess")),
        new Row(
            "a body cut short",
            (socket, out) -> {
              FaultyServer.head(out, "200 OK", JSON + "Content-Length: 5000\r\n");
              out.write("{\"choices\":".getBytes(US_ASCII));
            }),
        new Row("not HTTP", (socket, out) -> out.write("garbage\r\n\r\n".getBytes(US_ASCII))));
  }

  @ParameterizedTest
  @MethodSource("switchable")
  void theNextCandidateAnswers(Row row) {
    for (String stream : List.of("", ",\"stream\":true")) {
      try (FaultyServer faulty = new FaultyServer(row.script());
          GatewayFixture gateway = gateway(faulty, "")) {
        GatewayFixture.Answer answer = gateway.chat("auto", "hello", stream);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("good");
        assertThat(answer.header("x-yardmaster-attempts")).isEqualTo("2");
        assertThat(stream.isEmpty() ? answer.body() : answer.streamed())
            .contains("You said: hello")
            .doesNotContain("provider-secret-key");
        assertThat(faulty.requests()).isEqualTo(1);
      }
    }
  }

  static Stream<Row> beforeContent() {
    return Stream.of(
        new Row("closed before any event", begins("")),
        new Row("closed after the role", begins(ROLE)),
        new Row("an error event first", begins("data: {\"error\":{\"message\":\"x\"}}\n\n")),
        new Row("an event that is no JSON", begins("data: {\n\n")),
        new Row("[DONE] of nothing", begins(ROLE + "event: x\n\n")),
        new Row("200 and then silence", stalls("")),
        new Row("a role and then silence", stalls(ROLE)),
        new Row("comments without end", stalls(": wait\n\n: wait\n\n")),
        new Row("no head at all", silent()));
  }

  @ParameterizedTest
  @MethodSource("beforeContent")
  void aStreamIsSwitchedBeforeItsFirstContent(Row row) {
    try (FaultyServer faulty = new FaultyServer(row.script());
        GatewayFixture gateway = gateway(faulty, "")) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", ",\"stream\":true");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.streamed()).isEqualTo("You said: hello");
      assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("good");
      assertThat(answer.body()).doesNotContain("error");
    }
  }

  static Stream<Row> afterContent() {
    return Stream.of(
        new Row("closed", begins(ROLE + HALF)),
        new Row(
            "an error event", begins(HALF + "data: {\"error\":{\"message\":\"overloaded\"}}\n\n")),
        new Row("broken JSON", begins(HALF + "data: {\"cho\n\n")),
        new Row("silence", stalls(HALF)));
  }

  @ParameterizedTest
  @MethodSource("afterContent")
  void aStreamThatBreaksLaterEndsWithAnErrorAndIsNeverMixed(Row row) throws Exception {
    try (FaultyServer faulty = new FaultyServer(row.script());
        GatewayFixture gateway = gateway(faulty, "admin: {port: 0}\nrouting: {reference: bad}\n")) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", ",\"stream\":true");
      assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("bad");
      assertThat(answer.streamed()).isEqualTo("half ");
      assertThat(answer.events()).last().asString().contains("\"error\":").doesNotContain("[DONE]");
      gateway.logged("\"ending\":\"broken\"");
      assertThat(gateway.admin("/metrics"))
          .contains("yardmaster_cost_nanodollars_total{")
          .doesNotContain("yardmaster_reference_cost_nanodollars_total{");
    }
  }

  @Test
  void aFaultOfTheRequestIsNotOfferedToOthers() {
    try (FaultyServer faulty = new FaultyServer(status("400 Bad Request", ""));
        GatewayFixture gateway = gateway(faulty, "")) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", "");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo("provider_refused");
    }
  }

  @Test
  void anExplicitCandidateHasNoSubstitute() {
    try (FaultyServer faulty = new FaultyServer(status("500 Oops", ""));
        GatewayFixture gateway = gateway(faulty, "")) {
      GatewayFixture.Answer answer = gateway.chat("bad", "hello", "");
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo("provider_failed");
    }
  }

  @Test
  void whatNobodyAnsweredIsToldWithItsPlanAndItsSteps() throws Exception {
    try (FaultyServer faulty = new FaultyServer(status("503 Unavailable", ""));
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(new GatewayFixture.Member("bad", faulty.address())),
                "admin: {port: 0}\n" + PATIENCE)) {
      GatewayFixture.Answer answer = gateway.chat("auto", "hello", ",\"stream\":true");
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.header("x-yardmaster-attempts")).isEqualTo("1");
      assertThat(answer.header("x-yardmaster-policy")).hasSize(64);
      JsonNode line =
          GatewayFixture.JSON.readTree(gateway.logged("\"problem\":\"provider_failed\""));
      assertThat(line.path("stream").asBoolean()).isTrue();
      assertThat(line.path("task").asText()).isEqualTo("chat");
      assertThat(line.path("basis").asText()).isEqualTo("POLICY");
      assertThat(line.path("chosen").asText()).isEqualTo("bad");
      assertThat(line.at("/steps/0/fault").asText()).isEqualTo("SERVER_ERROR");
      assertThat(gateway.admin("/metrics"))
          .contains(
              "yardmaster_attempt_faults_total{candidate=\"bad\",fault=\"SERVER_ERROR\",asked=\"true\"}"
                  + " 1");
      assertThat(gateway.admin("/")).contains("no answer", "<td class=\"n\">1</td>");
    }
  }

  @Test
  void anOpenCircuitIsNotAskedAndSaysWhenToComeBack() {
    try (FaultyServer faulty = new FaultyServer(status("500 Oops", ""));
        GatewayFixture gateway = gateway(faulty, "")) {
      gateway.chat("auto", "hello", "");
      gateway.chat("auto", "hello", "");
      assertThat(gateway.chat("auto", "hello", "").header("x-yardmaster-attempts")).isEqualTo("1");
      assertThat(faulty.requests()).isEqualTo(2);
      GatewayFixture.Answer refused = gateway.chat("bad", "hello", "");
      assertThat(refused.status()).isEqualTo(502);
      assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(50, 60);
    }
  }

  @SuppressWarnings("try")
  private static void leave(Socket client) throws IOException {
    client.close();
  }

  @Test
  void aClientThatLeavesCancelsTheProviderAndPaysForWhatItUsed() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    FaultyServer.Script endless =
        (socket, out) -> {
          FaultyServer.head(out, "200 OK", SSE);
          try {
            while (true) {
              out.write(HALF.getBytes(UTF_8));
              out.flush();
              Thread.sleep(20);
            }
          } catch (IOException gone) {
            cancelled.countDown();
          }
        };
    try (FaultyServer faulty = new FaultyServer(endless);
        GatewayFixture gateway = gateway(faulty, "limits:\n  - {per: day, usd: 1}\n");
        Socket client = gateway.socket()) {
      String body =
          "{\"model\":\"bad\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
      OutputStream out = client.getOutputStream();
      out.write(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(body.length(), body)
              .getBytes(UTF_8));
      out.flush();
      assertThat(client.getInputStream().read()).isPositive();
      leave(client);
      assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
      List<Long> spent = new ArrayList<>();
      for (int wait = 0; wait < 100 && (spent.isEmpty() || spent.getFirst() == 0); wait++) {
        Thread.sleep(20);
        spent.clear();
        gateway
            .ledger
            .budgets()
            .balances(java.time.Instant.now())
            .forEach(
                one ->
                    spent.add(
                        one.balance().reservedNanoUsd() > 0 ? 0 : one.balance().spentNanoUsd()));
      }
      // The prompt and at least a token or two at 4 USD per million, far less than the bound.
      assertThat(spent.getFirst()).isBetween(8_000L, 4_000_000L);
    }
  }

  @Test
  void costIsNeverUnknownForWhatWasServed() {
    FaultyServer.Script uncounted =
        begins(
            HALF
                + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: [DONE]\n\n");
    try (FaultyServer faulty = new FaultyServer(uncounted);
        GatewayFixture gateway = gateway(faulty, "limits:\n  - {per: day, usd: 1}\n")) {
      gateway.chat("bad", "hello", ",\"stream\":true");
      long spent =
          gateway
              .ledger
              .budgets()
              .balances(java.time.Instant.now())
              .getFirst()
              .balance()
              .spentNanoUsd();
      // 2 tokens of prompt and 2 of answer, estimated by length, at 4 USD per million.
      assertThat(new Cost.Known(spent)).isEqualTo(new Cost.Known(16_000));
    }
  }
}
