package org.yardmaster.ledger.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.JDBC;
import org.yardmaster.ledger.LedgerException;

/** Connections to one SQLite file, and the wait for its single write lock. */
final class Sqlite {
  private static final int BUSY = 5;

  /** 16 MB of log: a page that changes often is copied into the file once for many changes. */
  private static final int LOGGED_PAGES = 4_000;

  private static final long LONGEST_WAIT_NANOS = 30_000_000_000L;
  private static final long PATIENT_NANOS = 3_000_000;
  private static final long LONGEST_PAUSE_NANOS = 300_000;
  private static final long IMPATIENT_PAUSE_NANOS = 20_000;

  private Sqlite() {}

  /** Something done to a connection. */
  interface Work {
    void run() throws SQLException;
  }

  static Connection connect(Path file, Durability durability) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new LedgerException(
          "Ledger %s: there is no folder %s.%nMaybe create it first.".formatted(file, folder));
    }
    try {
      Connection connection = open(file.toString());
      waiting(file, () -> execute(connection, "PRAGMA journal_mode=WAL"));
      execute(connection, "PRAGMA synchronous=" + durability.synchronous());
      execute(connection, "PRAGMA foreign_keys=ON");
      execute(connection, "PRAGMA wal_autocheckpoint=" + LOGGED_PAGES);
      return connection;
    } catch (SQLException fault) {
      throw failed(file, fault);
    }
  }

  /** Past the driver manager, which would load the drivers of all other databases too. */
  static Connection open(String name) throws SQLException {
    return JDBC.createConnection("jdbc:sqlite:" + name, new Properties());
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Runs something that needs a lock of the file, again and again while others hold it: with short
   * random pauses that get shorter, since SQLite's own waiting grows to 100 ms and favours whoever
   * comes last.
   */
  static void waiting(Path file, Work work) throws SQLException {
    long start = System.nanoTime();
    while (true) {
      try {
        work.run();
        return;
      } catch (SQLException fault) {
        if ((fault.getErrorCode() & 0xFF) != BUSY) {
          throw fault;
        }
        if (System.nanoTime() - start > LONGEST_WAIT_NANOS) {
          throw new LedgerException(
              "Ledger %s was locked by another process for 30 s.%nMaybe a program holds a transaction open in it."
                  .formatted(file),
              fault);
        }
      }
      boolean patient = System.nanoTime() - start < PATIENT_NANOS;
      LockSupport.parkNanos(
          ThreadLocalRandom.current()
              .nextLong(patient ? LONGEST_PAUSE_NANOS : IMPATIENT_PAUSE_NANOS));
    }
  }

  static LedgerException failed(Path file, SQLException fault) {
    return new LedgerException(
        "Ledger %s: %s%nMaybe it is no ledger, or the disk is full or read-only."
            .formatted(file, fault.getMessage()),
        fault);
  }
}
