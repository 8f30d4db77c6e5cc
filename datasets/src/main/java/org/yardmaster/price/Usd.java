package org.yardmaster.price;

import java.math.BigDecimal;

/** Nano-dollars as people write dollars, exactly. */
public final class Usd {
  private static final int NANO_DIGITS = 9;

  private Usd() {}

  /**
   * Reads an amount such as {@code 12.50} or {@code $0.000001}.
   *
   * @return nano-dollars, at least 0
   * @throws IllegalArgumentException when it is none, negative, or finer than a nano-dollar
   */
  public static long nano(String text) {
    String digits = text.strip();
    digits = digits.startsWith("$") ? digits.substring(1) : digits;
    if (!digits.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw new IllegalArgumentException(
          "Found (%s); expected an amount in USD such as 12.50, with at most nine decimals."
              .formatted(text));
    }
    return new BigDecimal(digits).movePointRight(NANO_DIGITS).longValueExact();
  }

  /** The amount with at least cents and no further zeros: {@code $0.0123}, {@code -$1.50}. */
  public static String text(long nano) {
    BigDecimal usd = BigDecimal.valueOf(nano, NANO_DIGITS).abs().stripTrailingZeros();
    String digits = (usd.scale() < 2 ? usd.setScale(2) : usd).toPlainString();
    return (nano < 0 ? "-$" : "$") + digits;
  }

  /** The amount as a plain number for files: {@code 0.0123}. */
  public static String plain(long nano) {
    return BigDecimal.valueOf(nano, NANO_DIGITS).stripTrailingZeros().toPlainString();
  }
}
