package org.yardmaster.decide;

/**
 * The exponential function by range reduction and Taylor's series, in double arithmetic without
 * fused operations: the same number on every machine and in every language, to within two units in
 * the last place of {@link Math#exp}.
 */
final class Exponential {
  private static final double LOG2_E = 1 / Math.log(2);

  /** The leading bits of ln 2: multiplied by a small integer, exact. */
  private static final double LN2_HIGH = 0x1.62e42feep-1;

  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Beyond it, nothing that the kernel computes can be told from 0 or from infinity. */
  private static final double LARGEST = 700;

  /** Adding and taking away again rounds to the nearest integer. */
  private static final double ROUND = 0x1.8p52;

  private Exponential() {}

  /** e to the power of x; x is clamped to [-700, 700]. */
  static double of(double x) {
    double clamped = Math.max(-LARGEST, Math.min(LARGEST, x));
    double power = (clamped * LOG2_E + ROUND) - ROUND;
    double r = (clamped - power * LN2_HIGH) - power * LN2_LOW;
    double series = 1.0 / 6_227_020_800.0;
    series = series * r + 1.0 / 479_001_600.0;
    series = series * r + 1.0 / 39_916_800.0;
    series = series * r + 1.0 / 3_628_800.0;
    series = series * r + 1.0 / 362_880.0;
    series = series * r + 1.0 / 40_320.0;
    series = series * r + 1.0 / 5_040.0;
    series = series * r + 1.0 / 720.0;
    series = series * r + 1.0 / 120.0;
    series = series * r + 1.0 / 24.0;
    series = series * r + 1.0 / 6.0;
    series = series * r + 0.5;
    series = series * r + 1;
    series = series * r + 1;
    return series * Double.longBitsToDouble(((long) power + 1023) << 52);
  }
}
