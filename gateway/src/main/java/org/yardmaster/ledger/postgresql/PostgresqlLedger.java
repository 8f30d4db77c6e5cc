package org.yardmaster.ledger.postgresql;

import java.util.Optional;
import java.util.function.Function;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.ledger.sql.SqlLedger;

/** A ledger in a schema of a PostgreSQL database, shared by all gateways that reach it. */
public final class PostgresqlLedger {
  private PostgresqlLedger() {}

  /**
   * Opens a ledger that must be there.
   *
   * @param url {@code jdbc:postgresql://host/database}; its schema is {@code yardmaster} unless
   *     {@code currentSchema} names another one
   * @param environment where {@code PGUSER} and {@code PGPASSWORD} are looked up
   * @throws LedgerException when it is not there, cannot be reached, or is too new
   */
  public static Ledger open(String url, Function<String, Optional<String>> environment) {
    Postgresql database = new Postgresql(Address.read(url, environment));
    database.prepare(false);
    return new SqlLedger(database);
  }

  /** Opens a ledger, or creates it. */
  public static Ledger openOrCreate(String url, Function<String, Optional<String>> environment) {
    Postgresql database = new Postgresql(Address.read(url, environment));
    database.prepare(true);
    return new SqlLedger(database);
  }

  /**
   * Refuses a URL that tells a password: it would stand in files and in lists of processes.
   *
   * @throws IllegalArgumentException also when it is no URL of PostgreSQL
   */
  public static void requireNoPassword(String url) {
    Address.read(url, name -> Optional.empty());
  }
}
