package org.yardmaster.ledger.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.yardmaster.ledger.Ledger;

/**
 * The PostgreSQL that {@code .ci/full.d/postgresql.sh} starts for tests, of which each gets a
 * schema of its own.
 */
public final class Throwaway {
  /** System property with its JDBC URL; user and password are in the environment. */
  public static final String PROPERTY = "yardmaster.postgresql";

  public static final String REASON = "no PostgreSQL: .ci/full.d/postgresql.sh starts one";

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private Throwaway() {}

  /** Where a new ledger may live. */
  public static String place() {
    return in("t%d_%d".formatted(ProcessHandle.current().pid(), SCHEMAS.incrementAndGet()));
  }

  static String in(String schema) {
    return System.getProperty(PROPERTY) + "?currentSchema=" + schema;
  }

  static String schema(String place) {
    return place.substring(place.indexOf('=') + 1);
  }

  public static Ledger open(String place) {
    return PostgresqlLedger.openOrCreate(place, Throwaway::environment);
  }

  public static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  static Connection connect(String place) throws SQLException {
    Properties login = new Properties();
    environment("PGUSER").ifPresent(user -> login.setProperty("user", user));
    environment("PGPASSWORD").ifPresent(word -> login.setProperty("password", word));
    return DriverManager.getConnection(place, login);
  }

  static void execute(String place, String sql) {
    try (Connection connection = connect(place);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException fault) {
      throw new AssertionError(fault);
    }
  }

  static long number(String place, String sql) throws SQLException {
    try (Connection connection = connect(place);
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Every single write of a balance above its cap fails from now on: no instant is unwatched. */
  public static void forbidOvershoot(String place) {
    for (String sql :
        List.of(
            """
            CREATE FUNCTION no_overshoot() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NEW.spent_nano + NEW.reserved_nano > NEW.cap_nano THEN
                RAISE EXCEPTION 'overshoot';
              END IF;
              RETURN NEW;
            END $$
            """,
            """
            CREATE TRIGGER no_overshoot BEFORE INSERT OR UPDATE ON account
            FOR EACH ROW EXECUTE FUNCTION no_overshoot()
            """)) {
      execute(place, sql);
    }
  }
}
