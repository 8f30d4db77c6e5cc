package org.yardmaster.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
  private static final RateLimits LIMITS =
      new RateLimits(OptionalInt.of(100), OptionalLong.of(10_001), OptionalInt.empty());

  @Test
  void sharesTogetherNeverExceedTheWhole() {
    RateLimits third = LIMITS.share(3);

    assertThat(third)
        .isEqualTo(new RateLimits(OptionalInt.of(33), OptionalLong.of(3_333), OptionalInt.empty()));
    assertThat(LIMITS.share(1)).isEqualTo(LIMITS);
  }

  @Test
  void aLimitThatCannotBeDividedIsRefused() {
    assertThatThrownBy(() -> LIMITS.share(101)).hasMessageContaining("(100)");
  }
}
