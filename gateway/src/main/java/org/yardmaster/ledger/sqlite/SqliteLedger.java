package org.yardmaster.ledger.sqlite;

import java.nio.file.Path;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.sql.SqlLedger;

/** A ledger in one SQLite file, shared by all processes of a machine that open it. */
public final class SqliteLedger {
  private SqliteLedger() {}

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
