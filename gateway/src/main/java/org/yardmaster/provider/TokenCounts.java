package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import org.yardmaster.outcome.Usage;

/**
 * Reads token counts strictly: where a count that is needed is missing, negative, no whole number
 * or absurd, the usage is unknown. Guessing would turn into a wrong bill.
 */
final class TokenCounts {
  private static final long ABSURD = 1_000_000_000L;

  private final JsonNode usage;
  private boolean sound = true;

  TokenCounts(JsonNode usage) {
    this.usage = usage;
    this.sound = usage.isObject();
  }

  long needed(String field) {
    if (usage.path(field).isMissingNode() || usage.path(field).isNull()) {
      sound = false;
      return 0;
    }
    return optional(usage.path(field));
  }

  long optional(String field) {
    return optional(usage.path(field));
  }

  long optional(String object, String field) {
    return optional(usage.path(object).path(field));
  }

  private long optional(JsonNode count) {
    if (count.isMissingNode() || count.isNull()) {
      return 0;
    }
    if (!count.isIntegralNumber() || !count.canConvertToLong()) {
      sound = false;
      return 0;
    }
    long value = count.longValue();
    sound &= value >= 0 && value <= ABSURD;
    return value;
  }

  /** Disjoint counts; unknown where anything read was unsound or a difference is negative. */
  Usage disjoint(long input, long cachedInput, long output, long reasoning) {
    return sound && input >= 0 && cachedInput >= 0 && output >= 0 && reasoning >= 0
        ? new Usage.Tokens(input, cachedInput, output, reasoning, false)
        : new Usage.Unknown();
  }
}
