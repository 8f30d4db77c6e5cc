package org.yardmaster.ledger.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instants as nanoseconds since 1970; what lies outside 1677 to 2262 becomes the nearest. */
final class Times {
  private static final long NANOS = 1_000_000_000;

  private Times() {}

  static long nanos(Instant at) {
    try {
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
    } catch (ArithmeticException outside) {
      return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  static @Nullable Long nullable(Optional<Instant> at) {
    return at.isPresent() ? nanos(at.get()) : null;
  }

  static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(instant(nanos));
  }
}
