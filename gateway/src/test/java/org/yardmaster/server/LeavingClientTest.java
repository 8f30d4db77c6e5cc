package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.budget.Balance;
import org.yardmaster.provider.stub.FaultyServer;
import org.yardmaster.provider.stub.StubProvider;

/** Clients that leave before anything came: the provider is cancelled, what was used is billed. */
@Timeout(60)
final class LeavingClientTest {
  /** Two tokens of prompt at 4 USD per million. */
  private static final long PROMPT_NANO = 8_000;

  private static final long WORST_NANO = 4_096 * 4_000L;

  private static void send(Socket client, String path, String body) throws IOException {
    client
        .getOutputStream()
        .write(
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body)
                .getBytes(UTF_8));
    client.getOutputStream().flush();
  }

  private static String answer(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = client.getInputStream().read();
      assertThat(next).as(head.toString()).isNotNegative();
      head.append((char) next);
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElseThrow();
    assertThat(head).startsWith("HTTP/1.1 200");
    return new String(client.getInputStream().readNBytes(length), UTF_8);
  }

  /** The balance once the call's line is logged, which is after it was settled. */
  private static Balance settled(GatewayFixture gateway) {
    gateway.logged("\"ending\":\"abandoned\"");
    return gateway.ledger.budgets().balances(Instant.now()).getFirst().balance();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, true, prompt",
    "/v1/chat/completions, false, prompt",
    "/v1/chat/completions, false, worst",
    "/v1/messages, false, prompt",
    "/v1/responses, true, prompt"
  })
  void theProviderIsCancelledAndThePromptBilled(String path, boolean stream, String booked)
      throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    FaultyServer.Script waits =
        (socket, out) -> {
          asked.countDown();
          if (socket.getInputStream().read() < 0) {
            cancelled.countDown();
          }
        };
    try (FaultyServer slow = new FaultyServer(waits);
        StubProvider stub = new StubProvider();
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("slow", slow.address()),
                    new GatewayFixture.Member("spare", stub.address())),
                "limits:\n  - {per: day, usd: 1}\nrouting: {onAbandoned: %s}\n"
                    .formatted(booked))) {
      try (Socket client = gateway.socket()) {
        String hello =
            path.endsWith("responses")
                ? "\"input\":\"hello\""
                : "\"max_tokens\":4096,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]";
        send(client, path, "{\"model\":\"auto\",\"stream\":%s,%s}".formatted(stream, hello));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
      Balance balance = settled(gateway);
      assertThat(balance.reservedNanoUsd()).isZero();
      if (booked.equals("prompt")) {
        assertThat(balance.spentNanoUsd()).isEqualTo(PROMPT_NANO);
      } else {
        assertThat(balance.spentNanoUsd()).isGreaterThanOrEqualTo(WORST_NANO);
      }
      assertThat(stub.served()).as("nobody else is asked for somebody who left").isZero();
      assertThat(gateway.log).last().asString().contains("\"ending\":\"abandoned\"");
    }
  }

  /** While a request waits somebody listens to the connection: the next one must not suffer. */
  @Test
  void aConnectionServesOnAfterSlowAnswers() throws Exception {
    try (StubProvider slow = new StubProvider(Duration.ofMillis(350), text -> text, false);
        GatewayFixture gateway =
            new GatewayFixture(List.of(new GatewayFixture.Member("slow", slow.address())), "");
        Socket client = gateway.socket()) {
      for (String word : List.of("one", "two", "three")) {
        send(
            client,
            "/v1/chat/completions",
            "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(word));
        assertThat(answer(client)).contains("\"content\":\"" + word + "\"");
      }
      assertThat(slow.served()).isEqualTo(3);
    }
  }
}
