package org.yardmaster.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were computed with the numerical library itself, version 2.4.6. */
class NumericalPythonTest {
  private static final double[] VALUES = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
  private static final double[] FALLING = {0, 5, 3, 6, 2, 7, 9, 8, 11, 10, 12};
  private static final double[] HUMP = {1, 4, 9, 9.5, 9.2, 9.4, 8, 7.5, 7, 6.5, 6};

  @ParameterizedTest
  @CsvSource({
    "falling, -1, 0.0",
    "falling, 0.5, 1.0",
    "falling, 2.5, 5.0",
    "falling, 3.5, 7.0",
    "falling, 4.5, 9.0",
    "falling, 5.5, 28.333333333333336",
    "falling, 6.5, 49.0",
    "falling, 7.2, 51.0",
    "falling, 8.5, 57.5",
    "falling, 8.2, 56.0",
    "falling, 9.45, 74.83333333333333",
    "falling, 9.1, 73.66666666666667",
    "falling, 10.5, 92.5",
    "falling, 11.5, 97.5",
    "falling, 13, 100.0",
    "hump, -1, 0.0",
    "hump, 0.5, 0.0",
    "hump, 2.5, 5.0",
    "hump, 3.5, 8.333333333333334",
    "hump, 4.5, 11.0",
    "hump, 5.5, 13.0",
    "hump, 6.5, 100.0",
    "hump, 7.2, 100.0",
    "hump, 8.5, 100.0",
    "hump, 8.2, 100.0",
    "hump, 9.45, 100.0",
    "hump, 9.1, 100.0",
    "hump, 10.5, 100.0",
    "hump, 11.5, 100.0",
    "hump, 13, 100.0"
  })
  void interpolatesOverKnotsThatFallAgain(String knots, double x, double expected) {
    double[] chosen = knots.equals("falling") ? FALLING : HUMP;
    assertThat(NumericalPython.interpolate(x, chosen, VALUES)).isEqualTo(expected);
  }
}
