package org.yardmaster.generate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.yardmaster.data.Target;

/** Exact decimal arithmetic for targets. */
final class Numbers {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Numbers() {}

  static BigDecimal of(long value) {
    return BigDecimal.valueOf(value);
  }

  /** {@code units} hundredths, such as cents. */
  static BigDecimal hundredths(long units) {
    return BigDecimal.valueOf(units, 2);
  }

  static BigDecimal percentOf(BigDecimal value, int percent) {
    return value.multiply(of(percent)).divide(HUNDRED);
  }

  static BigDecimal round(BigDecimal value, int places) {
    return value.setScale(places, RoundingMode.HALF_UP);
  }

  /** {@code numerator / denominator}, rounded. */
  static BigDecimal ratio(BigDecimal numerator, BigDecimal denominator, int places) {
    return numerator.divide(denominator, places, RoundingMode.HALF_UP);
  }

  static Target exactly(long value) {
    return exactly(of(value));
  }

  static Target exactly(BigDecimal value) {
    return new Target.Numeric(value, BigDecimal.ZERO);
  }

  /** Right within one unit of the last place asked for. */
  static Target rounded(BigDecimal value, int places) {
    return new Target.Numeric(round(value, places), BigDecimal.ONE.movePointLeft(places));
  }
}
