package org.yardmaster.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yardmaster.data.Prompt;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provider.stub.FaultyServer;
import org.yardmaster.upstream.HttpUpstream;

/**
 * What a provider can do wrong, each against a server that does it, and what becomes of the call.
 */
@Timeout(60)
final class FaultTableTest {
  private static final HttpUpstream UPSTREAM = new HttpUpstream();
  private static final List<String> TABLE = new ArrayList<>();
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String SSE = "Content-Type: text/event-stream\r\n";
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"fine\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}";
  private static final String CHUNK = "data: {\"choices\":[{\"delta\":{\"content\":\"fi\"}}]}\n\n";
  private static final FaultyServer.Script GOOD = FaultyServer.response("200 OK", JSON, ANSWER);

  /** What came of a call. */
  record Result(Reply reply, int requests, List<Duration> pauses) {
    Completion.Failed failed() {
      return (Completion.Failed) reply.completion();
    }
  }

  /** One row of the table. */
  record Row(
      String fault, List<FaultyServer.Script> scripts, String outcome, Consumer<Result> check) {
    @Override
    public String toString() {
      return fault;
    }
  }

  private static Row row(
      String fault, String outcome, Consumer<Result> check, FaultyServer.Script... scripts) {
    return new Row(fault, List.of(scripts), outcome, check);
  }

  private static FaultyServer.Script status(String status, String headers) {
    return FaultyServer.response(
        status, JSON + headers, "{\"error\":{\"message\":\"no\",\"type\":\"some_type\"}}");
  }

  private static Consumer<Result> answered(int requests) {
    return result -> {
      assertThat(result.reply().completion())
          .isInstanceOfSatisfying(
              Completion.Completed.class, answer -> assertThat(answer.text()).isEqualTo("fine"));
      assertThat(result.requests()).isEqualTo(requests);
    };
  }

  private static Consumer<Result> lost(Fault fault, String said) {
    return result -> {
      assertThat(result.failed().fault()).isEqualTo(fault);
      assertThat(result.failed().message()).contains(said);
      assertThat(result.failed().usage()).isEqualTo(new Usage.Unknown());
      assertThat(result.requests()).isEqualTo(1);
    };
  }

  private static Consumer<Result> free(Fault fault, int requests) {
    return result -> {
      assertThat(result.failed().fault()).isEqualTo(fault);
      assertThat(result.failed().usage()).isEqualTo(new Usage.Tokens(0, 0, 0, 0, true));
      assertThat(result.requests()).isEqualTo(requests);
    };
  }

  private static void uncounted(Result result) {
    assertThat(result.reply().completion())
        .isInstanceOfSatisfying(
            Completion.Completed.class,
            answer -> {
              assertThat(answer.text()).isEqualTo("fine");
              assertThat(answer.usage()).isEqualTo(new Usage.Unknown());
            });
  }

  static Stream<Row> rows() {
    return Stream.of(passing(), statuses(), connections(), bodies(), counts())
        .flatMap(List::stream);
  }

  private static List<Row> passing() {
    return List.of(
        row(
            "429 with Retry-After: 7",
            "waits at least 7 s, tries again, answers",
            answered(2)
                .andThen(
                    result ->
                        assertThat(result.pauses())
                            .singleElement()
                            .satisfies(
                                pause ->
                                    assertThat(pause)
                                        .isGreaterThanOrEqualTo(Duration.ofSeconds(7)))),
            status("429 Too Many Requests", "Retry-After: 7\r\n"),
            GOOD),
        row(
            "429 with Retry-After beyond the deadline",
            "fails at once as rate limited, free",
            free(Fault.RATE_LIMITED, 1),
            status("429 Too Many Requests", "Retry-After: 3600\r\n")),
        row(
            "429 without Retry-After",
            "backs off with jitter, tries again, answers",
            answered(2)
                .andThen(
                    result ->
                        assertThat(result.pauses().getFirst())
                            .isBetween(Duration.ofMillis(250), Duration.ofMillis(500))),
            status("429 Too Many Requests", ""),
            GOOD),
        row("500, then fine", "tries again, answers", answered(2), status("500 Oops", ""), GOOD),
        row("502, then fine", "tries again, answers", answered(2), status("502 Bad", ""), GOOD),
        row(
            "503 for ever",
            "gives up after 6 attempts, free",
            free(Fault.SERVER_ERROR, 6),
            status("503 No", "")));
  }

  private static List<Row> statuses() {
    return List.of(
        row(
            "504",
            "not tried again: the model may have worked; usage unknown",
            lost(Fault.TIMEOUT, "HTTP 504"),
            status("504 Gateway Timeout", "")),
        row(
            "expired key (401)",
            "stops at once, says why, free",
            free(Fault.UNAUTHORISED, 1),
            status("401 Unauthorized", "")),
        row(
            "empty account (402)",
            "stops at once, free",
            free(Fault.BUDGET, 1),
            status("402 Pay", "")),
        row(
            "bad request (400)",
            "not tried again, free",
            free(Fault.BAD_REQUEST, 1),
            status("400 Bad Request", "")),
        row(
            "redirect (302)",
            "not followed: the key stays with the named host",
            free(Fault.BAD_RESPONSE, 1),
            FaultyServer.response("302 Found", "Location: http://127.0.0.1:9/\r\n", "")));
  }

  private static List<Row> connections() {
    return List.of(
        row(
            "connection reset mid-body",
            "usage unknown, not tried again",
            lost(Fault.CONNECTION, "lost after"),
            (socket, out) -> {
              FaultyServer.head(out, "200 OK", JSON + "Content-Length: 500\r\n");
              out.write(ANSWER.substring(0, 20).getBytes(UTF_8));
              out.flush();
              Thread.sleep(100);
              socket.setSoLinger(true, 0);
              socket.close();
            }),
        row(
            "closed before any answer",
            "usage unknown, not tried again",
            lost(Fault.CONNECTION, "lost after 0 bytes"),
            (socket, out) -> socket.close()),
        row(
            "half an SSE stream",
            "usage unknown, half an answer is none",
            lost(Fault.BAD_RESPONSE, "stream ended before"),
            FaultyServer.response("200 OK", SSE, CHUNK)),
        row(
            "an error inside an SSE stream",
            "told in the provider's words, usage unknown",
            lost(Fault.SERVER_ERROR, "overloaded_error"),
            FaultyServer.response(
                "200 OK",
                SSE,
                CHUNK
                    + "data:"
                    + " {\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n")),
        row(
            "silence after 200",
            "ends at the deadline, usage unknown",
            lost(Fault.TIMEOUT, "timeout after 0 bytes"),
            (socket, out) -> {
              FaultyServer.head(out, "200 OK", JSON + "Content-Length: 500\r\n");
              Thread.sleep(20_000);
            }),
        row(
            "slow drip",
            "ends at the deadline, usage unknown",
            lost(Fault.TIMEOUT, "timeout after"),
            (socket, out) -> {
              FaultyServer.head(out, "200 OK", SSE);
              for (int drop = 0; drop < 200; drop++) {
                out.write(CHUNK.getBytes(UTF_8));
                out.flush();
                Thread.sleep(100);
              }
            }));
  }

  private static List<Row> bodies() {
    return List.of(
        row(
            "malformed JSON",
            "bad response, usage unknown",
            lost(Fault.BAD_RESPONSE, "no JSON"),
            FaultyServer.response("200 OK", JSON, "{\"choices\": [")),
        row(
            "wrong content type (HTML)",
            "bad response, beginning quoted",
            lost(Fault.BAD_RESPONSE, "<html>"),
            FaultyServer.response("200 OK", "Content-Type: text/html\r\n", "<html>Welcome</html>")),
        row(
            "JSON of another kind",
            "bad response",
            lost(Fault.BAD_RESPONSE, "no answer in it"),
            FaultyServer.response("200 OK", JSON, "{\"hello\":1}")),
        row(
            "huge body (17 MB)",
            "cut off at 16 MB, usage unknown",
            lost(Fault.BAD_RESPONSE, "too large"),
            FaultyServer.response("200 OK", JSON, new byte[17 << 20])),
        row(
            "huge body, packed to 17 kB",
            "cut off at 16 MB, usage unknown",
            lost(Fault.BAD_RESPONSE, "too large"),
            FaultyServer.response(
                "200 OK",
                JSON + "Content-Encoding: gzip\r\n",
                FaultyServer.gzip(new byte[17 << 20]))),
        row(
            "gzip that nobody asked for",
            "unpacked, answers",
            answered(1),
            FaultyServer.response(
                "200 OK",
                JSON + "Content-Encoding: gzip\r\n",
                FaultyServer.gzip(ANSWER.getBytes(UTF_8)))),
        row(
            "broken gzip",
            "bad response, usage unknown",
            lost(Fault.BAD_RESPONSE, "encoding"),
            FaultyServer.response("200 OK", JSON + "Content-Encoding: gzip\r\n", ANSWER)));
  }

  private static List<Row> counts() {
    String nonsense = ANSWER.replace("\"prompt_tokens\":9", "\"prompt_tokens\":-9");
    String absurd = ANSWER.replace("\"completion_tokens\":1", "\"completion_tokens\":1e30");
    String more =
        ANSWER.replace(
            "\"completion_tokens\":1",
            "\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":99}");
    String none = ANSWER.replaceAll(",\"usage\".*", "}");
    return List.of(
        row(
            "usage missing",
            "answer kept, cost unknown",
            FaultTableTest::uncounted,
            FaultyServer.response("200 OK", JSON, none)),
        row(
            "usage negative",
            "answer kept, cost unknown",
            FaultTableTest::uncounted,
            FaultyServer.response("200 OK", JSON, nonsense)),
        row(
            "usage absurd (1e30)",
            "answer kept, cost unknown",
            FaultTableTest::uncounted,
            FaultyServer.response("200 OK", JSON, absurd)),
        row(
            "more cached than sent",
            "answer kept, cost unknown",
            FaultTableTest::uncounted,
            FaultyServer.response("200 OK", JSON, more)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void survives(Row row) {
    try (FaultyServer server =
        new FaultyServer(row.scripts().toArray(FaultyServer.Script[]::new))) {
      RecordedPauses waiting = new RecordedPauses();
      Reply reply = ask(server.address(), waiting, Duration.ofSeconds(deadline(row)));
      Result result = new Result(reply, server.requests(), waiting.pauses());
      row.check().accept(result);
      TABLE.add("| %s | %s |".formatted(row.fault(), row.outcome()));
    }
  }

  private static int deadline(Row row) {
    return row.fault().startsWith("silence") || row.fault().startsWith("slow") ? 1 : 60;
  }

  private static Reply ask(URI address, Waiting waiting, Duration deadline) {
    Endpoint endpoint =
        new Endpoint(
            Endpoint.Format.OPENAI,
            address,
            Optional.empty(),
            true,
            Endpoint.OutputLimit.MAX_TOKENS);
    ModelClient plain = new ProviderClient(UPSTREAM, endpoint, ApiKey.none(), Clock.systemUTC());
    return new Retrying(plain, Retrying.Patience.standard(), waiting, 1)
        .call(
            new Call(
                new Candidate("one", "stub", "model-1", Map.of(), false),
                Prompt.of("Hi"),
                0,
                100,
                deadline));
  }

  /** Failures before any server: each must be free and worth another attempt. */
  @ParameterizedTest
  @CsvSource({
    "DNS failure, http://no-such-host.invalid, name",
    "nobody listens, http://127.0.0.1:1, connect"
  })
  void survivesAServerThatIsNotThere(String fault, String address, String said) {
    RecordedPauses waiting = new RecordedPauses();
    Reply reply = ask(URI.create(address), waiting, Duration.ofSeconds(50));
    assertThat(reply.completion())
        .isInstanceOfSatisfying(
            Completion.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(Fault.CONNECTION);
              assertThat(failed.message()).startsWith(said);
              assertThat(failed.usage()).isEqualTo(new Usage.Tokens(0, 0, 0, 0, true));
            });
    assertThat(waiting.pauses()).hasSize(5);
    TABLE.add("| %s | tried again, then a connection failure, free |".formatted(fault));
  }

  @Test
  void survivesAServerWithoutTls() {
    try (FaultyServer plain = FaultyServer.talkingFirst(GOOD)) {
      URI address = URI.create("https://127.0.0.1:" + plain.address().getPort());
      Reply reply = ask(address, new RecordedPauses(), Duration.ofSeconds(20));
      assertThat(reply.completion())
          .isInstanceOfSatisfying(
              Completion.Failed.class,
              failed -> {
                assertThat(failed.fault()).isEqualTo(Fault.CONNECTION);
                assertThat(failed.message().toLowerCase(Locale.ROOT)).startsWith("tls");
                assertThat(failed.usage()).isEqualTo(new Usage.Tokens(0, 0, 0, 0, true));
              });
      TABLE.add("| TLS failure | tried again, then a connection failure, free |");
    }
  }

  @AfterAll
  static void printTable() {
    UPSTREAM.close();
    System.out.println("| fault | what becomes of the call |\n|---|---|");
    TABLE.forEach(System.out::println);
  }
}
