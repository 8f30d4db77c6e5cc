package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class KeyGuessesTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-05-01T12:00:00Z"));
  private final KeyGuesses guesses =
      new KeyGuesses(((InstantSource) now::get).withZone(ZoneOffset.UTC));

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private void guess(int times) {
    for (int time = 0; time < times; time++) {
      guesses.guessed("there");
    }
  }

  @Test
  void theWaitEndsAMinuteAfterTheFirstGuess() {
    guess(19);
    assertThat(guesses.mustWait("there", "any")).isFalse();
    guess(1);
    assertThat(guesses.mustWait("there", "any")).isTrue();
    assertThat(guesses.mustWait("elsewhere", "any")).isFalse();
    pass(Duration.ofMinutes(1));
    assertThat(guesses.mustWait("there", "any")).isFalse();
  }

  @Test
  void aKeyIsKnownForAnHourWhereItWasAccepted() {
    guesses.accepted("there", "known");
    guesses.accepted("elsewhere", "other");
    pass(Duration.ofMinutes(59));
    guess(20);
    assertThat(guesses.mustWait("there", "known")).isFalse();
    assertThat(guesses.mustWait("there", "other")).isTrue();
    pass(Duration.ofMinutes(1));
    guess(20);
    assertThat(guesses.mustWait("there", "known")).isTrue();
  }

  @Test
  void theEldestOfTooManyAreForgotten() {
    guesses.accepted("there", "eldest");
    guesses.accepted("there", "used");
    for (int key = 0; key < 9_999; key++) {
      guesses.accepted("there", "used");
      guesses.accepted("there", "key " + key);
    }
    guess(20);
    assertThat(guesses.mustWait("there", "used")).isFalse();
    assertThat(guesses.mustWait("there", "eldest")).isTrue();
  }
}
