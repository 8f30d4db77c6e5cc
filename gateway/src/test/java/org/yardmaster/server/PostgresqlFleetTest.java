package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.yardmaster.budget.Balance;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.postgresql.CutProxy;
import org.yardmaster.ledger.postgresql.Throwaway;

/**
 * Gateways on one PostgreSQL. Each answer costs 128,000 nano-dollars; a trigger fails every single
 * write of a balance above its cap.
 */
@EnabledIfSystemProperty(
    named = Throwaway.PROPERTY,
    matches = "jdbc:.+",
    disabledReason = Throwaway.REASON)
@Timeout(180)
final class PostgresqlFleetTest {
  private static final long ANSWER_NANO = 128_000;
  private static final String REST =
      """
      ledger: elsewhere
      failover: {attempts: 1, totalSeconds: 8}
      limits:
        - {per: total, usd: %s}
      """;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String place = Throwaway.place();
  private HttpServer provider;
  private Ledger ledger;

  @BeforeEach
  void start() throws IOException {
    provider = PaidGateway.provider();
    ledger = Throwaway.open(place);
    Throwaway.forbidOvershoot(place);
  }

  @AfterEach
  void close() {
    threads.close();
    ledger.close();
    provider.stop(0);
  }

  private URI providerAddress() {
    return URI.create("http://127.0.0.1:" + provider.getAddress().getPort());
  }

  private List<FleetGateway> fleet(int size, String usd) throws Exception {
    List<Future<FleetGateway>> starting = new ArrayList<>();
    for (int number = 0; number < size; number++) {
      starting.add(
          threads.submit(() -> FleetGateway.start(place, providerAddress(), REST.formatted(usd))));
    }
    List<FleetGateway> fleet = new ArrayList<>();
    for (Future<FleetGateway> one : starting) {
      fleet.add(one.get());
    }
    return fleet;
  }

  private static GatewayFixture.Answer chat(URI address, String prompt) {
    return GatewayFixture.send(
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(60))
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"large\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(prompt)))
            .build());
  }

  private Balance balance() {
    return ledger.budgets().balances(Instant.now()).getFirst().balance();
  }

  @Test
  void aThousandCallsOnThreeGatewaysNeverExceedTheCap() throws Exception {
    List<FleetGateway> fleet = fleet(3, "0.05");
    try {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int call = 0; call < 1_000; call++) {
        URI address = fleet.get(call % fleet.size()).address("/v1/chat/completions");
        calls.add(threads.submit(() -> chat(address, "hello").status()));
      }
      int answered = 0;
      int refused = 0;
      for (Future<Integer> call : calls) {
        int status = call.get();
        assertThat(status).isIn(200, 402);
        answered += status == 200 ? 1 : 0;
        refused += status == 402 ? 1 : 0;
      }
      System.out.printf("three gateways: %d answered, %d refused%n", answered, refused);
      assertThat(answered).isPositive();
      assertThat(refused).isPositive();
      assertThat(balance().spentNanoUsd())
          .isEqualTo(answered * ANSWER_NANO)
          .isLessThanOrEqualTo(50_000_000);
      assertThat(balance().reservedNanoUsd()).isZero();
    } finally {
      fleet.forEach(FleetGateway::close);
    }
  }

  @Test
  void whatAKilledGatewayHadReservedCountsAsSpentAndTheOthersGoOn() throws Exception {
    List<FleetGateway> fleet = fleet(2, "0.05");
    try {
      URI victim = fleet.getFirst().address("/v1/chat/completions");
      URI other = fleet.getLast().address("/v1/chat/completions");
      List<Future<GatewayFixture.Answer>> lost = new ArrayList<>();
      for (int call = 0; call < 20; call++) {
        lost.add(threads.submit(() -> chat(victim, "slowly")));
      }
      while (ledger.budgets().balances(Instant.now()).isEmpty()
          || balance().reservedNanoUsd() == 0) {
        Thread.sleep(10);
      }
      Thread.sleep(500);
      fleet.getFirst().kill();
      for (Future<GatewayFixture.Answer> call : lost) {
        assertThatThrownBy(call::get).isInstanceOf(ExecutionException.class);
      }
      long held = balance().reservedNanoUsd();
      assertThat(held).isPositive();
      assertThat(chat(other, "hello").status()).isEqualTo(200);
      assertThat(balance().spentNanoUsd()).isEqualTo(ANSWER_NANO);
      while (balance().reservedNanoUsd() > 0) { // 8 s of deadline, 30 of slack, 10 between looks
        Thread.sleep(250);
      }
      assertThat(balance().expiredNanoUsd()).isEqualTo(held);
      assertThat(balance().spentNanoUsd()).isEqualTo(ANSWER_NANO + held);
      while (chat(other, "hello").status() == 200) {
        assertThat(balance().spentNanoUsd()).isLessThanOrEqualTo(50_000_000);
      }
    } finally {
      fleet.forEach(FleetGateway::close);
    }
  }

  @Test
  void aGatewayCutOffFromItsLedgerServesNothingAndRecovers() throws Exception {
    int port = URI.create(place.substring("jdbc:".length())).getPort();
    try (CutProxy network = new CutProxy(port);
        Ledger cut = Throwaway.open(place.replace(":" + port, ":" + network.port()));
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(new GatewayFixture.Member("large", providerAddress())),
                REST.formatted("0.05"),
                cut)) {
      URI address = gateway.address("/v1/chat/completions");
      assertThat(chat(address, "hello").status()).isEqualTo(200);
      Future<GatewayFixture.Answer> inFlight = threads.submit(() -> chat(address, "slowly"));
      while (balance().reservedNanoUsd() == 0) {
        Thread.sleep(10);
      }
      network.cut();
      List<Future<GatewayFixture.Answer>> calls = new ArrayList<>();
      long start = System.nanoTime();
      for (int call = 0; call < 100; call++) {
        calls.add(threads.submit(() -> chat(address, "never")));
      }
      for (Future<GatewayFixture.Answer> call : calls) {
        assertThat(call.get().status()).isEqualTo(503);
        assertThat(call.get().json().at("/error/code").asText()).isEqualTo("ledger_unavailable");
      }
      Duration told = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf("cut off: 100 calls were told after %d ms%n", told.toMillis());
      assertThat(told).isLessThan(Duration.ofSeconds(25));
      assertThat(inFlight.get().status()).isEqualTo(200);
      network.mend();
      start = System.nanoTime();
      while (chat(address, "hello").status() != 200) {
        Thread.sleep(50);
      }
      System.out.printf(
          "mended: served again after %d ms%n", (System.nanoTime() - start) / 1_000_000);
      while (balance().reservedNanoUsd() > 0) {
        Thread.sleep(50);
      }
      assertThat(balance().spentNanoUsd() - balance().expiredNanoUsd()).isEqualTo(3 * ANSWER_NANO);
    }
  }
}
