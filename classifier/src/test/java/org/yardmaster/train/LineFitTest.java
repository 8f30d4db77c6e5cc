package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.yardmaster.decide.Line;

class LineFitTest {
  @Test
  void recoversALineAndIgnoresWhatIsUnknown() {
    Line line =
        LineFit.fit(
                new double[] {0, 10, 20, 30, Double.NaN}, new double[] {5, 7, Double.NaN, 11, 9})
            .orElseThrow();
    assertThat(line.base()).isCloseTo(5, within(1e-9));
    assertThat(line.slope()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void neverFalls() {
    Line line = LineFit.fit(new double[] {0, 10}, new double[] {8, 2}).orElseThrow();
    assertThat(line).isEqualTo(new Line(5, 0));
  }

  @Test
  void neverStartsBelowZero() {
    Line line = LineFit.fit(new double[] {10, 20}, new double[] {1, 21}).orElseThrow();
    assertThat(line.base()).isZero();
    assertThat(line.slope()).isCloseTo(430 / 500.0, within(1e-9));
  }

  @Test
  void isEmptyWithoutAnyPair() {
    assertThat(LineFit.fit(new double[] {1, Double.NaN}, new double[] {Double.NaN, 2})).isEmpty();
  }
}
