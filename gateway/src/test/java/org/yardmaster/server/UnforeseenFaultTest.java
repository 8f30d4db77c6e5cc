package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.budget.Balance;
import org.yardmaster.provider.stub.StubProvider;
import org.yardmaster.upstream.BodyListener;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.Upstream;
import org.yardmaster.upstream.UpstreamRequest;

/** Exceptions that nobody foresaw, thrown where a candidate is asked: money is held by then. */
@Timeout(60)
final class UnforeseenFaultTest {
  private static final String SECRET = "a secret of the prompt";

  private static StubProvider stub;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    gateway =
        GatewayFixture.through(
            List.of(new GatewayFixture.Member("one", stub.address())),
            "admin: {port: 0}\nlimits:\n  - {per: day, usd: 1}\n",
            Faulty::new);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stub.close();
  }

  /** Throws at "boom", and at "late" in the middle of a stream. */
  private record Faulty(Upstream sound) implements Upstream {
    @Override
    public Exchange send(UpstreamRequest request, BodyListener listener) {
      String body = new String(request.body(), UTF_8);
      if (body.contains("late")) {
        String chunk =
            "data:"
                + " {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"So"
                + " far\"}}]}\n\n";
        listener.head(
            200,
            HttpHeaders.of(
                Map.of("content-type", List.of("text/event-stream")), (name, value) -> true));
        listener.part(chunk.getBytes(UTF_8));
      }
      if (body.contains("boom") || body.contains("late")) {
        throw new IllegalStateException(SECRET, new IllegalArgumentException(SECRET));
      }
      return sound.send(request, listener);
    }
  }

  private static long total(ToLongFunction<Balance> part) {
    return gateway.ledger.budgets().balances(Instant.now()).stream()
        .map(AccountBalance::balance)
        .mapToLong(part)
        .sum();
  }

  private static long spent() {
    return total(Balance::spentNanoUsd);
  }

  private static void assertNothingIsHeldOrLeakedAndItServes(GatewayFixture.Answer failed) {
    assertThat(failed.body()).doesNotContain(SECRET, "IllegalState", "org.yardmaster", "at ");
    String told =
        gateway.messages.stream()
            .filter(line -> line.contains(failed.header("x-request-id")))
            .findFirst()
            .orElseThrow();
    assertThat(told)
        .contains("IllegalStateException", "; by java.lang.IllegalArgument", "Faulty.send")
        .doesNotContain(SECRET);
    assertThat(total(Balance::reservedNanoUsd)).isZero();
    long before = spent();
    assertThat(gateway.chat("auto", "hello", "").status()).isEqualTo(200);
    assertThat(spent()).isGreaterThan(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions | /error/type | server_error |"
            + " \"messages\":[{\"role\":\"user\",\"content\":\"boom\"}]",
        "/v1/messages | /error/type | api_error |"
            + " \"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"boom\"}]",
        "/v1/responses | /error/code | internal_error | \"input\":\"boom\""
      })
  void theClientIsToldInItsFormatAndTheMoneyIsFree(
      String path, String pointer, String expected, String fields) {
    long before = spent();
    for (String more : List.of("", ",\"stream\":true")) {
      GatewayFixture.Answer answer =
          gateway.post(path, "{\"model\":\"auto\",%s%s}".formatted(fields, more));
      assertThat(answer.status()).as(answer.body()).isEqualTo(500);
      assertThat(answer.json().at(pointer).asText()).as(answer.body()).isEqualTo(expected);
      assertThat(spent()).isEqualTo(before);
      assertNothingIsHeldOrLeakedAndItServes(answer);
      before = spent();
    }
  }

  @Test
  void aStreamThatHasBegunEndsWithAnErrorEvent() {
    GatewayFixture.Answer answer = gateway.chat("auto", "late", ",\"stream\":true");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.streamed()).isEqualTo("So far");
    assertThat(answer.events().getLast()).contains("\"internal_error\"");
    assertThat(answer.body()).doesNotContain("[DONE]");
    assertNothingIsHeldOrLeakedAndItServes(answer);
  }

  @Test
  void metricsCountIt() {
    gateway.chat("auto", "boom", "");
    URI address =
        URI.create(
            "http://127.0.0.1:%d/metrics".formatted(gateway.server().adminPort().orElseThrow()));
    String metrics = GatewayFixture.send(HttpRequest.newBuilder(address).build()).body();
    assertThat(metrics)
        .containsPattern("requests_total\\{route=\"chat\".*\"failed\",status=\"500\"");
  }
}
