package org.yardmaster.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.yardmaster.stats.Estimate;

/**
 * The one place that spells numbers, always in the root locale. An interval follows its value in
 * square brackets, with the value's decimals and without the unit: {@code 37.2 % [33.1, 41.0]}.
 */
public final class Numbers {
  /** Smaller p-values are only said to be smaller. */
  private static final double LEAST_P = 0.001;

  private Numbers() {}

  /** A number with its unit; {@code n/a} when it is not finite. */
  public static String format(Unit unit, double value) {
    return Double.isFinite(value) ? withUnit(unit, value, decimals(unit, value)) : "n/a";
  }

  /** A number with its unit and its interval. */
  public static String format(Unit unit, Estimate estimate) {
    return format(unit, estimate.value()) + " " + interval(unit, estimate);
  }

  /** The interval alone: {@code [33.1, 41.0]}. */
  public static String interval(Unit unit, Estimate estimate) {
    int decimals = decimals(unit, estimate.value());
    return "[%s, %s]"
        .formatted(bare(unit, estimate.low(), decimals), bare(unit, estimate.high(), decimals));
  }

  /** At most six significant digits, without needless ones. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(String.format(Locale.ROOT, "%.6g", value));
    return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
  }

  private static String withUnit(Unit unit, double value, int decimals) {
    String bare = bare(unit, value, decimals);
    return switch (unit) {
      case COUNT, PERCENT, SCORE, PLAIN -> bare;
      case P_VALUE -> value < LEAST_P ? "<" + LEAST_P : bare;
      case SHARE -> bare + " %";
      case POINTS, SPAN -> bare + " pp";
      case SECONDS, SECONDS_CHANGE -> bare + " s";
      case USD -> bare.startsWith("-") ? "-$" + bare.substring(1) : "$" + bare;
    };
  }

  private static String bare(Unit unit, double value, int decimals) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "inf" : value < 0 ? "-inf" : "n/a";
    }
    BigDecimal scaled = new BigDecimal(Double.toString(value)).movePointRight(shift(unit));
    BigDecimal rounded = scaled.setScale(decimals, RoundingMode.HALF_UP);
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    return signed(unit) && rounded.signum() > 0 ? "+" + text : text;
  }

  private static boolean signed(Unit unit) {
    return unit == Unit.POINTS || unit == Unit.SECONDS_CHANGE;
  }

  private static int shift(Unit unit) {
    return switch (unit) {
      case SHARE, PERCENT, POINTS, SPAN -> 2;
      case COUNT, USD, SECONDS, SECONDS_CHANGE, SCORE, PLAIN, P_VALUE -> 0;
    };
  }

  private static int decimals(Unit unit, double value) {
    return switch (unit) {
      case COUNT, PERCENT -> 0;
      case SHARE, POINTS, SPAN -> 1;
      case SCORE, P_VALUE -> 3;
      case PLAIN -> Math.max(0, shortest(value).scale());
      case SECONDS, SECONDS_CHANGE ->
          Math.min(4, Math.max(0, significant(value) - (Math.abs(value) < 1 ? 1 : 0)));
      case USD -> Math.abs(value) >= 1000 ? 0 : Math.max(2, significant(value));
    };
  }

  /** Decimals that leave three significant digits below one, fewer above; at most 9. */
  private static int significant(double value) {
    double size = Math.abs(value);
    if (size == 0 || !Double.isFinite(size)) {
      return 0;
    }
    int magnitude = (int) Math.floor(Math.log10(size));
    return Math.max(0, Math.min(9, 2 - magnitude));
  }
}
