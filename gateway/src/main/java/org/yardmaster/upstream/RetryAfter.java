package org.yardmaster.upstream;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long a server asks to be left alone: {@code retry-after-ms} in milliseconds, or {@code
 * Retry-After} in seconds or as an HTTP date. What cannot be read, and a time gone by, counts as
 * not said.
 */
public final class RetryAfter {
  private static final double MOST_SECONDS = 86_400;

  private RetryAfter() {}

  public static Optional<Duration> read(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(value -> seconds(value, 1e-3))
        .or(
            () ->
                headers
                    .firstValue("retry-after")
                    .flatMap(value -> seconds(value, 1).or(() -> date(value, now))))
        .filter(Duration::isPositive);
  }

  private static Optional<Duration> seconds(String value, double unit) {
    try {
      double seconds = Double.parseDouble(value.strip()) * unit;
      return seconds >= 0 && seconds <= MOST_SECONDS
          ? Optional.of(Duration.ofNanos((long) (seconds * 1e9)))
          : Optional.empty();
    } catch (NumberFormatException notSeconds) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> date(String value, Instant now) {
    try {
      Instant then =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, then))
          .filter(wait -> wait.toSeconds() <= MOST_SECONDS);
    } catch (DateTimeParseException notDate) {
      return Optional.empty();
    }
  }
}
