package org.yardmaster.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.stats.Estimate;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SHARE   | 0.3724      | 37.2 %",
        "SHARE   | -0.05       | -5.0 %",
        "PERCENT | 0.845       | 85",
        "POINTS  | 0.004       | +0.4 pp",
        "POINTS  | -0.0123     | -1.2 pp",
        "POINTS  | 0.00001     | 0.0 pp",
        "USD     | 0.012345    | $0.0123",
        "USD     | 12.3        | $12.30",
        "USD     | 1234.56     | $1,235",
        "USD     | -3          | -$3.00",
        "USD     | 0           | $0.00",
        "SECONDS | 0.84        | 0.84 s",
        "SECONDS | 0.0123      | 0.012 s",
        "SECONDS | 1.834       | 1.83 s",
        "SECONDS | 116.4       | 116 s",
        "COUNT   | 12034       | 12,034",
        "SCORE   | 0.6824      | 0.682",
        "P_VALUE | 0.0431      | 0.043",
        "P_VALUE | 0.0001      | <0.001",
        "SHARE   | NaN         | n/a",
      })
  void spellsEveryUnit(Unit unit, double value, String expected) {
    assertThat(Numbers.format(unit, value)).isEqualTo(expected);
  }

  @Test
  void intervalsShareTheDecimalsOfTheirValue() {
    assertThat(Numbers.format(Unit.SHARE, estimate(0.372, 0.331, 0.41)))
        .isEqualTo("37.2 % [33.1, 41.0]");
    assertThat(Numbers.format(Unit.USD, estimate(0.0123, 0.01, 1.5)))
        .isEqualTo("$0.0123 [0.0100, 1.5000]");
    assertThat(Numbers.format(Unit.POINTS, estimate(-0.004, -0.009, 0.001)))
        .isEqualTo("-0.4 pp [-0.9, +0.1]");
  }

  @Test
  void endlessIntervalsSaySo() {
    assertThat(Numbers.interval(Unit.USD, estimate(1, 0.5, Double.POSITIVE_INFINITY)))
        .isEqualTo("[0.50, inf]");
  }

  @Test
  void ticksLoseNeedlessDigits() {
    assertThat(Numbers.format(Unit.PLAIN, 0.05)).isEqualTo("0.05");
    assertThat(Numbers.format(Unit.PLAIN, 10)).isEqualTo("10");
    assertThat(Numbers.format(Unit.PLAIN, 0)).isEqualTo("0");
    assertThat(Numbers.format(Unit.PLAIN, 0.1 + 0.2)).isEqualTo("0.3");
    assertThat(Numbers.format(Unit.PLAIN, -2000)).isEqualTo("-2,000");
  }

  @Test
  void spellingIgnoresTheMachinesLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Numbers.format(Unit.USD, 1234.5)).isEqualTo("$1,235");
      assertThat(Numbers.format(Unit.SHARE, 0.5)).isEqualTo("50.0 %");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Estimate estimate(double value, double low, double high) {
    return new Estimate(value, low, high, 0.95, 10, "test");
  }
}
