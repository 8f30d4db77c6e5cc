package org.yardmaster.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.place.LedgerPlace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --ledger}: where the budgets, keys and usage are that a gateway works on. */
final class LedgerOption {
  private static final String STANDARD = "ledger.db";

  @Option(
      names = "--ledger",
      paramLabel = "LEDGER",
      defaultValue = STANDARD,
      converter = Reader.class,
      description =
          "SQLite file with budgets, keys and usage (default: ${DEFAULT-VALUE}), or"
              + " jdbc:postgresql://HOST/DATABASE with PGUSER and PGPASSWORD in the environment; a"
              + " running gateway may have it open.")
  LedgerPlace place = Reader.read(STANDARD);

  /** What is no place of a ledger is wrong use; the message leaves out what may be a password. */
  static final class Reader implements ITypeConverter<LedgerPlace> {
    static LedgerPlace read(String text) {
      return LedgerPlace.read(text, Path.of(""));
    }

    @Override
    public LedgerPlace convert(String text) {
      try {
        return read(text);
      } catch (IllegalArgumentException fault) {
        throw new TypeConversionException(String.valueOf(fault.getMessage()));
      }
    }
  }

  /** Opens the ledger, or creates it. */
  Ledger openOrCreate() {
    return place.openOrCreate(LedgerOption::environment);
  }

  /** Opens a ledger that must be there. */
  Ledger open() {
    return place.open(LedgerOption::environment);
  }

  static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
