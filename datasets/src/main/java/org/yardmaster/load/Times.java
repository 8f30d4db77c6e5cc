package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Points in time as logs write them. */
final class Times {
  private static final BigDecimal LATEST_SECONDS = BigDecimal.valueOf(4_102_444_800L);

  private Times() {}

  /** ISO 8601 (UTC where no offset is given) or seconds since 1970; empty when absent. */
  static Optional<Instant> of(JsonRow row, String field) {
    if (!row.has(field)) {
      return Optional.empty();
    }
    JsonNode node = row.node(field);
    if (node.isNumber()) {
      return Optional.of(ofSeconds(field, node));
    }
    return Optional.of(ofText(row.text(field)));
  }

  private static Instant ofSeconds(String field, JsonNode node) {
    BigDecimal seconds = node.decimalValue();
    if (seconds.signum() < 0 || seconds.compareTo(LATEST_SECONDS) > 0) {
      throw JsonRow.wrong(field, node, "seconds since 1970, before 2100");
    }
    return Instant.ofEpochSecond(0, seconds.movePointRight(9).longValue());
  }

  static Instant ofText(String text) {
    String iso = text.strip().replace(' ', 'T');
    try {
      return OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException noOffset) {
      try {
        return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException noTime) {
        throw new BadRow("time " + BadRow.quoted(text), "ISO 8601, as 2026-01-31T12:00:00Z");
      }
    }
  }
}
