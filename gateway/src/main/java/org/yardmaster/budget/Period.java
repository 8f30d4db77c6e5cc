package org.yardmaster.budget;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Calendar periods after which a limit starts anew; a day of a clock change has 23 or 25 hours. */
public enum Period {
  MINUTE,
  HOUR,
  DAY,
  MONTH,
  TOTAL;

  /** The period that contains an instant, by the calendar of the zone. */
  public Window window(Instant at, ZoneId zone) {
    ZonedDateTime time = at.atZone(zone);
    return switch (this) {
      case MINUTE -> span(time.truncatedTo(ChronoUnit.MINUTES), ChronoUnit.MINUTES);
      case HOUR -> span(time.truncatedTo(ChronoUnit.HOURS), ChronoUnit.HOURS);
      case DAY ->
          new Window(
              time.toLocalDate().atStartOfDay(zone).toInstant(),
              time.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant());
      case MONTH ->
          new Window(
              time.toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant(),
              time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(zone).toInstant());
      case TOTAL -> Window.FOREVER;
    };
  }

  private static Window span(ZonedDateTime start, ChronoUnit unit) {
    return new Window(start.toInstant(), start.plus(1, unit).toInstant());
  }

  /** As written in configurations and answers: {@code minute}, {@code hour}, … */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
