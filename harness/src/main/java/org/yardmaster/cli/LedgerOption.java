package org.yardmaster.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.sqlite.SqliteLedger;
import picocli.CommandLine.Option;

/** {@code --ledger}: the SQLite file with budgets, keys and usage that a gateway works on. */
final class LedgerOption {
  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      defaultValue = "ledger.db",
      description =
          "SQLite file with budgets, keys and usage (default: ${DEFAULT-VALUE}); a running gateway"
              + " may have it open.")
  Path path = Path.of("ledger.db");

  /** Opens the ledger, or creates it. */
  Ledger openOrCreate() {
    return SqliteLedger.open(path);
  }

  /** Opens a ledger that must be there. */
  Ledger open() {
    if (!Files.isRegularFile(path)) {
      throw new LedgerException(
          "There is no ledger %s.%nMaybe create it with its first key: yardmaster keys create --ledger %s"
              .formatted(path, path));
    }
    return SqliteLedger.open(path);
  }
}
