package org.yardmaster.budget;

import java.time.Instant;
import java.util.Optional;

/**
 * One turn of a period.
 *
 * @param start first instant inside
 * @param end first instant after
 */
public record Window(Instant start, Instant end) {
  /** The only turn of {@link Period#TOTAL}. */
  public static final Window FOREVER =
      new Window(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

  public Window {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("Window from %s ends at %s.".formatted(start, end));
    }
  }

  /** When the limit starts anew; never for a total. */
  public Optional<Instant> resetsAt() {
    return equals(FOREVER) ? Optional.empty() : Optional.of(end);
  }

  public boolean contains(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }
}
