package org.yardmaster.ledger.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.sql.SqlLedger;

/** A ledger in one SQLite file, shared by all processes of a machine that open it. */
public final class SqliteLedger {
  private SqliteLedger() {}

  /** Loads the driver and its native library, which takes the first ledger of a process a while. */
  public static void loadLibrary() {
    try (Connection connection = Sqlite.open(":memory:")) {
      Sqlite.execute(connection, "SELECT 1");
    } catch (SQLException fault) {
      // Whoever opens a ledger meets it again, and says which ledger it was.
    }
  }

  /**
   * Opens a ledger that survives the death of processes, or creates it.
   *
   * @throws LedgerException when the file is none, is too new, or cannot be written
   */
  public static Ledger open(Path file) {
    return open(file, Durability.PROCESS);
  }

  /** Opens or creates a ledger of the given durability. */
  public static Ledger open(Path file, Durability durability) {
    return new SqlLedger(SqliteFile.open(file, durability));
  }
}
