package org.yardmaster.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.LimitText;
import org.yardmaster.budget.Period;
import org.yardmaster.budget.Scope;
import org.yardmaster.ledger.Authentication;
import org.yardmaster.ledger.IssuedKey;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.ledger.KeysContract;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerContract;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.LedgerOpener;
import org.yardmaster.ledger.SharedLedgerContract;

class SqliteLedgerTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");

  @TempDir Path folder = Path.of("");
  private final AtomicInteger files = new AtomicInteger();

  private Path file() {
    return folder.resolve("ledger-%d.db".formatted(files.incrementAndGet()));
  }

  @Nested
  class Contract extends LedgerContract {
    @Override
    protected Ledger create() {
      return SqliteLedger.open(file());
    }
  }

  @Nested
  class KeyContract extends KeysContract {
    @Override
    protected Ledger create() {
      return SqliteLedger.open(file());
    }
  }

  @Nested
  class SharedContract extends SharedLedgerContract {
    @Override
    protected String newPlace() {
      Path file = file();
      SqliteLedger.open(file).close();
      forbidOvershoot(file);
      return file.toString();
    }

    @Override
    protected Class<? extends LedgerOpener> opener() {
      return SqliteOpener.class;
    }
  }

  /** Every single write of a balance above its cap fails: no instant goes unwatched. */
  private static void forbidOvershoot(Path file) {
    for (String event : List.of("INSERT", "UPDATE")) {
      execute(
          file,
          """
          CREATE TRIGGER no_overshoot_%s AFTER %s ON account
          WHEN NEW.spent_nano + NEW.reserved_nano > NEW.cap_nano
          BEGIN SELECT RAISE(ABORT, 'overshoot'); END
          """
              .formatted(event, event));
    }
  }

  @Test
  void theWatchOnOvershootDoesBite() {
    Path file = file();
    SqliteLedger.open(file).close();
    forbidOvershoot(file);
    List<Limit> limits = List.of(new Limit(List.of(), Period.DAY, ZoneOffset.UTC, 5));
    Claim claim = new Claim(new Scope("k1", "large", "acme", "", Set.of()), 5);
    try (Ledger ledger = SqliteLedger.open(file)) {
      ledger.budgets().reserve(new Hold("a", List.of(claim), limits, AT, AT.plusSeconds(9)));
      Bill above = new Bill("a", List.of(new Claim(claim.scope(), 6)), List.of(), AT);
      assertThatThrownBy(() -> ledger.budgets().settle(above))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("overshoot");
    }
  }

  private static Hold hold(String id, Instant at) {
    return new Hold(
        id,
        List.of(new Claim(new Scope("k1", "large", "acme", "", Set.of("a b", "c=d")), 5)),
        List.of(LimitText.read("1/minute tag=*", ZoneOffset.UTC)),
        at,
        at.plusSeconds(60));
  }

  @Test
  void whatWasPromisedIsThereAfterReopening() {
    Path file = file();
    IssuedKey issued;
    try (Ledger ledger = SqliteLedger.open(file, Durability.POWER)) {
      ledger.budgets().reserve(hold("a", AT));
      issued = ledger.keys().create("one", KeyTerms.OPEN, AT);
    }
    try (Ledger ledger = SqliteLedger.open(file)) {
      assertThat(ledger.authenticate(issued.token().reveal(), AT))
          .isEqualTo(new Authentication.Accepted(issued.key()));
      assertThat(ledger.budgets().balances(AT))
          .hasSize(2)
          .allMatch(one -> one.balance().reservedNanoUsd() == 5);
      ledger.budgets().settle(Bill.nothing("a", AT));
      assertThat(ledger.budgets().balances(AT))
          .allMatch(one -> one.balance().reservedNanoUsd() == 0);
    }
  }

  @Test
  void noTokenIsFoundInTheFile() throws IOException {
    Path file = file();
    IssuedKey issued;
    try (Ledger ledger = SqliteLedger.open(file)) {
      issued = ledger.keys().create("one", KeyTerms.OPEN, AT);
    }
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(issued.token().hash()).doesNotContain(issued.token().reveal());
  }

  @Test
  void whatNobodyAsksForIsForgotten() throws SQLException {
    Path file = file();
    try (Ledger ledger = SqliteLedger.open(file)) {
      ledger.budgets().reserve(hold("settled", AT));
      ledger.budgets().settle(Bill.nothing("settled", AT));
      ledger.budgets().expire(AT.plus(Duration.ofMinutes(30)));
      assertThat(count(file, "hold")).isEqualTo(1);
      ledger.budgets().expire(AT.plus(Duration.ofDays(40)));
    }
    assertThat(count(file, "hold")).isZero();
    assertThat(count(file, "account")).isZero();
  }

  private static int count(Path file, String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      return statement.executeQuery("SELECT count(*) FROM " + table).getInt(1);
    }
  }

  @Test
  void aWrongPieceOfWorkDoesNotHarmItsNeighbours() {
    try (Ledger ledger = SqliteLedger.open(file())) {
      ledger.budgets().reserve(hold("a", AT));
      ledger.budgets().settle(Bill.nothing("a", AT));
      assertThatThrownBy(() -> ledger.budgets().reserve(hold("a", AT)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(ledger.budgets().reserve(hold("b", AT))).isInstanceOf(Admission.Reserved.class);
    }
  }

  @Test
  void filesOfOthersAndOfNewerBuildsAreRefused() throws IOException {
    Path text = Files.writeString(file(), "x".repeat(4_096));
    assertThatThrownBy(() -> SqliteLedger.open(text)).isInstanceOf(LedgerException.class);
    Path other = file();
    execute(other, "CREATE TABLE t (x)");
    assertThatThrownBy(() -> SqliteLedger.open(other))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("another program");
    Path newer = file();
    SqliteLedger.open(newer).close();
    execute(newer, "PRAGMA user_version=99");
    assertThatThrownBy(() -> SqliteLedger.open(newer))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("version 99");
    assertThatThrownBy(() -> SqliteLedger.open(folder.resolve("none/ledger.db")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("no folder");
  }

  private static void execute(Path file, String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Sqlite.execute(connection, sql);
    } catch (SQLException fault) {
      throw new AssertionError(fault);
    }
  }

  @Test
  void aClosedLedgerSaysSo() {
    Ledger ledger = SqliteLedger.open(file());
    ledger.close();
    assertThatThrownBy(() -> ledger.budgets().expire(AT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("closed");
  }
}
