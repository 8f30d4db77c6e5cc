package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code -Dyardmaster.speed=true} prints what {@code SPEED.md} shows. */
class EvaluationSpeedTest {
  @Test
  @EnabledIfSystemProperty(named = "yardmaster.speed", matches = "true")
  void printsItsFiguresWhenAsked() {
    assertThatCode(() -> EvaluationSpeed.main(new String[0])).doesNotThrowAnyException();
  }
}
