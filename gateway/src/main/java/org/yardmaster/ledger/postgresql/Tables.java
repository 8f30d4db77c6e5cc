package org.yardmaster.ledger.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.yardmaster.ledger.LedgerException;

/** Numbered SQL files that bring a ledger to the version of this build, in one transaction. */
record Tables(Address address, Connection connection) {
  private static final List<String> FILES = List.of("0001_ledger.sql");

  /**
   * Makes what is missing; one process of a database at a time.
   *
   * @param create whether a ledger that is not there is made
   * @return a number for the schema that no other schema of the database has
   */
  int prepare(int locks, boolean create) throws SQLException {
    connection.setAutoCommit(false);
    execute("SELECT pg_advisory_xact_lock(%d, 0)".formatted(locks));
    OptionalLong schema = schema();
    int version = schema.isPresent() ? version() : 0;
    if (version > FILES.size()) {
      throw new LedgerException(
          "Ledger %s has version %d; this build knows up to %d.%nMaybe run the newer Yardmaster that wrote it."
              .formatted(address.place(), version, FILES.size()));
    }
    if (version == 0 && !create) {
      throw new LedgerException(
          "There is no ledger in %s.%nMaybe create it with its first key: yardmaster keys create --ledger '%s'"
              .formatted(address.place(), address.url()));
    }
    if (schema.isEmpty()) {
      execute("CREATE SCHEMA " + address.quotedSchema());
    }
    for (String next : FILES.subList(version, FILES.size())) {
      execute(read(next));
    }
    if (version < FILES.size()) {
      execute("UPDATE ledger_version SET version = " + FILES.size());
    }
    int number = (int) schema().orElseThrow();
    connection.commit();
    return number;
  }

  private OptionalLong schema() throws SQLException {
    return number("SELECT oid::bigint FROM pg_namespace WHERE nspname = ?", address.schema());
  }

  /** 0 when the schema is empty. */
  private int version() throws SQLException {
    String relations =
        "FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = ?";
    if (number("SELECT count(*) " + relations, address.schema()).orElse(0) == 0) {
      return 0;
    }
    OptionalLong ours =
        number(
            "SELECT count(*) " + relations + " AND relname = 'ledger_version' HAVING count(*) > 0",
            address.schema());
    if (ours.isEmpty()) {
      throw new LedgerException(
          "%s has tables of another program.%nMaybe name a schema of its own in the URL: ?currentSchema=yardmaster"
              .formatted(address.place()));
    }
    return (int) number("SELECT version FROM ledger_version").orElse(0);
  }

  private OptionalLong number(String sql, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < values.length; index++) {
        statement.setString(index + 1, values[index]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String read(String file) {
    try (InputStream in = Tables.class.getResourceAsStream("migration/" + file)) {
      if (in == null) {
        throw new IllegalStateException("Migration %s is not in the build.".formatted(file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
