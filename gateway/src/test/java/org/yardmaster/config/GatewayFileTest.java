package org.yardmaster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.ledger.place.LedgerPlace;

final class GatewayFileTest {
  @Test
  void theExampleIsUnderstood() {
    Path example =
        Path.of(System.getProperty("yardmaster.root", ".."), "gateway", "gateway.example.yaml");
    GatewayConfig config = GatewayFile.read(example);
    assertThat(config.candidates()).hasSize(2);
    assertThat(config.candidates().getFirst().capabilities().imageTokens()).isEqualTo(1500);
    assertThat(config.limits()).hasSize(3);
    assertThat(config.limits().getFirst().capNanoUsd()).isEqualTo(100_000_000_000L);
    assertThat(config.keysRequired()).isTrue();
    assertThat(config.ledger())
        .contains(new LedgerPlace.InFile(example.resolveSibling("ledger.sqlite").toAbsolutePath()));
    assertThat(config.routing().tiers()).isEqualTo(Map.of("SIMPLE", "small", "COMPLEX", "large"));
    assertThat(config.routing().downgrade()).isTrue();
    assertThat(config.embeddings()).hasSize(2);
    assertThat(config.traffic().sticky().life()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.traffic().exploration())
        .contains(new Traffic.Exploration(0.05, 2_000_000_000L));
    assertThat(config.responses().bytes()).isEqualTo(64L << 20);
    assertThat(config.patience().firstToken()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aLedgerIsAFileOrAPostgresqlWhosePasswordStandsElsewhere() {
    String url = "jdbc:postgresql://db.example/yardmaster?sslmode=verify-full";
    assertThat(GatewayFile.parse("gateway.yaml", "ledger: " + url).ledger())
        .contains(new LedgerPlace.InPostgresql(url));
    for (String wrong :
        List.of(
            "jdbc:postgresql://db.example/yardmaster?user=a&password=secret",
            "jdbc:mysql://db.example/yardmaster",
            "https://db.example",
            "jdbc:postgresql://db.example/yardmaster?currentSchema=a,b")) {
      assertThatThrownBy(() -> GatewayFile.parse("gateway.yaml", "ledger: '%s'".formatted(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected")
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void nothingIsEnough() {
    GatewayConfig config = GatewayFile.parse("gateway.yaml", "{}");
    assertThat(config).isEqualTo(GatewayConfig.standard());
    assertThat(config.listen().host()).isEqualTo("127.0.0.1");
    assertThat(config.admin()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "'listn: {port: 1}', listn",
    "'listen: {port: 99999999}', Port (99999999)",
    "'limits: [{per: week, usd: 1}]', week",
    "'limits: [{per: day}]', usd",
    "'limits: [{per: day, usd: 1, by: {person: x}}]', person",
    "'limits: [{per: day, usd: 1, zone: Mars/Base}]', Mars/Base",
    "'routing: {presets: {x: 11}}', tradeoff",
    "'routing: {onExceeded: shrug}', shrug",
    "'routing: {onAbandoned: shrug}', shrug",
    "'routing: {sticky: {minutes: 0}}', minutes",
    "'routing: {explore: {share: 0.1}}', usdPerDay",
    "'routing: {explore: {share: 2, usdPerDay: 1}}', share 2",
    "'routing: {experiment: {name: A B, policy: p.yard}}', A B",
    "'routing: {experiment: {name: ab, policy: p.yard, by: moon}}', moon",
    "'responses: {keepMinutes: 0}', keepMinutes",
    "'embeddings: []', embeddings",
    "'failover: {attemptSeconds: 0}', 0 seconds",
    "'admin: 7', admin",
  })
  void mistakesAreNamed(String text, String named) {
    assertThatThrownBy(() -> GatewayFile.parse("gateway.yaml", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
