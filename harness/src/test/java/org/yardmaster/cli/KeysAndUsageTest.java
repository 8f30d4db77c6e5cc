package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Scope;
import org.yardmaster.ledger.Authentication;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.sqlite.SqliteLedger;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;

class KeysAndUsageTest {
  private static final Instant AT = Instant.parse("2026-05-01T23:30:00Z");

  @TempDir Path folder = Path.of("");

  private Path ledger() {
    return folder.resolve("ledger.db");
  }

  private CommandLineRun keys(Object... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = "keys";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--ledger";
    all[words.length + 2] = ledger();
    return CommandLineRun.of(all);
  }

  private JsonNode create(String... words) {
    Object[] all = new Object[words.length + 4];
    all[0] = "create";
    all[1] = "--label";
    all[2] = "nightly";
    all[3] = "--json";
    System.arraycopy(words, 0, all, 4, words.length);
    return keys(all).json();
  }

  private boolean accepted(String token, Instant at) {
    try (Ledger open = SqliteLedger.open(ledger())) {
      return open.authenticate(token, at) instanceof Authentication.Accepted;
    }
  }

  @Test
  void aKeyIsShownOnceAndWorksUntilItIsRevoked() {
    CommandLineRun created = keys("create", "--label", "nightly");
    assertThat(created.out().strip()).matches("ymk_[A-Za-z0-9_-]{43}");
    assertThat(created.messages()).contains("only time", "key-");
    assertThat(accepted(created.out().strip(), Instant.now())).isTrue();
    JsonNode listed = keys("list", "--json").json().get("keys").get(0);
    assertThat(listed.toString()).doesNotContain(created.out().strip());
    String id = listed.get("id").asText();
    assertThat(keys("revoke", id).out()).contains("revoked " + id);
    assertThat(accepted(created.out().strip(), Instant.now())).isFalse();
    assertThat(keys("list").out()).contains("revoked", "nightly");
  }

  @Test
  void rotationKeepsTheIdAndGraceKeepsTheOldToken() {
    JsonNode first = create();
    JsonNode second = keys("rotate", first.get("id").asText(), "--grace", "1h", "--json").json();
    JsonNode third = keys("rotate", first.get("id").asText(), "--json").json();
    assertThat(third.get("id")).isEqualTo(first.get("id"));
    assertThat(accepted(third.get("token").asText(), Instant.now())).isTrue();
    assertThat(accepted(second.get("token").asText(), Instant.now())).isFalse();
  }

  @Test
  void termsAreKeptAsWritten() {
    JsonNode key =
        create(
            "--candidates",
            "small,large",
            "--routes",
            "chat",
            "--limit",
            "5/day",
            "--limit",
            "0.5/hour model=large",
            "--zone",
            "Europe/Berlin",
            "--prepaid",
            "--free",
            "1.50",
            "--expires",
            "2030-01-01T00:00:00Z");
    assertThat(key.get("limits").toString())
        .contains("5/day", "0.5/hour model=large", "Europe/Berlin");
    assertThat(key.get("freeNanoUsd").asLong()).isEqualTo(1_500_000_000L);
    assertThat(key.get("expiresAt").asText()).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(keys("top-up", key.get("id").asText(), "25").out())
        .contains("prepaid $25.00, $1.50 free");
  }

  @Test
  void whatIsWrongIsSaidWithoutATrace() {
    assertThat(keys("list").messages()).contains("no ledger", "keys create");
    create();
    assertThat(keys("revoke", "key-none").code()).isEqualTo(1);
    assertThat(keys("create", "--label", "x", "--limit", "5/week").messages())
        .contains("5/week", "minute, hour, day, month, total");
    assertThat(keys("create", "--label", "x", "--routes", "images").messages())
        .contains("images", "embeddings");
    assertThat(keys("top-up", "key-none", "-3").code()).isNotZero();
    assertThat(keys("create").code()).isEqualTo(2);
  }

  @Test
  void whatWouldHaveNoEffectIsRefused() {
    String id = create().get("id").asText();
    CommandLineRun topUp = keys("top-up", id, "5");
    assertThat(topUp.code()).isEqualTo(1);
    assertThat(topUp.messages()).contains(id, "metered", "--prepaid");
    keys("revoke", id);
    CommandLineRun rotated = keys("rotate", id);
    assertThat(rotated.code()).isEqualTo(1);
    assertThat(rotated.out()).isEmpty();
    assertThat(rotated.messages()).contains(id, "was revoked at");
    CommandLineRun past = keys("create", "--label", "late", "--expires", "2020-01-01T00:00:00Z");
    assertThat(past.code()).isEqualTo(2);
    assertThat(past.messages()).contains("2020-01-01T00:00:00Z", "has passed");
    assertThat(keys("create", "--label", "late", "--expires", "0s").code()).isEqualTo(2);
    assertThat(keys("list").out()).doesNotContain("late");
  }

  @Test
  void aPasswordInAnAddressIsWrongUseAndIsNotRepeated() {
    CommandLineRun run =
        CommandLineRun.of("usage", "--ledger", "jdbc:postgresql://host/lab?password=secret");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("PGPASSWORD").doesNotContain("secret");
    assertThat(CommandLineRun.of("usage", "--ledger", "jdbc:mysql://host/lab").code()).isEqualTo(2);
  }

  private void record(String id, String key, boolean simulated, Cost cost) {
    Scope scope = new Scope(key, "small-1", "acme", "code", Set.of());
    UsageRecord record =
        new UsageRecord(
            id,
            AT,
            new UsageRecord.Caller(key, "code", List.of()),
            new UsageRecord.Served(simulated ? "sim" : "small", "small-1", "acme", simulated),
            new Usage.Tokens(100, 20, 30, 5, false),
            cost,
            new UsageRecord.Reference("large", new Cost.Known(1_000_000)),
            new Latency.Unmeasured(),
            "cheap",
            1,
            200);
    try (Ledger open = SqliteLedger.open(ledger())) {
      open.budgets()
          .reserve(new Hold(id, List.of(new Claim(scope, 9)), List.of(), AT, AT.plusSeconds(60)));
      open.budgets().settle(new Bill(id, List.of(), List.of(record), AT));
    }
  }

  private void traffic() {
    record("a", "k1", false, new Cost.Known(400_000));
    record("b", "k2", false, new Cost.Unknown("provider told nothing"));
    record("c", "k1", true, new Cost.Known(1));
  }

  private CommandLineRun usage(String... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = "usage";
    all[1] = "--ledger";
    all[2] = ledger();
    System.arraycopy(words, 0, all, 3, words.length);
    return CommandLineRun.of(all);
  }

  @Test
  void savingsAreMoneyAndSimulatedTrafficSavesNone() {
    traffic();
    JsonNode list = usage("--json").json().get("usage");
    assertThat(list.get(0).get("candidate").asText()).isEqualTo("sim");
    assertThat(list.get(0).has("savedNanoUsd")).isFalse();
    assertThat(list.get(0).get("simulatedReductionNanoUsd").asLong()).isEqualTo(999_999);
    assertThat(list.get(1).get("savedNanoUsd").asLong()).isEqualTo(600_000);
    assertThat(list.get(1).get("unpricedCalls").asLong()).isEqualTo(1);
    assertThat(usage().out())
        .contains("Saved: $0.0006 over 1 compared calls", "Simulated reduction, no saving");
  }

  @Test
  void csvIsExactAndGrouped() {
    traffic();
    List<String> lines =
        usage("--by", "key,model,task,day", "--zone", "Europe/Berlin", "--csv")
            .out()
            .lines()
            .toList();
    assertThat(lines.getFirst())
        .startsWith("key,model,task,day,simulated,calls,unpriced_calls,input_tokens")
        .endsWith("saved_nano_usd,simulated_reduction_nano_usd");
    assertThat(lines)
        .contains(
            "k1,small-1,code,2026-05-02,false,1,0,100,20,30,5,400000,1,400000,1000000,600000,",
            "k1,small-1,code,2026-05-02,true,1,0,100,20,30,5,1,1,1,1000000,,999999");
  }

  @Test
  void spansAreWholeDaysOfTheZone() {
    traffic();
    assertThat(usage("--from", "2026-05-02", "--json").json().get("usage")).isEmpty();
    assertThat(usage("--until", "2026-05-01", "--json").json().get("usage")).hasSize(2);
    assertThat(usage("--from", "2026-05-02").out()).contains("No usage in this span");
    assertThat(usage("--from", "May").messages()).contains("(May)", "2026-11-01");
    assertThat(usage("--json", "--csv").code()).isEqualTo(2);
  }
}
