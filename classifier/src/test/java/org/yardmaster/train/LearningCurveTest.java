package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.yardmaster.price.PriceBook;

class LearningCurveTest {
  @Test
  void doublesUpToAllLabelsAndSaysWhetherMoreWillPay() {
    LearningCurve curve =
        LearningCurve.of(
            Tables.easyAndHard(96, 9), PriceBook.empty(), TrainSpec.STANDARD, 2, Progress.silent());
    assertThat(curve.points())
        .extracting(LearningCurve.Point::prompts)
        .containsExactly(6, 12, 24, 48);
    assertThat(curve.points().getFirst().gain().value()).isZero();
    assertThat(curve.points().getLast().value().value())
        .isGreaterThan(curve.points().getFirst().value().value());
    assertThat(curve.advice()).contains("48 labelled prompts").endsWith("pay.");
  }
}
