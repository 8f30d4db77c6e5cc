package org.yardmaster.ledger.place;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.postgresql.PostgresqlLedger;
import org.yardmaster.ledger.sqlite.SqliteLedger;

/** Where a ledger lives: a SQLite file, or a PostgreSQL that several machines share. */
public sealed interface LedgerPlace {
  /** A file of this machine. */
  record InFile(Path file) implements LedgerPlace {
    public InFile {
      requireNonNull(file, "file is null");
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** A database, by its JDBC URL without a password. */
  record InPostgresql(String url) implements LedgerPlace {
    public InPostgresql {
      PostgresqlLedger.requireNoPassword(url);
    }

    @Override
    public String toString() {
      return url;
    }
  }

  /**
   * Reads {@code ledger.sqlite} or {@code jdbc:postgresql://host/database}.
   *
   * @param folder that a relative path starts from
   * @throws IllegalArgumentException when it is another database, or the URL tells a password
   */
  static LedgerPlace read(String text, Path folder) {
    if (text.startsWith("jdbc:postgresql:")) {
      return new InPostgresql(text);
    }
    if (text.contains("://") || text.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "Ledger (%s): expected a file, or jdbc:postgresql://HOST/DATABASE.".formatted(text));
    }
    return new InFile(folder.resolve(text));
  }

  /**
   * Opens the ledger, or creates it.
   *
   * @param environment where {@code PGUSER} and {@code PGPASSWORD} are looked up
   */
  default Ledger openOrCreate(Function<String, Optional<String>> environment) {
    return switch (this) {
      case InFile(Path file) -> SqliteLedger.open(file);
      case InPostgresql(String url) -> PostgresqlLedger.openOrCreate(url, environment);
    };
  }

  /** Opens a ledger that must be there. */
  default Ledger open(Function<String, Optional<String>> environment) {
    return switch (this) {
      case InFile(Path file) when !Files.isRegularFile(file) ->
          throw new LedgerException(
              "There is no ledger %s.%nMaybe create it with its first key: yardmaster keys create --ledger %s"
                  .formatted(file, file));
      case InFile(Path file) -> SqliteLedger.open(file);
      case InPostgresql(String url) -> PostgresqlLedger.open(url, environment);
    };
  }
}
