package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.budget.Balance;
import org.yardmaster.ledger.CutLedger;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.provider.stub.StubProvider;

/** A gateway whose ledger is out of reach for a while. */
@Timeout(60)
final class LostLedgerTest {
  private static final long ANSWER_NANO = 128_000;

  private final StubProvider stub = new StubProvider();
  private final CutLedger ledger = new CutLedger();

  @AfterEach
  void close() {
    stub.close();
    ledger.close();
  }

  private GatewayFixture gateway(String config) {
    return new GatewayFixture(
        List.of(new GatewayFixture.Member("large", stub.address())), config, ledger);
  }

  private Balance balance() {
    return ledger.balances(Instant.now()).getFirst().balance();
  }

  @Test
  void nothingIsAskedWithoutTheLedgerAndAllIsWellWithItAgain() {
    try (GatewayFixture gateway = gateway("limits:\n  - {per: day, usd: 1}\n")) {
      ledger.lose();
      GatewayFixture.Answer refused = gateway.chat("large", "never", "");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().at("/error/code").asText()).isEqualTo("ledger_unavailable");
      assertThat(refused.header("retry-after")).isEqualTo("2");
      JsonNode other =
          gateway
              .post(
                  "/v1/messages",
                  "{\"model\":\"large\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\","
                      + "\"content\":\"never\"}]}")
              .json();
      assertThat(other.path("type").asText()).isEqualTo("error");
      assertThat(other.at("/error/message").asText()).contains("ledger");
      assertThat(stub.servedByPrompt()).doesNotContainKey("never");
      assertThat(gateway.logged("ledger_unavailable")).contains("\"status\":503");
      assertThat(gateway.get("/health/ready").status()).isEqualTo(503);
      assertThat(gateway.get("/health/ready").json().path("status").asText())
          .isEqualTo("ledger_unavailable");
      assertThat(gateway.get("/health/live").status()).isEqualTo(200);
      ledger.find();
      assertThat(gateway.get("/health/ready").status()).isEqualTo(200);
      assertThat(gateway.chat("large", "hello", "").status()).isEqualTo(200);
      assertThat(balance().spentNanoUsd()).isEqualTo(ANSWER_NANO);
    }
  }

  @Test
  void nobodyIsLetInWhoseKeyCannotBeChecked() {
    String token = ledger.keys().create("one", KeyTerms.OPEN, Instant.now()).token().reveal();
    try (GatewayFixture gateway = gateway("keys: {required: true}\n")) {
      String[] header = {"authorization", "Bearer " + token};
      String body = "{\"model\":\"large\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
      assertThat(gateway.post("/v1/chat/completions", body, header).status()).isEqualTo(200);
      ledger.lose();
      assertThat(gateway.post("/v1/chat/completions", body, header).status()).isEqualTo(503);
      assertThat(gateway.get("/v1/models").status()).isEqualTo(401);
      ledger.find();
      assertThat(gateway.post("/v1/chat/completions", body, header).status()).isEqualTo(200);
    }
  }

  @Test
  void anAnswerThatWasPaidForIsDeliveredAndBookedLater() throws InterruptedException {
    try (GatewayFixture gateway = gateway("ledger: somewhere\nlimits:\n  - {per: day, usd: 1}\n")) {
      ledger.loseForBills();
      assertThat(gateway.chat("large", "hello", "").status()).isEqualTo(200);
      assertThat(gateway.chat("large", "hello", ",\"stream\":true").streamed()).isNotEmpty();
      assertThat(balance().spentNanoUsd()).isZero();
      assertThat(balance().reservedNanoUsd()).isPositive();
      ledger.find();
      while (balance().reservedNanoUsd() > 0) {
        Thread.sleep(50);
      }
      assertThat(balance().spentNanoUsd()).isEqualTo(2 * ANSWER_NANO);
      List<UsageRecord> records = new ArrayList<>();
      ledger.usage().read(Instant.EPOCH, Instant.now(), records::add);
      assertThat(records).hasSize(2);
    }
  }

  @Test
  void whatCannotBeBookedBeforeTheEndIsTold() {
    GatewayFixture gateway = gateway("limits:\n  - {per: day, usd: 1}\n");
    try (gateway) {
      ledger.loseForBills();
      assertThat(gateway.chat("large", "hello", "").status()).isEqualTo(200);
    }
    assertThat(gateway.messages)
        .anyMatch(line -> line.contains("1 bills were not booked") && line.contains("spent"));
  }
}
