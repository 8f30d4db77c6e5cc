package org.yardmaster.ledger.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.sql.Database;

/**
 * A schema of a database. The turn to write is an advisory lock that ends with its transaction;
 * PostgreSQL gives it in the order of asking. A number that grows with every turn tells whether
 * anybody else has had one.
 *
 * <p>Every wait is bounded, here and at the server: whoever holds the turn and falls silent loses
 * it after {@value #SILENCE_MILLIS} ms, before those who wait for it give up.
 */
final class Postgresql implements Database {
  /** First half of the keys of our advisory locks: "yrdm". */
  private static final int LOCKS = 0x7972646d;

  private static final int SILENCE_MILLIS = 5_000;
  private static final int TURN_MILLIS = 8_000;
  private static final int STATEMENT_MILLIS = 9_000;
  private static final int WRITING_SECONDS = 10;
  private static final int READING_SECONDS = 3;
  private static final int CONNECT_SECONDS = 3;
  private static final int LOGIN_SECONDS = 5;

  /**
   * Beginnings of SQL states that say nothing against the statement: no connection, no right to
   * connect, read-only, no such database, rolled back, out of room, lock not to be had, stopped by
   * somebody, a fault of the server.
   */
  private static final Set<String> LOST =
      Set.of("08", "28", "25", "3D", "40", "53", "55", "57", "58", "XX");

  private final Address address;
  private int scope;
  private long turn = -1;

  Postgresql(Address address) {
    this.address = address;
  }

  /** Sees to it that the ledger is there, in the version of this build. */
  void prepare(boolean create) {
    try (Connection connection = connect(Use.WRITING)) {
      scope = new Tables(address, connection).prepare(LOCKS, create);
    } catch (SQLException fault) {
      throw explain(fault);
    }
  }

  @Override
  public String place() {
    return address.place();
  }

  @Override
  public Connection connect(Use use) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(address.login());
    properties.setProperty("ApplicationName", "yardmaster");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(socketSeconds(use)));
    Connection connection = DriverManager.getConnection(address.url(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute(settings(use));
      connection.setAutoCommit(use != Use.REPORTING);
    } catch (SQLException fault) {
      connection.close();
      throw fault;
    }
    if (use == Use.WRITING) {
      turn = -1;
    }
    return connection;
  }

  private static int socketSeconds(Use use) {
    return switch (use) {
      case WRITING -> WRITING_SECONDS;
      case READING -> READING_SECONDS;
      case REPORTING -> 0;
    };
  }

  /** What was promised outlives the server's process, whatever the database's own default is. */
  private String settings(Use use) {
    return """
    SET search_path TO %s;
    SET lock_timeout = %d;
    SET statement_timeout = %d;
    SET idle_in_transaction_session_timeout = %d;
    SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') = 'off'\
    """
        .formatted(
            address.quotedSchema(),
            TURN_MILLIS,
            use == Use.REPORTING ? 0 : STATEMENT_MILLIS,
            use == Use.REPORTING ? 0 : SILENCE_MILLIS);
  }

  @Override
  public boolean begin(Connection writing) throws SQLException {
    long before = turn;
    try (Statement statement = writing.createStatement()) {
      statement.execute(
          """
          BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
          SELECT pg_advisory_xact_lock(%d, %d);
          SELECT nextval('turn')\
          """
              .formatted(LOCKS, scope));
      statement.getMoreResults();
      statement.getMoreResults();
      try (ResultSet row = statement.getResultSet()) {
        if (!row.next()) {
          throw new SQLException("The turn has no number.", "XX000");
        }
        turn = row.getLong(1);
      }
    }
    return turn == before + 1;
  }

  @Override
  public void end(Connection writing, boolean commit) throws SQLException {
    try (Statement statement = writing.createStatement()) {
      statement.execute(commit ? "COMMIT" : "ROLLBACK");
    }
  }

  @Override
  public LedgerException explain(SQLException fault) {
    String state = fault.getSQLState();
    if (state == null || state.length() < 2 || LOST.contains(state.substring(0, 2))) {
      return LedgerException.lost(
          "Ledger %s is out of reach: %s.%nMaybe PostgreSQL is down, busy or behind a network that is."
              .formatted(place(), sentence(fault)),
          fault);
    }
    return new LedgerException("Ledger %s: %s.".formatted(place(), sentence(fault)), fault);
  }

  private static String sentence(SQLException fault) {
    return String.valueOf(fault.getMessage()).strip().replaceFirst("\\.$", "");
  }

  @Override
  public void close() {}
}
