package org.yardmaster.ledger.sqlite;

import java.nio.file.Path;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerOpener;

/** The place is a file. */
public final class SqliteOpener implements LedgerOpener {
  @Override
  public Ledger open(String place) {
    return SqliteLedger.open(Path.of(place));
  }
}
