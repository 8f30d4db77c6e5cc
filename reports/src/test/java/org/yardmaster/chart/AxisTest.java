package org.yardmaster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void equalFactorsAreEquallyFarOnALogarithmicAxis() {
    Axis axis = Axis.money(0.01, 100, 0, 400);
    assertThat(axis.logarithmic()).isTrue();
    double first = axis.pixel(1) - axis.pixel(0.1);
    double second = axis.pixel(10) - axis.pixel(1);
    assertThat(first).isCloseTo(second, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void freeCandidatesMakeTheAxisEven() {
    assertThat(Axis.money(0, 5, 0, 100).logarithmic()).isFalse();
  }

  @Test
  void ticksAreRound() {
    assertThat(Axis.money(0.03, 12, 0, 100).ticks(9))
        .containsExactly(0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0);
    assertThat(new Axis(false, 0.42, 0.97, 0, 1).ticks(6)).hasSizeBetween(3, 6);
  }

  @Property(seed = "20260101")
  void ticksStayInsideAndFew(
      @ForAll @DoubleRange(min = -6, max = 6) double magnitude,
      @ForAll @DoubleRange(min = 0, max = 1_000) double factor,
      @ForAll @IntRange(min = 3, max = 10) int most) {
    double low = Math.pow(10, magnitude);
    double high = low * (1 + factor);
    for (Axis axis : new Axis[] {Axis.money(low, high, 0, 1), Axis.even(low, high, 0, 1)}) {
      assertThat(axis.ticks(most)).hasSizeLessThanOrEqualTo(most).isSorted();
      for (double tick : axis.ticks(most)) {
        assertThat(axis.pixel(tick)).isBetween(-1e-9, 1 + 1e-9);
      }
    }
  }
}
