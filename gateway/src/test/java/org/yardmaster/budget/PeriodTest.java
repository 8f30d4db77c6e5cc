package org.yardmaster.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Window window(Period period, String at, ZoneId zone) {
    return period.window(Instant.parse(at), zone);
  }

  @Test
  void aDayBelongsToTheCalendarOfItsZone() {
    Window day = window(Period.DAY, "2026-07-01T22:30:00Z", BERLIN);
    assertThat(day.start()).isEqualTo("2026-07-01T22:00:00Z");
    assertThat(day.end()).isEqualTo("2026-07-02T22:00:00Z");
    assertThat(window(Period.DAY, "2026-07-01T22:30:00Z", ZoneOffset.UTC).end())
        .isEqualTo("2026-07-02T00:00:00Z");
  }

  @Test
  void aDayOfAClockChangeIsShorterOrLonger() {
    assertThat(length(window(Period.DAY, "2026-03-29T12:00:00Z", BERLIN))).isEqualTo(hours(23));
    assertThat(length(window(Period.DAY, "2026-10-25T12:00:00Z", BERLIN))).isEqualTo(hours(25));
  }

  @Test
  void theHourThatComesTwiceIsTwoHours() {
    Window first = window(Period.HOUR, "2026-10-25T00:30:00Z", BERLIN);
    Window second = window(Period.HOUR, "2026-10-25T01:30:00Z", BERLIN);
    assertThat(first.end()).isEqualTo(second.start());
    assertThat(length(first)).isEqualTo(hours(1));
  }

  @Test
  void monthsEndWhereTheCalendarSays() {
    assertThat(window(Period.MONTH, "2028-02-10T00:00:00Z", ZoneOffset.UTC).end())
        .isEqualTo("2028-03-01T00:00:00Z");
    assertThat(window(Period.MONTH, "2026-12-31T23:59:59Z", ZoneOffset.UTC).end())
        .isEqualTo("2027-01-01T00:00:00Z");
  }

  @Test
  void aTotalNeverResets() {
    assertThat(window(Period.TOTAL, "2026-01-01T00:00:00Z", BERLIN).resetsAt()).isEmpty();
    assertThat(window(Period.MINUTE, "2026-01-01T00:00:59Z", BERLIN).resetsAt())
        .contains(Instant.parse("2026-01-01T00:01:00Z"));
  }

  @Property(tries = 300)
  void windowsTileTime(
      @ForAll Period period, @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
    Instant at = Instant.ofEpochSecond(second);
    Window window = period.window(at, BERLIN);
    assertThat(window.contains(at)).isTrue();
    if (period != Period.TOTAL) {
      assertThat(period.window(window.end(), BERLIN).start()).isEqualTo(window.end());
      assertThat(period.window(window.start(), BERLIN)).isEqualTo(window);
    }
  }

  private static Duration length(Window window) {
    return Duration.between(window.start(), window.end());
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }
}
