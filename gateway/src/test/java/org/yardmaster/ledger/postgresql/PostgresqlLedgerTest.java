package org.yardmaster.ledger.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yardmaster.ledger.Money.AT;
import static org.yardmaster.ledger.Money.claim;
import static org.yardmaster.ledger.Money.hold;
import static org.yardmaster.ledger.Money.limits;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.Scope;
import org.yardmaster.ledger.Authentication;
import org.yardmaster.ledger.IssuedKey;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.ledger.KeysContract;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerContract;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.LedgerOpener;
import org.yardmaster.ledger.Records;
import org.yardmaster.ledger.SharedLedgerContract;
import org.yardmaster.ledger.sql.Database;
import org.yardmaster.payment.PaymentRecoveryContract;

@EnabledIfSystemProperty(
    named = Throwaway.PROPERTY,
    matches = "jdbc:.+",
    disabledReason = Throwaway.REASON)
@Timeout(120)
class PostgresqlLedgerTest {
  @Nested
  class Contract extends LedgerContract {
    @Override
    protected Ledger create() {
      return Throwaway.open(Throwaway.place());
    }
  }

  @Nested
  class KeyContract extends KeysContract {
    @Override
    protected Ledger create() {
      return Throwaway.open(Throwaway.place());
    }
  }

  @Nested
  class SharedContract extends SharedLedgerContract {
    @Override
    protected String newPlace() {
      String place = Throwaway.place();
      Throwaway.open(place).close();
      Throwaway.forbidOvershoot(place);
      return place;
    }

    @Override
    protected Class<? extends LedgerOpener> opener() {
      return PostgresqlOpener.class;
    }
  }

  @Nested
  class PaymentContract extends PaymentRecoveryContract {
    private final String place = Throwaway.place();

    @Override
    protected Ledger open(String name) {
      return Throwaway.open(place + "_" + name.replace('-', '_'));
    }
  }

  @Test
  void theWatchOnOvershootDoesBite() {
    String place = Throwaway.place();
    try (Ledger ledger = Throwaway.open(place)) {
      Throwaway.forbidOvershoot(place);
      ledger.budgets().reserve(hold("a", limits("5/day"), claim("large", 5)));
      Bill above = new Bill("a", List.of(claim("large", 6)), List.of(), AT);
      assertThatThrownBy(() -> ledger.budgets().settle(above))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("overshoot");
      assertThat(ledger.budgets().reserve(hold("b", limits("5/month"), claim("large", 5))))
          .isInstanceOf(Admission.Reserved.class);
    }
  }

  @Test
  void whatWasPromisedIsThereAfterReopening() {
    String place = Throwaway.place();
    IssuedKey issued;
    try (Ledger ledger = Throwaway.open(place)) {
      ledger.budgets().reserve(hold("a", limits("9/minute"), claim("large", 5)));
      issued = ledger.keys().create("one", KeyTerms.OPEN, AT);
    }
    try (Ledger ledger = PostgresqlLedger.open(place, Throwaway::environment)) {
      assertThat(ledger.authenticate(issued.token().reveal(), AT))
          .isEqualTo(new Authentication.Accepted(issued.key()));
      assertThat(ledger.budgets().balances(AT))
          .singleElement()
          .satisfies(one -> assertThat(one.balance().reservedNanoUsd()).isEqualTo(5));
    }
  }

  @Test
  void whatNobodyAsksForIsForgotten() throws SQLException {
    String place = Throwaway.place();
    try (Ledger ledger = Throwaway.open(place)) {
      ledger.budgets().reserve(hold("settled", limits("9/minute"), claim("large", 5)));
      ledger.budgets().settle(Bill.nothing("settled", AT));
      ledger.budgets().expire(AT.plus(Duration.ofMinutes(30)));
      assertThat(Throwaway.number(place, "SELECT count(*) FROM hold")).isEqualTo(1);
      ledger.budgets().expire(AT.plus(Duration.ofDays(40)));
    }
    assertThat(Throwaway.number(place, "SELECT count(*) FROM hold")).isZero();
    assertThat(Throwaway.number(place, "SELECT count(*) FROM account")).isZero();
  }

  @Test
  void textsThatPostgresqlCannotKeepDoNoHarm() {
    try (Ledger ledger = Throwaway.open(Throwaway.place())) {
      Claim odd = new Claim(new Scope("k1", "large", "acme", "a\0b", Set.of("\uD800", "é")), 5);
      ledger.budgets().reserve(hold("a", limits("9/day tag=*", "9/day task=*"), odd));
      ledger.budgets().settle(new Bill("a", List.of(odd), List.of(Records.record("a\0", AT)), AT));
      assertThat(ledger.budgets().balances(AT))
          .hasSize(3)
          .allMatch(one -> one.balance().spentNanoUsd() == 5);
    }
  }

  @Test
  void schemasOfOthersAndOfNewerBuildsAreRefusedAndMissingOnesTold() {
    String other = Throwaway.place();
    Throwaway.execute(other, "CREATE SCHEMA " + Throwaway.schema(other));
    Throwaway.execute(other, "CREATE TABLE t (x INTEGER)");
    assertThatThrownBy(() -> Throwaway.open(other))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("another program");
    String newer = Throwaway.place();
    Throwaway.open(newer).close();
    Throwaway.execute(newer, "UPDATE ledger_version SET version = 99");
    assertThatThrownBy(() -> Throwaway.open(newer)).hasMessageContaining("version 99");
    assertThatThrownBy(() -> PostgresqlLedger.open(Throwaway.place(), Throwaway::environment))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("There is no ledger");
  }

  @Test
  void aGatewayNeedsNoRightToMakeOrDropTables() {
    String place = Throwaway.place();
    Throwaway.open(place).close();
    String schema = Throwaway.schema(place);
    String role = "gateway_" + schema;
    Throwaway.execute(
        place,
        """
        CREATE ROLE %1$s LOGIN PASSWORD 'few';
        GRANT USAGE ON SCHEMA %2$s TO %1$s;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %2$s TO %1$s;
        REVOKE INSERT, UPDATE, DELETE ON %2$s.ledger_version FROM %1$s;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA %2$s TO %1$s
        """
            .formatted(role, schema));
    try (Ledger ledger =
        PostgresqlLedger.openOrCreate(
            place, name -> Optional.of(name.equals("PGUSER") ? role : "few"))) {
      ledger.keys().create("one", KeyTerms.OPEN, AT);
      assertThat(ledger.budgets().reserve(hold("a", limits("9/day"), claim("large", 5))))
          .isInstanceOf(Admission.Reserved.class);
      ledger.budgets().expire(AT.plus(Duration.ofDays(1)));
    }
  }

  @Test
  void aHolderOfTheTurnThatFallsSilentLosesItBeforeTheOthersGiveUp() throws SQLException {
    String place = Throwaway.place();
    try (Ledger ledger = Throwaway.open(place)) {
      ledger.budgets().reserve(hold("a", limits("9/day"), claim("large", 5)));
      Postgresql silent = new Postgresql(Address.read(place, Throwaway::environment));
      silent.prepare(false);
      try (Connection holder = silent.connect(Database.Use.WRITING)) {
        silent.begin(holder);
        holder.createStatement().execute("UPDATE account SET reserved_nano = 0");
        assertThat(ledger.budgets().reserve(hold("b", limits("9/day"), claim("large", 5))))
            .isInstanceOf(Admission.Exceeded.class);
        assertThatThrownBy(() -> silent.end(holder, true))
            .isInstanceOf(SQLException.class)
            .satisfies(fault -> assertThat(silent.explain((SQLException) fault).lost()).isTrue());
      }
    }
  }

  @Test
  void endedConnectionsAreOpenedAnew() throws Exception {
    String place = Throwaway.place();
    try (Ledger ledger = Throwaway.open(place + "&ApplicationName=to_be_ended")) {
      ledger.budgets().reserve(hold("a", limits("9/day"), claim("large", 5)));
      ledger.budgets().balances(AT);
      Throwaway.execute(
          place,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
              + " 'to_be_ended'");
      assertThatThrownBy(() -> ledger.budgets().expire(AT))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("out of reach")
          .satisfies(fault -> assertThat(((LedgerException) fault).lost()).isTrue());
      Thread.sleep(600);
      assertThat(ledger.budgets().reserve(hold("b", limits("9/day"), claim("large", 5))))
          .isInstanceOf(Admission.Exceeded.class);
      ledger.budgets().settle(Bill.nothing("a", AT));
      assertThat(ledger.budgets().reserve(hold("b", limits("9/day"), claim("large", 5))))
          .isInstanceOf(Admission.Reserved.class);
    }
  }

  @Test
  void aCutNetworkIsToldInBoundedTimeAndMendsItself() throws Exception {
    String place = Throwaway.place();
    URI direct = URI.create(place.substring("jdbc:".length()));
    try (CutProxy proxy = new CutProxy(direct.getPort());
        Ledger ledger = Throwaway.open(place.replace(":" + direct.getPort(), ":" + proxy.port()))) {
      ledger.budgets().reserve(hold("a", limits("9/day"), claim("large", 5)));
      proxy.cut();
      long start = System.nanoTime();
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> ledger.budgets().expire(AT)).isInstanceOf(LedgerException.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
      proxy.mend();
      Thread.sleep(600);
      assertThat(ledger.budgets().reserve(hold("b", limits("9/day"), claim("large", 5))))
          .isInstanceOf(Admission.Exceeded.class);
    }
  }

  @Test
  void nobodyListeningIsToldAtOnceWithoutAnyPassword() {
    assertThatThrownBy(
            () ->
                PostgresqlLedger.openOrCreate(
                    "jdbc:postgresql://127.0.0.1:1/none", name -> Optional.of("secret-word")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("127.0.0.1:1")
        .message()
        .doesNotContain("secret-word");
  }
}
