package org.yardmaster.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventStreamTest {
  private static List<ServerEvent> read(String text) {
    return EventStream.read(Body.of(text.getBytes(UTF_8), 7));
  }

  @Test
  void readsNamesAndJoinsDataLines() {
    assertThat(read("event: a\ndata: one\ndata:two\n\ndata:  three\n\n"))
        .containsExactly(new ServerEvent("a", "one\ntwo", 7), new ServerEvent("", " three", 7));
  }

  @Test
  void readsEveryKindOfLineEnd() {
    assertThat(read("data: a\r\n\r\ndata: b\r\rdata: c\n\n"))
        .extracting(ServerEvent::data)
        .containsExactly("a", "b", "c");
  }

  @Test
  void skipsCommentsUnknownFieldsMarksAndEmptyEvents() {
    assertThat(read("\uFEFF: hello\nid: 4\nretry: 9\n\nevent: lonely\n\ndata: x\n\n"))
        .containsExactly(new ServerEvent("", "x", 7));
  }

  @Test
  void keepsALastEventThatNothingEnds() {
    assertThat(read("data: a\n\ndata: b")).extracting(ServerEvent::data).containsExactly("a", "b");
  }

  @Test
  void tellsWhenEachEventWasComplete() {
    Body body =
        new Body(
            "data: a\n\ndata: b\n\n".getBytes(UTF_8),
            List.of(new Body.Arrival(5, 10), new Body.Arrival(12, 20), new Body.Arrival(18, 30)));
    assertThat(EventStream.read(body))
        .extracting(ServerEvent::arrivedNanos)
        .containsExactly(20L, 30L);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, 7, PT7S",
    "retry-after, 1.5, PT1.5S",
    "retry-after-ms, 250, PT0.25S",
    "'retry-after', 'Sun, 22 Nov 2026 00:01:00 GMT', PT1M",
  })
  void readsHowLongToWait(String name, String value, Duration wait) {
    HttpHeaders headers = HttpHeaders.of(Map.of(name, List.of(value)), (key, text) -> true);
    assertThat(RetryAfter.read(headers, Instant.parse("2026-11-22T00:00:00Z"))).contains(wait);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-3", "0", "1e99", "NaN", "'Sun, 22 Nov 2020 00:01:00 GMT'"})
  void takesNonsenseAsNotSaid(String value) {
    HttpHeaders headers =
        HttpHeaders.of(Map.of("retry-after", List.of(value)), (key, text) -> true);
    assertThat(RetryAfter.read(headers, Instant.parse("2026-11-22T00:00:00Z")))
        .isEqualTo(Optional.empty());
  }
}
