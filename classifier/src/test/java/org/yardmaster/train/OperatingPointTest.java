package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.ThresholdChoice;

class OperatingPointTest {
  @Test
  void theTradeoffScaleFallsFromAnyPriceToNothing() {
    double[][] quality = {{1, 0}, {1, 1}};
    double[][] usd = {{0.001, 0.001}, {0.01, 0.01}};
    Predictions predictions = new Predictions("p", quality, usd);
    WillingnessToPay rule =
        OperatingPoint.choose(ThresholdChoice.STANDARD, predictions, quality, usd);
    assertThat(rule.scaleUsd()[0]).isGreaterThan(1000 * rule.scaleUsd()[1]);
    assertThat(rule.scaleUsd()[10]).isZero();
  }
}
