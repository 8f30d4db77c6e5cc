package org.yardmaster.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.place.LedgerPlace;
import picocli.CommandLine.Option;

/** {@code --ledger}: where the budgets, keys and usage are that a gateway works on. */
final class LedgerOption {
  @Option(
      names = "--ledger",
      paramLabel = "LEDGER",
      defaultValue = "ledger.db",
      description =
          "SQLite file with budgets, keys and usage (default: ${DEFAULT-VALUE}), or"
              + " jdbc:postgresql://HOST/DATABASE with PGUSER and PGPASSWORD in the environment; a"
              + " running gateway may have it open.")
  String place = "ledger.db";

  /** Opens the ledger, or creates it. */
  Ledger openOrCreate() {
    return LedgerPlace.read(place, Path.of("")).openOrCreate(LedgerOption::environment);
  }

  /** Opens a ledger that must be there. */
  Ledger open() {
    return LedgerPlace.read(place, Path.of("")).open(LedgerOption::environment);
  }

  static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
